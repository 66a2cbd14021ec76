import { fail, ok } from '@casillero/domain/result';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FilePart, filePartsOf } from './file-parts.ts';
import type { RestoredPart } from './ports.ts';
import { looksLikeMapping, restoreFile } from './restore-file.ts';

const HEAD = '{"kind":"casillero-mapping","version":1,"exportedAt":"2026-01-01T00:00:00.000Z"}\n';
const answer = (over: Partial<RestoredPart> = {}): RestoredPart => ({
  dryRun: true,
  lines: 0,
  restored: 0,
  same: 0,
  changes: [],
  changeCount: 0,
  conflicts: [],
  conflictCount: 0,
  invalid: [],
  invalidCount: 0,
  ...over,
});
/** Larger than a part, so that it is sent in two. */
const LINE = `${'x'.repeat(200_000)}\n`;
const file = new File([HEAD, LINE, LINE, '{"kind":"casillero-mapping-end","documents":2}\n'], 'mapping.ndjson');
const WISH = { dryRun: false, replace: false };
const wait = async () => undefined;

test('parts are whole lines, all of them, in order, wherever the pieces of the file end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 9 })),
      fc.integer({ min: 1, max: 20 }),
      async (lines, size) => {
        const text = lines.map((line) => line.replaceAll('\n', ' ')).join('\n');
        const parts: FilePart[] = [];
        for await (const read of filePartsOf(new Blob([text]), size)) if (read.ok) parts.push(read.value);
        expect(parts.map((part) => part.text).join('')).toBe(new TextDecoder().decode(new TextEncoder().encode(text)));
        let line = 1;
        for (const [i, part] of parts.entries()) {
          expect([part.firstLine, part.text.endsWith('\n') || i === parts.length - 1]).toEqual([line, true]);
          line += part.text.split('\n').length - 1;
        }
      },
    ),
  );
});

test('lines of an answer are told as lines of the file; the end says that it is whole', async () => {
  const sent: string[] = [];
  const outcome = await restoreFile(
    file,
    {
      wait,
      send: async (text) => {
        sent.push(text);
        return ok(answer({ lines: 1, invalidCount: 1, invalid: [{ line: 1, message: 'no' }], restored: 1 }));
      },
    },
    WISH,
    () => undefined,
  );
  expect(sent.length).toBe(2);
  expect(outcome).toMatchObject({ ok: true, value: { lines: 2, restored: 2, invalidCount: 2, isComplete: true } });
  expect(outcome.ok && outcome.value.invalid.map(({ line }) => line)).toEqual([1, 3]);
});

test('what breaks off is tried again, then says where it stopped, and goes on there', async () => {
  let isDown = true;
  const firstWords: string[] = [];
  const send = async (text: string) => {
    firstWords.push(text.slice(0, 5));
    return isDown && !text.startsWith(HEAD) ? fail('no-network', '', '') : ok(answer({ lines: 1, restored: 1 }));
  };
  const stopped = await restoreFile(file, { wait, send }, WISH, () => undefined);
  expect(stopped).toMatchObject({ ok: false, stopped: { nextLine: 3, outcome: { restored: 1 } } });
  expect(firstWords).toEqual(['{"kin', 'xxxxx', 'xxxxx', 'xxxxx', 'xxxxx']);
  isDown = false;
  firstWords.length = 0;
  const done = await restoreFile(file, { wait, send }, WISH, () => undefined, stopped.ok ? undefined : stopped.stopped);
  expect([firstWords, done]).toMatchObject([['xxxxx'], { ok: true, value: { restored: 2, isComplete: true } }]);
});

test.each(['no-network', 'internal', 'http-503', 'too-many-calls'])('%s is tried again', async (code) => {
  let isFirst = true;
  const send = async () => {
    if (!isFirst) return ok(answer({ lines: 1 }));
    isFirst = false;
    return fail(code, '', '');
  };
  expect(await restoreFile(file, { wait, send }, WISH, () => undefined)).toMatchObject({ ok: true });
});

/** A file that cannot be read any more from its second part on. */
const changedFile = (readable: number): File =>
  Object.assign(new File([HEAD, LINE, LINE], 'mapping.ndjson'), {
    slice: (from: number, to: number) =>
      from >= readable
        ? { arrayBuffer: () => Promise.reject(new DOMException('changed', 'NotReadableError')) }
        : file.slice(from, to),
  });

test('a file that is changed on the way stops it where it is', async () => {
  const send = async () => ok(answer({ lines: 1, restored: 1 }));
  const outcome = await restoreFile(changedFile(1), { wait, send }, WISH, () => undefined);
  expect(outcome).toMatchObject({
    ok: false,
    stopped: { failure: { code: 'file-changed' }, nextLine: 3, outcome: { restored: 1 } },
  });
});

test('a file that is gone before it is looked at is refused', async () => {
  expect(await looksLikeMapping(changedFile(0))).toMatchObject({ ok: false, failure: { code: 'file-changed' } });
});

test('a refusal is not tried again', async () => {
  let count = 0;
  const send = async () => {
    count += 1;
    return fail('not-found', '', '');
  };
  expect(await restoreFile(file, { wait, send }, WISH, () => undefined)).toMatchObject({ ok: false });
  expect(count).toBe(1);
});

test.each([
  [HEAD, true],
  ['{"kind":"sender","id":"a","fields":{}}\n', false],
  ['id;name\n', false],
  ['', false],
])('%j begins as an export does: %s', async (text, isOne) => {
  expect((await looksLikeMapping(new Blob([text]))).ok).toBe(isOne);
});
