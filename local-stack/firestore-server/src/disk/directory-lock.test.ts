import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockDirectory } from './directory-lock.ts';
import { LOCK_FILE } from './file-names.ts';
import { newDirectory, removeDirectories } from './testing.ts';

afterAll(removeDirectories);

test('a directory is for one server, also within a process, and free again afterwards', () => {
  const directory = newDirectory();
  const unlock = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(/in use by the process \d+.*--data/);
  unlock();
  expect(readdirSync(directory)).toEqual([]);
  lockDirectory(directory)();
});

test('the lock of another living process holds, that of an ended one does not', async () => {
  const directory = newDirectory();
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  await once(child, 'spawn');
  writeFileSync(path.join(directory, LOCK_FILE), JSON.stringify({ pid: child.pid, started: null }));
  expect(() => lockDirectory(directory)).toThrow(`process ${child.pid}`);
  child.kill('SIGKILL');
  await once(child, 'close');
  lockDirectory(directory)();
});

test.each([
  { text: JSON.stringify({ pid: process.pid, started: null }), why: 'our own number, from an earlier life' },
  { text: '', why: 'empty' },
  { text: '{"pid":"x"}', why: 'no number' },
])('stale: $why', ({ text }) => {
  const directory = newDirectory();
  writeFileSync(path.join(directory, LOCK_FILE), text);
  const unlock = lockDirectory(directory);
  expect(readdirSync(directory)).toEqual([LOCK_FILE]);
  unlock();
});

test.runIf(existsSync('/proc/1/stat'))('stale: a number that another program has by now (told apart by /proc)', () => {
  const directory = newDirectory();
  writeFileSync(path.join(directory, LOCK_FILE), JSON.stringify({ pid: process.ppid, started: 'another boot/1' }));
  lockDirectory(directory)();
});
