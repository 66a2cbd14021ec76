import { enableCompileCache } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blame } from './command-line/blame.ts';
import { helpText, parseFlags } from './command-line/flags.ts';
import { welcome } from './command-line/welcome.ts';
import { type PortLayout, portLayout } from './ports/port-layout.ts';
import { describeTakenPorts, findTakenPorts } from './ports/taken-ports.ts';
import { type Stack, stackDirOf, startStack } from './stack.ts';

/** The checkout: this file is local-stack/launcher/src/main.ts. */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Functions in the middle of their work are waited for this long. */
const STOP_TIMEOUT_MS = 8_000;

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
  let signalledAt: number | undefined;

  const stopAndExit = async (code: number) => {
    setTimeout(() => process.exit(code), STOP_TIMEOUT_MS).unref();
    starting.abort();
    await stack?.stop();
    if (stack !== undefined) process.exit(code); // else the failing start does it
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (signalledAt !== undefined && performance.now() - signalledAt < SAME_SIGNAL_MS) return;
      if (signalledAt !== undefined) process.exit(1);
      signalledAt = performance.now();
      report('stopping …');
      void stopAndExit(0);
    });
  const die = (error: unknown) => {
    report(`${blame(error)} failed, and the stack with it. See ${stackLog}\n${describe(error)}`);
    void stopAndExit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);

  try {
    stack = await startStack({ root: ROOT, ports, isDemo, report, signal: starting.signal });
  } catch (error) {
    if (signalledAt !== undefined) process.exit(0);
    giveUp(`The local stack could not start: ${describe(error)}`, `More in ${stackLog}`);
  }
  if (starting.signal.aborted) return stack.stop().then(() => process.exit(0));
  console.log(welcome(ports, isDemo));
  console.log(`Up after ${seconds()} s. Ctrl-C stops everything.`);
  console.log('ready');
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

await main();
