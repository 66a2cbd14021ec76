import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { logName } from './file-names.ts';
import {
  beginLife,
  type Contents,
  commit,
  contentsOf,
  crashImage,
  newDirectory,
  recover,
  remove,
  removeDirectories,
  SECOND_DATABASE,
  set,
} from './testing.ts';

afterAll(removeDirectories);

const LOG = logName(1);

/** What was there each time the log had a length that a commit ended at. */
type Milestone = { readonly logBytes: number; readonly contents: Contents };

/** Lives through some commits. @returns the files as they are then, and all states on the way */
function livedThrough(): { image: string; milestones: Milestone[] } {
  const directory = newDirectory();
  const { database, second, opened } = beginLife(directory);
  const milestones: Milestone[] = [];
  const note = (): void => {
    const logBytes = statSync(path.join(directory, LOG)).size;
    milestones.push({ logBytes, contents: contentsOf(database, second) });
  };
  // Times are set aside with the first that is asked for; that record is no commit.
  database.clock.readTime();
  note();
  commit(database, set('a/1', { n: { integerValue: '1' } }), set('a/2', { n: { doubleValue: -0 } }));
  note();
  commit(second, set('a/1', { s: { stringValue: 'elsewhere' } }, SECOND_DATABASE));
  note();
  commit(database, set('a/1', { n: { doubleValue: Number.NaN } }), remove('a/2'), set('b/1/c/1', {}));
  note();
  const image = crashImage(directory);
  void opened.close();
  return { image, milestones };
}

/** The last state whose commits lie wholly before a byte. */
function stateBefore(milestones: readonly Milestone[], byte: number): Contents {
  return milestones.findLast(({ logBytes }) => logBytes <= byte)?.contents ?? {};
}

describe('a log that was cut or changed anywhere in its last records', () => {
  const { image, milestones } = livedThrough();
  const whole = readFileSync(path.join(image, LOG));
  const ends = milestones.map(({ logBytes }) => logBytes);
  const firstByte = ends[0] ?? 0;

  async function recoverFrom(log: Buffer): Promise<{ contents: Contents; dropped: readonly string[] }> {
    writeFileSync(path.join(image, LOG), log);
    return recover(image);
  }

  test('cut: everything before is there, nothing is half applied, and the loss is told', async () => {
    for (let size = firstByte; size <= whole.length; size++) {
      const { contents, dropped } = await recoverFrom(whole.subarray(0, size));
      expect(contents, `cut to ${size} bytes`).toEqual(stateBefore(milestones, size));
      const sentences = ends.includes(size) ? [] : [expect.stringMatching(/byte \d+\): \d+ bytes were dropped/)];
      expect(dropped, `cut to ${size} bytes`).toEqual(sentences);
      // The next start finds nothing to complain about, and the same documents.
      expect(await recover(image)).toEqual({ contents, dropped: [] });
    }
  });

  test('changed: the same, from the record with the changed byte on', async () => {
    for (let place = firstByte; place < whole.length; place++) {
      const log = Buffer.from(whole);
      log[place] = (log[place] ?? 0) ^ (1 << (place % 8));
      const { contents, dropped } = await recoverFrom(log);
      expect(contents, `byte ${place} changed`).toEqual(stateBefore(milestones, place));
      expect(dropped, `byte ${place} changed`).toHaveLength(1);
    }
  });

  test('what was dropped is kept aside', async () => {
    const cut = whole.subarray(0, whole.length - 1);
    const { dropped } = await recoverFrom(cut);
    const aside = /is kept as (\S+)\.$/.exec(dropped[0] ?? '')?.[1] ?? '';
    expect(readFileSync(path.join(image, aside))).toEqual(cut);
  });
});

describe('random commits, a crash at a random byte', () => {
  const id = fc.constantFrom('1', '2', '3', '4');
  const write = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('set' as const), id, n: fc.nat(1000) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), id }) },
  );
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.uniqueArray(write, { minLength: 1, maxLength: 3, selector: (one) => one.id }) },
    { weight: 1, arbitrary: fc.constant('clear' as const) },
    { weight: 1, arbitrary: fc.constant('restart' as const) },
  );

  test('a restart finds the state after a prefix of the commits, with all that were acknowledged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), fc.nat(), async (steps, cutAt) => {
        const directory = newDirectory();
        let life = beginLife(directory);
        const milestones: Milestone[] = [];
        const note = (): void => {
          const logBytes = statSync(path.join(directory, LOG)).size;
          milestones.push({ logBytes, contents: contentsOf(life.database, life.second) });
        };
        for (const todo of steps) {
          if (todo === 'restart') {
            await life.opened.close();
            life = beginLife(directory);
          } else if (todo === 'clear') life.database.clear();
          else {
            const writes = todo.map((one) =>
              one.kind === 'set' ? set(`c/${one.id}`, { n: { integerValue: String(one.n) } }) : remove(`c/${one.id}`),
            );
            commit(life.database, ...writes);
          }
          await life.opened.journal.settled();
          note();
        }
        const image = crashImage(directory);
        await life.opened.close();
        const bytes = cutAt % ((milestones.at(-1)?.logBytes ?? 0) + 1);
        truncateSync(path.join(image, LOG), bytes);
        const { contents } = await recover(image);
        expect(contents).toEqual(stateBefore(milestones, bytes));
      }),
      { numRuns: 60 },
    );
  });
});
