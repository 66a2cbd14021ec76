import type { SenderAlias } from '@casillero/domain/sender/alias';
import { NOW } from '@casillero/domain/testing';
import { expect, test } from 'vitest';
import { ALIASES_MOST, senderOf } from './read-sender.ts';

const PHONE = 'phone:+50370000001' as SenderAlias;
const names = (count: number, beginning: string) => Array.from({ length: count }, (_, i) => `${beginning}SV.${i}`);

/** A staff phone known by `aliases` writes, also by a name that nobody has yet. */
const writes = (aliases: readonly string[], name: string) =>
  senderOf(
    [PHONE, name as SenderAlias],
    [
      {
        ...{ senderId: 'ana', aliases, staffOf: 'cuscatlan', boundTo: null, since: NOW, via: 'registration' },
        ...{ provenAccounts: ['+50370000001'], registeredAs: PHONE, conversationsWith: [] },
      },
      null,
    ],
    ['+50370000001', name],
    NOW,
  ).sender;

const FULL = names(ALIASES_MOST - 1, 'bsuid:900:');
test.each([
  ['the first of an own app', [PHONE], 'bsuid:own-acc:SV.9', true],
  ['the second of an own app', [PHONE, 'bsuid:own-acc:SV.1'], 'bsuid:own-acc:SV.9', false],
  ['the first of another’s, whose id begins alike', [PHONE, 'bsuid:own-acc2:SV.1'], 'bsuid:own-acc:SV.9', true],
  ['a true one beside any number of own apps’', [PHONE, ...names(60, 'bsuid:own-acc:')], 'bsuid:900:SV.9', true],
  ['a true one too many', [PHONE, ...FULL], 'bsuid:901:SV.9', false],
  ['one of an own app beside as many true ones as there may be', [PHONE, ...FULL], 'bsuid:own-acc:SV.9', true],
  [
    'one more of own apps than there may be',
    [PHONE, ...Array.from({ length: ALIASES_MOST }, (_, i) => `bsuid:own-a${i}:SV.1`)],
    'bsuid:own-acc:SV.9',
    false,
  ],
])('R4: %s', (_what, aliases, name, isTaken) => {
  const sender = writes(aliases, name);
  expect(sender.aliases.includes(name as SenderAlias)).toBe(isTaken);
  expect(sender.provenAccounts?.includes(name)).toBe(isTaken);
});
