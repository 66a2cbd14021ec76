import { fail, ok } from '@casillero/domain/result';
import { expect, test } from 'vitest';
import { exportFile } from './export-file.ts';
import type { MappingPlace } from './ports.ts';

const HEAD = '{"kind":"casillero-mapping","version":1,"exportedAt":"2026-01-01T00:00:00.000Z"}\n';
const sender = (id: string) => `{"kind":"sender","id":"${id}","fields":{"ñ":1}}\n`;
const end = (documents: number) => `{"kind":"casillero-mapping-end","documents":${documents}}\n`;

/** A stream in small pieces, which cut letters in two; `isCut`: it breaks off at its end. */
function streamOf(text: string, isCut = false): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + 7));
      else if (isCut) controller.error(new TypeError('network error'));
      else controller.close();
      at += 7;
    },
  });
}

test('a whole export is the file as it came', async () => {
  const whole = HEAD + sender('a') + sender('b') + end(2);
  const exported = await exportFile(
    async () => ok(streamOf(whole)),
    () => undefined,
  );
  expect(exported.ok && [await exported.value.file.text(), exported.value.documents]).toEqual([whole, 2]);
});

test.each([
  ['breaks off', true],
  ['ends too early', false],
])('one that %s goes on after its last whole line, and counts all', async (_how, isCut) => {
  const asked: (MappingPlace | null)[] = [];
  const answers = [HEAD + sender('a') + sender('b').slice(0, 20), HEAD + sender('b') + end(1)];
  const exported = await exportFile(
    async (after) => {
      asked.push(after);
      return ok(streamOf(answers[asked.length - 1] ?? '', isCut));
    },
    () => undefined,
  );
  expect(asked).toEqual([null, { kind: 'sender', id: 'a' }]);
  expect(exported.ok && (await exported.value.file.text())).toBe(HEAD + sender('a') + sender('b') + end(2));
});

test('without an end there is no file', async () => {
  const exported = await exportFile(
    async () => ok(streamOf(HEAD)),
    () => undefined,
  );
  expect(exported).toMatchObject({ ok: false, failure: { code: 'no-network' } });
  const refused = await exportFile(
    async () => fail('not-found', '', ''),
    () => undefined,
  );
  expect(refused).toMatchObject({ ok: false, failure: { code: 'not-found' } });
});
