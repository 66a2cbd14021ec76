import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differences, readLine, writeHead, writeLine } from './mapping-lines.ts';

const SINCE = new Date('2026-02-01T10:00:00.000Z');
const sender = (over: Record<string, unknown> = {}) => ({
  senderId: 'ana',
  staffOf: 'cuscatlan',
  boundTo: null,
  since: SINCE,
  via: 'registration',
  ...over,
});

test('what is written is read back, with its dates', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !/[/]|^\.|^__/.test(text)),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
      (id, since) => {
        const read = readLine(writeLine({ kind: 'sender', id, fields: sender({ since }) }));
        expect(read).toMatchObject({ ok: true, value: { kind: 'sender', id, fields: sender({ since }) } });
      },
    ),
  );
});

test('the head and empty lines are no documents', () => {
  expect([readLine(writeHead(SINCE)), readLine(' \r')]).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
});

describe('what is no line', () => {
  test.each([
    ['no JSON', '{'],
    ['another kind', '{"kind":"tenant","id":"x","fields":{}}'],
    ['an id that leads elsewhere', JSON.stringify({ kind: 'sender', id: 'a/b/c', fields: sender() })],
    ['a reserved id', JSON.stringify({ kind: 'sender', id: '__x__', fields: sender() })],
    ['a record that routing could not read', JSON.stringify({ kind: 'sender', id: 'x', fields: { senderId: 7 } })],
    ['a date that is none', JSON.stringify({ kind: 'sender', id: 'x', fields: sender({ since: 'yesterday' }) })],
    ['a newer form', '{"kind":"casillero-mapping","version":2,"exportedAt":"2026-01-01T00:00:00Z"}'],
  ])('%s', (_what, line) => {
    expect(readLine(line)).toMatchObject({ ok: false, failure: { code: 'not-a-line' } });
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (line) => void readLine(line)));
  });
});

test('a difference is one in what decides', () => {
  const inFile = (fields: Record<string, unknown>) => ({ kind: 'sender', id: 'phone:+50370000001', fields }) as const;
  expect(differences(inFile(sender({ since: new Date(0), via: 'operator' })), sender())).toEqual([]);
  expect(differences(inFile(sender()), sender({ aliases: ['phone:+50370000001'] }))).toEqual([]);
  expect(differences(inFile(sender({ staffOf: 'izalco', boundTo: 'izalco' })), sender())).toMatchObject([
    { field: 'staffOf', here: 'cuscatlan', inFile: 'izalco' },
    { field: 'boundTo', here: null, inFile: 'izalco' },
  ]);
});
