import { copyFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { logName, snapshotName } from './file-names.ts';
import {
  beginLife,
  commit,
  contentsOf,
  crashImage,
  NOW,
  newDirectory,
  recover,
  remove,
  removeDirectories,
  SECOND_DATABASE,
  set,
} from './testing.ts';

afterAll(removeDirectories);

const filesIn = (directory: string) => readdirSync(directory).sort();
const number = (n: number) => ({ n: { integerValue: String(n) } });

test('a crash at any turn of snapshots that follow each other loses nothing and leaves no file behind', async () => {
  const directory = newDirectory();
  const { database, second, opened } = beginLife(directory, { snapshotAfterBytes: 2000 });
  const filesSeen = new Set<string>();
  for (let n = 0; n < 120; n++) {
    commit(database, set(`c/${n % 40}`, number(n)), ...(n % 7 === 0 ? [remove(`c/${(n + 1) % 40}`)] : []));
    if (n % 10 === 0) commit(second, set(`d/${n}`, number(n), SECOND_DATABASE));
    if (n % 2 === 0) await nextTurn();
    for (const name of filesIn(directory)) filesSeen.add(name.replace(/\d+/, 'n'));
    const image = crashImage(directory);
    const { contents, dropped } = await recover(image);
    expect(dropped).toEqual([]);
    expect(contents, `after commit ${n}`).toEqual(contentsOf(database, second));
    expect(filesIn(image).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  }
  // The crashes did fall into the writing of a snapshot.
  expect([...filesSeen].sort()).toEqual(['lock', 'log-n', 'snapshot-n', 'snapshot-n.tmp']);
  await opened.close();
  const generation = /\d+/.exec(filesIn(directory).at(-1) ?? '')?.[0];
  expect(filesIn(directory)).toEqual([`log-${generation}`, `snapshot-${generation}`]);
});

test('files that a crash kept from being removed are not read, and removed', async () => {
  const directory = newDirectory();
  const { database, opened } = beginLife(directory);
  commit(database, set('c/1', number(1)));
  const firstLog = path.join(crashImage(directory), logName(1));
  await opened.journal.snapshot();
  commit(database, remove('c/1'), set('c/2', number(2)));
  const expected = contentsOf(database);
  await opened.close();
  copyFileSync(firstLog, path.join(directory, logName(1)));
  writeFileSync(path.join(directory, `${snapshotName(3)}.tmp`), 'half');
  expect(await recover(directory)).toEqual({ contents: expected, dropped: [] });
  expect(filesIn(directory)).toEqual([logName(2), snapshotName(2)]);
});

test('damage in a log drops the logs behind it too, and keeps them aside', async () => {
  const directory = newDirectory();
  const { database, opened } = beginLife(directory);
  commit(database, set('c/1', number(1)));
  const expected = contentsOf(database);
  commit(database, set('c/2', number(2)));
  const withFirstLog = crashImage(directory);
  await opened.journal.snapshot();
  commit(database, set('c/3', number(3)));
  const image = crashImage(directory);
  await opened.close();
  // As after a crash before the snapshot had its name.
  rmSync(path.join(image, snapshotName(2)));
  copyFileSync(path.join(withFirstLog, logName(1)), path.join(image, logName(1)));
  expect((await recover(crashImage(image))).dropped).toEqual([]);
  truncateSync(path.join(image, logName(1)), sizeOf(image, logName(1)) - 1);
  const { contents, dropped } = await recover(image);
  expect(contents).toEqual(expected);
  expect(dropped).toHaveLength(2);
  expect(dropped[1]).toContain(logName(2));
  expect((await recover(image)).contents).toEqual(expected);
  expect(filesIn(image)).toContainEqual(expect.stringMatching(/^damaged-log-000002/));
});

function sizeOf(directory: string, name: string): number {
  return statSync(path.join(directory, name)).size;
}

test.each([
  { file: snapshotName(2), harm: (file: string) => truncateSync(file, 40), says: 'is damaged', why: 'snapshot cut' },
  { file: snapshotName(2), harm: (file: string) => rmSync(file), says: 'is missing', why: 'snapshot gone' },
  { file: logName(2), harm: (file: string) => rmSync(file), says: 'is missing', why: 'log gone' },
])('what no crash can do is refused: $why', async ({ file, harm, says }) => {
  const directory = newDirectory();
  const { database, opened } = beginLife(directory);
  commit(database, set('c/1', number(1)));
  await opened.journal.snapshot();
  await opened.close();
  harm(path.join(directory, file));
  const before = filesIn(directory);
  expect(() => beginLife(directory)).toThrow(says);
  expect(filesIn(directory)).toEqual(before);
});

test('times never go back, though the clock of the machine does', async () => {
  const directory = newDirectory();
  const first = beginLife(directory);
  const committed = commit(first.database, set('c/1', {}));
  await first.opened.close();
  const second = beginLife(directory, { now: () => NOW - 60_000_000 });
  expect(commit(second.database, set('c/1', number(1)))).toBeGreaterThan(committed);
  await second.opened.close();
});

test('after a crash, times are later than all that were handed out, commits or not', () => {
  const directory = newDirectory();
  let now = NOW;
  const first = beginLife(directory, { now: () => now });
  commit(first.database, set('c/1', {}));
  now += 5_000_000;
  const read = first.database.clock.readTime();
  const image = crashImage(directory);
  const second = beginLife(image, { now: () => NOW });
  expect(second.database.clock.readTime()).toBeGreaterThan(read);
  expect(second.database.clock.readTime()).toBeLessThan(read + 2_000_000);
});

test('a cleared database is empty after a restart, the others are not', async () => {
  const directory = newDirectory();
  const { database, second, opened } = beginLife(directory);
  commit(database, set('c/1', number(1)));
  commit(second, set('c/1', number(1), SECOND_DATABASE));
  database.clear();
  const expected = contentsOf(second);
  await opened.close();
  expect((await recover(directory)).contents).toEqual(expected);
});
