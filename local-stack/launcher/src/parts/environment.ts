import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { PortLayout } from '../ports/port-layout.ts';
import { LOOPBACK } from '../ports/taken-ports.ts';

/** How long a slow machine may take to load the functions, in seconds; firebase-tools would give up after 10. */
const DISCOVERY_TIMEOUT_S = 60;

/** Would let code that misses an emulator reach somebody's real project. */
const REAL_CREDENTIALS = ['GOOGLE_APPLICATION_CREDENTIALS', 'FIREBASE_TOKEN', 'FIREBASE_CONFIG'];

/**
 * Sets the environment of this process, which the function processes inherit.
 *
 * @param cacheDir where Node keeps compiled code: functions start in two thirds of the time
 */
export function setEnvironment(ports: PortLayout, projectId: string, cacheDir: string): void {
  for (const name of REAL_CREDENTIALS) delete process.env[name];
  const exitWithParent = pathToFileURL(join(dirname(fileURLToPath(import.meta.url)), 'exit-with-parent.ts')).href;
  Object.assign(process.env, {
    GCLOUD_PROJECT: projectId,
    FIRESTORE_EMULATOR_HOST: `${LOOPBACK}:${ports.firestore}`,
    FIREBASE_AUTH_EMULATOR_HOST: `${LOOPBACK}:${ports.auth}`,
    // No cloud here: do not look for its metadata server, which costs up to 20 s.
    METADATA_SERVER_DETECTION: 'none',
    // Functions are listed by a process that writes a file and ends, not by a server on a random port.
    FIREBASE_FUNCTIONS_DISCOVERY_OUTPUT_PATH: 'true',
    FUNCTIONS_DISCOVERY_TIMEOUT: String(DISCOVERY_TIMEOUT_S),
    NODE_COMPILE_CACHE: cacheDir,
    NODE_OPTIONS: [process.env.NODE_OPTIONS, `--import=${exitWithParent}`].filter(Boolean).join(' '),
    // The same Node for functions and their discovery, whatever the machine has.
    PATH: [dirname(process.execPath), process.env.PATH].filter(Boolean).join(delimiter),
  });
}
