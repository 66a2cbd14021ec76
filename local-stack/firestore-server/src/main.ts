import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { readFlags } from './flags.ts';
import type { FirestoreServerOptions } from './server.ts';

// Everything else is loaded after this: from the second start on, it need not be compiled again.
enableCompileCache();
const { startFirestoreServer } = await import('./server.ts');

/** Exit codes: 1 the server could not start, 2 the command line was wrong. */
const COULD_NOT_START = 1;
const WRONG_USAGE = 2;

const result = readFlags(process.argv.slice(2));
if (!result.ok) giveUp(result.message, WRONG_USAGE);
const { flags } = result;

const options: FirestoreServerOptions = { host: flags.host, port: flags.port };
if (flags.projectId !== null) options.projectId = flags.projectId;
if (flags.functionsHost !== null) options.functionsHost = flags.functionsHost;
if (flags.rulesFile !== null) options.rules = readText(flags.rulesFile, '--rules');
if (flags.indexesFile !== null) options.indexes = readText(flags.indexesFile, '--indexes');

try {
  const server = await startFirestoreServer(options);
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await server.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  console.log(`Firestore listening on ${server.host}:${server.port}`);
} catch (error) {
  giveUp(explain(error), COULD_NOT_START);
}

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    return `Port ${flags.port} is taken by another program. Stop that program, or choose another port with --port (0 takes any free one).`;
  }
  if (code === 'EACCES')
    return `Port ${flags.port} may not be opened by this user. Choose a port above 1023 with --port.`;
  return error instanceof Error ? error.message : String(error);
}

function readText(file: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return giveUp(
      `Cannot read the file of ${flag}: ${error instanceof Error ? error.message : String(error)}`,
      WRONG_USAGE,
    );
  }
}

function giveUp(message: string, exitCode: number): never {
  console.error(message);
  process.exit(exitCode);
}
