import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isStale } from './stale.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stale '));
  await file('src/deep/a.ts', 10);
  await file('package.json', 10);
  await file('lib/index.js', 20);
});
afterEach(() => rm(dir, { recursive: true }));

/** A file, and its folders, last changed that many seconds after 1970. */
async function file(path: string, changedAt: number) {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), '');
  await utimes(join(dir, path), changedAt, changedAt);
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
    await utimes(join(dir, folder), changedAt, changedAt);
}
const stale = () => isStale(join(dir, 'lib/index.js'), [join(dir, 'src'), join(dir, 'package.json')]);

test('an output newer than all sources is not stale', async () => expect(await stale()).toBe(false));

test.each(['src/deep/a.ts', 'src/new.ts', 'package.json'])('a change of %s makes it stale', async (path) => {
  await file(path, 30);
  expect(await stale()).toBe(true);
});

test('a deleted source makes it stale', async () => {
  await rm(join(dir, 'src/deep/a.ts'));
  expect(await stale()).toBe(true);
});

test('a missing output is stale', async () => {
  await rm(join(dir, 'lib'), { recursive: true });
  expect(await stale()).toBe(true);
});

test.each(['src/node_modules/x.js', 'src/dist/x.js', 'src/lib/x.js'])('%s is no source', async (path) => {
  await file(path, 30);
  await utimes(join(dir, 'src'), 10, 10);
  expect(await stale()).toBe(false);
});

test('a source that is missing counts for nothing', async () =>
  expect(await isStale(join(dir, 'lib/index.js'), [join(dir, 'nowhere')])).toBe(false));
