import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const MAIN = new URL('../src/main.ts', import.meta.url).pathname;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firestore-server-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Run = { child: ChildProcess; firstLine: Promise<string>; errors: () => string; exited: Promise<number | null> };

function run(...flags: string[]): Run {
  const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const firstLine = new Promise<string>((resolve) =>
    child.stdout?.once('data', (chunk) => resolve(String(chunk).trim())),
  );
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return { child, firstLine, errors: () => errors, exited };
}

test.each(['SIGINT', 'SIGTERM'] as const)('says where it listens, and %s ends it in order', async (signal) => {
  const { child, firstLine, exited } = run('--port', '0');
  const address = /^Firestore listening on (127\.0\.0\.1:\d+)$/.exec(await firstLine)?.[1];
  expect(await (await fetch(`http://${address}/`)).text()).toMatch(/^Ok/);
  child.kill(signal);
  expect(await exited).toBe(0);
}, 15_000);

test('rules of a file are in force; a taken port is named with the way out', async () => {
  const rules = path.join(folder, 'closed.rules');
  await writeFile(
    rules,
    "rules_version = '2';\nservice cloud.firestore { match /databases/{d}/documents { match /{x=**} { allow read: if false; } } }",
  );
  const first = run('--port', '0', '--rules', rules, '--project', 'demo-cli');
  const address = /listening on (.*)$/.exec(await first.firstLine)?.[1] ?? '';
  const read = (project: string) => fetch(`http://${address}/v1/projects/${project}/databases/(default)/documents/c/d`);
  expect((await read('demo-cli')).status).toBe(403);
  expect((await read('demo-free')).status).toBe(404);
  const second = run('--port', address.split(':')[1] ?? '');
  expect(await second.exited).toBe(1);
  expect(second.errors()).toMatch(/Port \d+ is taken.*--port/s);
  first.child.kill('SIGTERM');
  await first.exited;
}, 15_000);

test.each([
  { flags: ['--prot', '1'], says: '--prot', why: 'an unknown flag', code: 2 },
  { flags: ['--rules', '/nowhere/x.rules'], says: '/nowhere/x.rules', why: 'a missing file', code: 2 },
])('$why is refused with a sentence', async ({ flags, says, code }) => {
  const { exited, errors } = run(...flags);
  expect(await exited).toBe(code);
  expect(errors()).toContain(says);
}, 15_000);

test('rules with errors are refused with their place', async () => {
  const rules = path.join(folder, 'broken.rules');
  await writeFile(rules, "rules_version = '2';\nservice cloud.firestore { nonsense }");
  const { exited, errors } = run('--port', '0', '--rules', rules);
  expect(await exited).toBe(1);
  expect(errors()).toContain('line 2');
}, 15_000);
