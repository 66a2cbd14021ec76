import { enableCompileCache } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blame } from './command-line/blame.ts';
import { helpText, parseFlags } from './command-line/flags.ts';
import { welcome } from './command-line/welcome.ts';
import { watchParent } from './parts/parent.ts';
import { type PortLayout, portLayout } from './ports/port-layout.ts';
import { describeTakenPorts, findTakenPorts } from './ports/taken-ports.ts';
import { type Stack, stackDirOf, startStack } from './stack.ts';

/** The checkout: this file is local-stack/launcher/src/main.ts. */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Functions in the middle of their work are waited for this long. */
const STOP_TIMEOUT_MS = 5_000;

/** npm and the terminal both pass on one Ctrl-C; what comes this soon is the same one. */
const SAME_SIGNAL_MS = 300;

const startedAt = performance.now();
const report = (line: string) => console.log(`[${seconds()} s] ${line}`);
const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1);

/** Prints sentences for a person and ends the process with code 1. */
function giveUp(...sentences: string[]): never {
  console.error(sentences.join('\n'));
  process.exit(1);
}

async function main(): Promise<void> {
  const command = parseFlags(process.argv.slice(2));
  if (!command.ok) giveUp(command.failure.message, command.failure.hint);
  if (command.value.kind === 'help') return console.log(helpText());

  const { portBase, isDemo } = command.value;
  const layout = portLayout(portBase);
  if (!layout.ok) giveUp(layout.failure.message, layout.failure.hint);
  const taken = await findTakenPorts(layout.value);
  if (taken.length > 0) giveUp(await describeTakenPorts(taken, portBase));
  enableCompileCache(join(ROOT, '.local-stack', 'compile-cache'));
  await run(layout.value, isDemo);
}

async function run(ports: PortLayout, isDemo: boolean): Promise<void> {
  const stackLog = relative(process.cwd(), join(stackDirOf(ROOT, ports), 'stack.log'));
  const starting = new AbortController();
  let stack: Stack | undefined;
  /** set as soon as the stack is to end */
  let exitCode: number | undefined;

  const end = (code: number, reason: string): void => {
    if (exitCode !== undefined) return;
    exitCode = code;
    report(reason);
    setTimeout(() => process.exit(code), STOP_TIMEOUT_MS).unref();
    starting.abort();
    void stack?.stop().finally(() => process.exit(code)); // if it is still starting, the start ends it
  };
  endOnSignals(() => end(0, 'stopping …'));
  watchParent(() => end(0, 'npm is gone: stopping …'));
  const die = (error: unknown) =>
    end(1, `${blame(error)} failed, and the stack with it. More in ${stackLog}\n${traceOf(error)}`);
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);

  try {
    stack = await startStack({ root: ROOT, ports, isDemo, report, signal: starting.signal });
  } catch (error) {
    if (exitCode !== undefined) process.exit(exitCode);
    giveUp(`The local stack could not start. ${messageOf(error)}`, `More in ${stackLog}`);
  }
  if (exitCode !== undefined) return stack.stop().finally(() => process.exit(exitCode));
  console.log(welcome(ports, isDemo));
  console.log(`Up after ${seconds()} s. Ctrl-C stops everything.`);
  console.log('ready');
}

/** The first signal ends the stack in good order; a second one does not wait for that. */
function endOnSignals(end: () => void): void {
  let signalledAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      const now = performance.now();
      if (signalledAt === undefined) end();
      else if (now - signalledAt > SAME_SIGNAL_MS) process.exit(1);
      signalledAt ??= now;
    });
}

const traceOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** With its cause: fetch says no more than “fetch failed”. */
const messageOf = (error: unknown): string =>
  error instanceof Error
    ? [error.message, error.cause && `(${messageOf(error.cause)})`].filter(Boolean).join(' ')
    : String(error);

process.stdout.on('error', () => undefined); // whoever read it is gone; the stack is stopped by watchParent or a signal
await main();
