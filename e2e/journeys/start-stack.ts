import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackAddresses;
  }
}

/** Where the parts of the running stack are. */
export type StackAddresses = {
  readonly dashboard: string;
  readonly simulator: string;
  readonly functions: string;
  readonly firestore: { readonly host: string; readonly port: number };
  readonly auth: string;
  readonly projectId: string;
};

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds may be needed first, on a machine that does other things as well. */
const READY_TIMEOUT_MS = 180_000;

/** Starts what `npm start` starts, waits for its word `ready`, and ends it with Ctrl-C, which must leave nothing behind. */
export default async function startStack(project: TestProject): Promise<() => Promise<void>> {
  const base = await freePortBase();
  const child = spawn(process.execPath, ['local-stack/launcher/src/main.ts', '--port-base', String(base)], {
    cwd: ROOT,
    // Vitest's NODE_ENV would make the stack build a dashboard for development, which is none that anybody gets.
    env: { ...process.env, NODE_ENV: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  await untilReady(child, output);
  project.provide('stack', {
    dashboard: `http://127.0.0.1:${base}`,
    firestore: { host: '127.0.0.1', port: base + 2 },
    auth: `http://127.0.0.1:${base + 3}`,
    simulator: `http://127.0.0.1:${base + 8}`,
    functions: `http://127.0.0.1:${base + 1}`,
    projectId: 'demo-casillero',
  });
  return () => interrupt(child, output);
}

function untilReady(child: ChildProcess, output: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (why: string) => {
      child.kill('SIGINT');
      reject(new Error(`${why}\n${output.join('')}`));
    };
    const timer = setTimeout(() => giveUp('The stack did not get ready.'), READY_TIMEOUT_MS);
    const ended = (code: number | null) => giveUp(`The stack ended with code ${code}.`);
    const look = () => {
      if (!/^ready$/m.test(output.join(''))) return;
      clearTimeout(timer);
      child.off('exit', ended);
      child.stdout?.off('data', look);
      resolve();
    };
    child.once('exit', ended);
    child.stdout?.on('data', look);
  });
}

async function interrupt(child: ChildProcess, output: string[]): Promise<void> {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const code = await ended;
  if (code !== 0) throw new Error(`Ctrl-C ended the stack with code ${code}.\n${output.join('')}`);
  // In the cloud the function would go on with an empty secret.
  const undeclared = output.join('').match(/^.*No value found for secret parameter.*$/gm);
  if (undeclared !== null)
    throw new Error(`A function does not declare a secret that it uses.\n${undeclared.join('\n')}`);
}

/** A port base with nothing on its first dozen ports; the launcher says so if another process is faster. */
async function freePortBase(): Promise<number> {
  for (let base = 20_000 + (process.pid % 100) * 100; base < 32_000; base += 100) {
    const free = await Promise.all(Array.from({ length: 11 }, (_, offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('No free ports between 20000 and 32000.');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
