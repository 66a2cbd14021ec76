import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PortLayout } from '../ports/port-layout.ts';
import { LOOPBACK } from '../ports/taken-ports.ts';
import { adaptFirebaseTools } from './adapt.ts';
import { type FirebaseJson, LOCAL_STACK_PATH, localFirebaseConfig, localStackDocument } from './local-config.ts';
import type { FirebaseTools } from './modules.ts';

/** Started by firebase-tools itself; with functions come tasks and Eventarc, and the hub always. */
const STARTED_BY_NAME = 'auth,functions,hosting';

export type EmulatorsOptions = {
  readonly tools: FirebaseTools;
  /** the folder of firebase.json */
  readonly root: string;
  /** the stack's own folder, below root */
  readonly stackDir: string;
  /** folder of the function settings, from root */
  readonly settingsDir: string;
  readonly projectId: string;
  readonly ports: PortLayout;
  /** ends the local Firestore when the emulators stop */
  readonly stopFirestore: () => Promise<void>;
};

/**
 * Starts storage, auth, functions, tasks and hosting in this process, with a Firestore that already listens. Resolves
 * when all answer. Functions that cannot be loaded are logged as an error by firebase-tools, not thrown: ask one.
 */
export async function startEmulators(options: EmulatorsOptions): Promise<void> {
  const { tools, root, projectId, ports } = options;
  const { EmulatorRegistry } = tools.registry;
  adaptFirebaseTools(tools, join(options.stackDir, 'storage'));

  EmulatorRegistry.set('firestore', {
    getName: () => 'firestore',
    getInfo: () => ({ name: 'firestore', host: LOOPBACK, port: ports.firestore }),
    start: async () => undefined,
    connect: async () => undefined,
    stop: options.stopFirestore,
  });
  const rulesFile = join(root, 'storage.rules');
  await EmulatorRegistry.start(
    new tools.storage.StorageEmulator({
      host: LOOPBACK,
      port: ports.storage,
      projectId,
      rules: { name: rulesFile, content: readFileSync(rulesFile, 'utf8') },
    }),
  );

  const production = JSON.parse(readFileSync(join(root, 'firebase.json'), 'utf8')) as FirebaseJson;
  const local = localFirebaseConfig(production, ports, options.settingsDir);
  await tools.controller.startAll(
    {
      cwd: root,
      projectRoot: root,
      project: projectId,
      projectId,
      only: STARTED_BY_NAME,
      nonInteractive: true,
      config: new tools.config.Config(local, { cwd: root, projectDir: root }),
      rc: new tools.rc.RC('', {}),
      frameworksDevModeHandle: serveLocalStackDocument(ports),
    },
    false,
  );
}

/**
 * Starts an idle process for each of these functions, one after the other, so that their first call does not wait for
 * it. They cannot be asked without doing something, as the API can. A function that is not there is left out.
 */
export async function startIdleFunctions(tools: FirebaseTools, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const emulator = tools.registry.EmulatorRegistry.get('functions'); // undefined once it is stopped
    const record = emulator?.triggers[`us-central1-${name}`];
    if (record !== undefined) await emulator?.startRuntime(record.backend, record.def);
  }
}

/** Stops all of them, Firestore included; also those of a start that failed. Function processes are ended too. */
export const stopEmulators = (tools: FirebaseTools): Promise<void> => tools.registry.EmulatorRegistry.stopAll();

type Handle = Parameters<FirebaseTools['controller']['startAll']>[0]['frameworksDevModeHandle'];

const serveLocalStackDocument =
  (ports: PortLayout): Handle =>
  (request, response, next) => {
    if (request.url !== LOCAL_STACK_PATH) return next();
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(localStackDocument(ports)));
  };
