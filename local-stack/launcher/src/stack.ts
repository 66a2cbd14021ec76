import { join, relative } from 'node:path';
import { writeFunctionSettings } from './firebase-tools/function-settings.ts';
import { addressOf } from './firebase-tools/local-config.ts';
import { buildFunctions, buildWeb } from './outputs/build-outputs.ts';
import { setEnvironment } from './parts/environment.ts';
import { SCHEDULES, startScheduleClock } from './parts/schedule-clock.ts';
import { warmUp } from './parts/warm-up.ts';
import type { PortLayout } from './ports/port-layout.ts';

/** Begins with demo-, so that firebase-tools never calls production. */
export const PROJECT_ID = 'demo-casillero';

/** Holds the screenshots; the storage emulator makes buckets on first use. */
const MEDIA_BUCKET = `${PROJECT_ID}-media`;

/** The functions behind the task queues, in the order in which a first message needs them. */
const QUEUES = ['send', 'media', 'extract'];

export type StackOptions = {
  /** the checkout: the folder of firebase.json */
  readonly root: string;
  readonly ports: PortLayout;
  readonly isDemo: boolean;
  /** progress, and what goes wrong in functions; a line each */
  readonly report: (line: string) => void;
  /** ends the start before it is done */
  readonly signal: AbortSignal;
};

export type Stack = { readonly stop: () => Promise<void> };

/** The stack's own folder: settings of the functions, objects of the storage emulator, the log. One per port base. */
export const stackDirOf = (root: string, ports: PortLayout): string =>
  join(root, '.local-stack', String(ports.hosting));

/**
 * Starts everything: Firestore, Auth, Storage, functions with their queues and schedule, hosting, the provider
 * simulator, and the demo. Resolves when the API answers. If anything fails, what was started is stopped again and the
 * error thrown. Once per process: firebase-tools keeps its emulators in module state.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const closers: (() => Promise<void> | void)[] = [];
  const stop = once(async () => {
    for (const close of closers.reverse()) await close();
  });
  try {
    await startParts(options, (close) => closers.push(close));
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(options: StackOptions, onStop: (close: () => Promise<void> | void) => void): Promise<void> {
  const { root, ports, isDemo, signal, report } = options;
  const stackDir = stackDirOf(root, ports);
  const settingsDir = join(stackDir, 'settings');
  const hostingUrl = addressOf(ports, 'hosting');
  const functionsUrl = addressOf(ports, 'functions');
  setEnvironment(ports, PROJECT_ID, join(root, '.local-stack', 'compile-cache'));

  // Builds run in processes of their own, while this one loads modules.
  const webBuilt = buildWeb(root, signal, report);
  const functionsBuilt = buildFunctions(root, signal, report);
  webBuilt.catch(() => undefined); // reported where it is awaited
  functionsBuilt.catch(() => undefined);

  const { startFirestore } = await import('./parts/firestore.ts');
  const stopFirestore = once(await startFirestore({ root, port: ports.firestore, projectId: PROJECT_ID }));
  onStop(stopFirestore);
  report('Firestore is up');

  const { providerSettings, startProvider } = await import('./parts/simulator.ts');
  onStop(await startProvider(root, ports));
  report('the provider simulator is up');

  const { settings, secrets } = providerSettings(ports);
  await writeFunctionSettings(settingsDir, { ...settings, MEDIA_BUCKET }, secrets);
  await functionsBuilt;
  signal.throwIfAborted();

  const { loadFirebaseTools } = await import('./firebase-tools/modules.ts');
  const { openStackLog } = await import('./firebase-tools/stack-log.ts');
  const { startEmulators, startIdleFunctions, stopEmulators } = await import('./firebase-tools/emulators.ts');
  const tools = loadFirebaseTools();
  openStackLog(tools, join(stackDir, 'stack.log'), report);
  onStop(() => stopEmulators(tools));
  await startEmulators({
    tools,
    root,
    stackDir,
    settingsDir: relative(root, settingsDir),
    projectId: PROJECT_ID,
    ports,
    stopFirestore,
  });
  report('Auth, Storage, functions, tasks and hosting are up');
  signal.throwIfAborted();

  const seeded = isDemo ? import('./demo/seed-demo.ts').then(({ seedDemo }) => seedDemo(PROJECT_ID)) : undefined;
  await Promise.all([seeded, webBuilt, warmUp(hostingUrl)]);
  if (isDemo) report('the demo is in place');
  for (const schedule of SCHEDULES)
    onStop(startScheduleClock({ functionsUrl, projectId: PROJECT_ID, schedule, report }));
  void startIdleFunctions(tools, QUEUES).catch((error: unknown) =>
    report(`A queue is slow to start: ${String(error)}`),
  );
}

/** Makes a function that does its work at the first call only and gives every caller the same outcome. */
function once<T>(work: () => T): () => T {
  let outcome: { readonly value: T } | undefined;
  return () => {
    outcome ??= { value: work() };
    return outcome.value;
  };
}
