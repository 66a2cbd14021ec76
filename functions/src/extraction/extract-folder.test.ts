import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const command = fileURLToPath(new URL('./extract-folder.ts', import.meta.url));
const run = (...args: string[]) => spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });

test.each([
  { why: 'no folder', args: ['--out', 'x.json'] },
  { why: 'no --out', args: ['.'] },
  { why: 'an unknown flag', args: ['.', '--out', 'x.json', '--fast'] },
  { why: 'a folder that does not exist', args: ['/does/not/exist', '--out', 'x.json'] },
])('$why: says how it is used and exits with 2', ({ args }) => {
  const { status, stderr } = run(...args);
  expect(status).toBe(2);
  expect(stderr).toContain('Usage: npm run extract -- DIR --out predictions.json');
});

test('a folder without images exits with 2', () => {
  const empty = mkdtempSync(join(tmpdir(), 'casillero-empty-'));
  try {
    expect(run(empty, '--out', 'x.json').status).toBe(2);
  } finally {
    rmSync(empty, { recursive: true });
  }
});
