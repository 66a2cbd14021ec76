import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { locked } from './lock.ts';

let dir: string;
let file: string;
const never = new AbortController().signal;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lock '));
  file = join(dir, 'deep', 'a.lock');
});
afterEach(() => rm(dir, { recursive: true }));

test('one after the other', async () => {
  const seen: string[] = [];
  const work = (name: string) =>
    locked(file, never, async () => {
      seen.push(`${name} begins`);
      await new Promise((done) => setImmediate(done));
      seen.push(`${name} ends`);
    });
  await Promise.all([work('a'), work('b'), work('c')]);
  const names = seen.map((line) => line.split(' ')[0]);
  expect(seen).toEqual([0, 2, 4].flatMap((at) => [`${names[at]} begins`, `${names[at]} ends`]));
});

test('is free again after work that failed', async () => {
  await expect(locked(file, never, () => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
  expect(await locked(file, never, async () => 'done')).toBe('done');
  expect(await readdir(join(dir, 'deep'))).toEqual([]);
});

test('is taken over from a process that is gone', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await locked(file, never, async () => undefined);
  await writeFile(file, String(pid));
  expect(await locked(file, never, async () => 'done')).toBe('done');
});

test('waits no longer than it is told to', async () => {
  const stopping = new AbortController();
  await locked(file, never, async () => {
    const waiting = locked(file, stopping.signal, async () => 'done');
    stopping.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });
});
