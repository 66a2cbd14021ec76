import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { locked } from './lock.ts';
import { isStale } from './stale.ts';

type Output = {
  readonly name: string;
  readonly file: string;
  readonly sources: readonly string[];
  readonly command: readonly [string, ...string[]];
};

/** What both outputs are made from, besides their own folder. */
const SHARED_SOURCES = ['domain/src', 'domain/package.json', 'tsconfig.base.json', 'package-lock.json'];

const FUNCTIONS: Output = {
  name: 'functions',
  file: 'functions/lib/index.js',
  sources: ['functions', ...SHARED_SOURCES],
  command: [process.execPath, 'functions/build.ts'],
};

const WEB: Output = {
  name: 'dashboard',
  file: 'web/dist/index.html',
  sources: ['web', ...SHARED_SOURCES],
  command: ['npm', 'run', 'build', '--workspace', 'web'],
};

/** Bundles the functions unless the bundle is newer than all its sources. Throws with the build's output if it fails. */
export const buildFunctions = (root: string, signal: AbortSignal, report: (line: string) => void) =>
  buildIfStale(FUNCTIONS, root, signal, report);

/** Builds the dashboard unless its index.html is newer than all its sources. Throws with the build's output if it fails. */
export const buildWeb = (root: string, signal: AbortSignal, report: (line: string) => void) =>
  buildIfStale(WEB, root, signal, report);

async function buildIfStale(
  output: Output,
  root: string,
  signal: AbortSignal,
  report: (line: string) => void,
): Promise<void> {
  const sources = output.sources.map((source) => join(root, source));
  const isOld = () => isStale(join(root, output.file), sources);
  if (!(await isOld())) return;
  // Another stack of this checkout may be starting, too, and find the same output old.
  await locked(join(root, '.local-stack', `${output.name}.lock`), signal, async () => {
    if (!(await isOld())) return;
    report(`building the ${output.name} …`);
    await run(output, root, signal);
  });
}

function run({ name, command: [program, ...args] }: Output, cwd: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const build = spawn(program, args, { cwd, signal, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    build.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    build.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    build.once('error', reject);
    build.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The ${name} could not be built:\n${Buffer.concat(output).toString().trim()}`));
    });
  });
}
