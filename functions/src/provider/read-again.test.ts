import { PLATFORM_META_ACCOUNT } from '@casillero/domain/records/account-record';
import type { UnprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import { describe, expect, test } from 'vitest';
import { makeReadAgain } from './read-again.ts';

const RECEIVED_AT = new Date('2026-02-01T10:00:00Z');
const kept = (provider: UnprocessedRecord['provider'], content: unknown): UnprocessedRecord => ({
  provider,
  accountId: 'any',
  reason: { code: 'not-taken-in', message: '' },
  content: JSON.stringify(content),
  sizeBytes: 1,
  receivedAt: RECEIVED_AT,
  state: 'open',
  attempts: 0,
  lastTriedAt: null,
  expireAt: RECEIVED_AT,
});
const readAgain = makeReadAgain({
  directory: { metaApp: async () => null, ownerOf: async () => null },
  resolve: async (_session, hiddenId) => (hiddenId === '77@lid' ? '50370000009@c.us' : null),
});

const FORM = {
  AccountSid: `AC${'1'.repeat(32)}`,
  MessageSid: `SM${'2'.repeat(32)}`,
  From: 'whatsapp:+50370000001',
  To: 'whatsapp:+15550100',
  Body: 'María',
  NumMedia: '0',
};
const waha = (payload: object, event = 'message') => ({ event, session: 'main', payload });

test('a form of Twilio’s is the message that it was, received when it was', async () => {
  expect(await readAgain(kept('twilio', FORM))).toMatchObject({
    kind: 'read',
    events: [
      {
        kind: 'message',
        message: {
          text: 'María',
          providerMessageId: FORM.MessageSid,
          receivingNumber: 'twilio:+15550100',
          receivedAt: RECEIVED_AT,
        },
      },
    ],
  });
});

test('a message of WAHA’s by somebody who hides the phone is asked for again', async () => {
  const payload = { id: 'false_77@lid_A1', from: '77@lid', body: 'Hola', timestamp: 1_767_225_600, fromMe: false };
  expect(await readAgain(kept('waha', waha(payload)))).toMatchObject({
    kind: 'read',
    events: [{ kind: 'message', message: { text: 'Hola', sender: { phone: '+50370000009' } } }],
  });
});

test.each([
  ['an account at Twilio without its message', 'twilio', { AccountSid: FORM.AccountSid }],
  ['no form', 'twilio', null],
  ['a list', 'twilio', [1, 2]],
  ['a session’s state', 'waha', waha({ status: 'WORKING' }, 'session.status')],
  ['an event that nobody reads', 'waha', waha({ id: 'x' }, 'presence.update')],
  ['a message of nobody', 'waha', waha({ body: 'x' })],
  ['no event', 'waha', 7],
] as const)('%s: there is nothing to take in, and it says why', async (_what, provider, content) => {
  expect(await readAgain(kept(provider, content))).toEqual({ kind: 'nothing', why: expect.stringMatching(/\w+/) });
});

test('what was cut is not guessed at', async () => {
  const cut = { ...kept('twilio', FORM), content: '{"AccountSid":"AC' };
  expect(await readAgain(cut)).toMatchObject({ kind: 'nothing', why: expect.stringContaining('no whole body') });
});

describe('R51: what an account’s own app signed, that a customer changed number', () => {
  const change = {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '900',
        changes: [
          {
            field: 'messages',
            value: {
              metadata: { phone_number_id: '770000000000001' },
              messages: [
                {
                  ...{ from: '50370000001', id: 'wamid.1', timestamp: '1785585600', type: 'system' },
                  system: { type: 'user_changed_number', wa_id: '50370000999' },
                },
              ],
            },
          },
        ],
      },
    ],
  };
  /** Reads it again, signed then by `signer`, while the account `acme` has an app of its own now or not. */
  const retried = (signer: string, hasOwnApp: boolean) =>
    makeReadAgain({
      directory: {
        metaApp: async (accountId) => ({
          ...{ accountId: accountId ?? PLATFORM_META_ACCOUNT, hasOwnApp: accountId === null || hasOwnApp },
          ...{ wabaId: '900', portfolioId: '1', appSecrets: ['x'], verifyTokens: [] },
        }),
        ownerOf: async () => ({
          ...{ accountId: 'acme', signer: hasOwnApp ? 'acme' : PLATFORM_META_ACCOUNT, portfolioId: '1' },
        }),
      },
      resolve: async () => null,
    })({ ...kept('meta', change), accountId: signer });

  test('is never the platform’s word, also once the account has no app of its own any more', async () => {
    expect(await retried('acme', false)).toEqual({
      kind: 'nothing',
      why: expect.stringContaining('app of its own'),
    });
    expect((await retried('acme', true)).kind).toBe('nothing');
  });

  test('signed by the platform’s app it is believed', async () => {
    expect(await retried(PLATFORM_META_ACCOUNT, false)).toMatchObject({
      kind: 'read',
      events: [{ kind: 'alias-change' }],
    });
  });
});
