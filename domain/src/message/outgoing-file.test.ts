import { expect, test } from 'vitest';
import { captionMaxFrom, fileMaxFrom, type OutgoingKind, outgoingKind } from './outgoing-file.ts';

test.each<[string, OutgoingKind, number, number | null]>([
  ['twilio:+15550100', 'image', 5_242_880, 1_600],
  ['twilio:+15550100', 'document', 16_777_216, null],
  ['meta:100000000000001', 'image', 5_242_880, 1_024],
  ['meta:100000000000001', 'document', 16_777_216, 1_024],
  ['waha:sol', 'image', 16_777_216, 1_024],
  ['waha:sol', 'document', 16_777_216, 1_024],
])('%s, %s: at most %i bytes, with %j characters', (number, kind, bytes, caption) => {
  expect(fileMaxFrom(number, kind)).toBe(bytes);
  expect(captionMaxFrom(number, kind)).toBe(caption);
});

test.each([
  ['image/jpeg', 'image'],
  ['image/png', 'image'],
  ['application/pdf', 'document'],
] as const)('%s is sent as %s', (type, kind) => expect(outgoingKind(type)).toBe(kind));
