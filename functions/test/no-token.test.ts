import { NUMBER_DOWN } from '@casillero/domain/outbox/attempts';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { NOW } from '@casillero/domain/testing';
import { describe, expect, test } from 'vitest';
import { sendByMeta } from '../src/provider/meta/messages.ts';
import { sendByWaha } from '../src/provider/waha/messages.ts';
import { makeAccountDirectory } from '../src/usecases/accounts/account-directory.ts';
import { ANA, anAccount, OWN, PLATFORM } from './provider-accounts.ts';

const isOwned = (accountId: string | null) => ({
  provider: 'meta',
  mode: 'shared',
  tenantIds: [],
  display: '',
  verifiedName: '',
  accountId,
  status: 'online',
  createdAt: NOW,
});
const sealed = { accessToken: 'sealed with a key that is gone', verifyToken: null, appSecret: null };
const SECRETS = { ...sealed, previousAppSecret: null, previousUntil: null, updatedAt: NOW };
const numberPath = ({ phoneNumberId }: { phoneNumberId: string }) =>
  paths.number(receivingNumber('meta', phoneNumberId));

/** Sends over Meta where these documents are there, no platform token is set and no sealing key opens anything. */
const sendFrom = (
  { phoneNumberId }: { phoneNumberId: string },
  documents: Record<string, object>,
  accessToken = '',
) => {
  const { tokenOf } = makeAccountDirectory({
    readDocument: async (path) => (documents[path] ?? null) as Record<string, unknown> | null,
    open: () => null,
    platform: () => ({ appSecrets: [], verifyTokens: [], accessToken, portfolioId: null }),
    now: () => NOW,
  });
  // Nothing listens there: what asks Meta gets no answer.
  const deps = {
    access: () => ({ base: 'http://127.0.0.1:1', version: 'v24.0' }),
    tokenOf,
    noteToken: async () => undefined,
  };
  return sendByMeta(deps)({ id: 'o_1', number: `meta:${phoneNumberId}`, address: ANA, text: 'Hola', media: null });
};

describe('R91: a number that cannot send for want of a setting is waited for, one that is gone is not', () => {
  test.each([
    ['the platform’s token is not set', PLATFORM, { [numberPath(PLATFORM)]: isOwned(null) }, '', NUMBER_DOWN],
    [
      'the key that sealed the token is gone',
      OWN,
      {
        [numberPath(OWN)]: isOwned(OWN.accountId),
        [paths.account(OWN.accountId)]: anAccount(),
        [paths.secrets(OWN.accountId)]: SECRETS,
      },
      PLATFORM.token,
      NUMBER_DOWN,
    ],
    ['the account was removed', OWN, { [numberPath(OWN)]: isOwned(OWN.accountId) }, PLATFORM.token, 'number-not-yours'],
    ['the number was removed with it', OWN, {}, PLATFORM.token, 'number-not-yours'],
    ['all is well, and Meta is not reached', PLATFORM, { [numberPath(PLATFORM)]: isOwned(null) }, 'EAA', 'unknown'],
  ])('Meta: %s', async (_why, number, documents, platformToken, code) => {
    expect(await sendFrom(number, documents, platformToken)).toMatchObject({ ok: false, failure: { code } });
  });

  test('WAHA is not configured', async () => {
    const send = sendByWaha({ access: () => ({ base: '', apiKey: '' }), pause: async () => undefined });
    expect(await send({ id: 'o_1', number: 'waha:izalco', address: ANA, text: 'Hola', media: null })).toMatchObject({
      ok: false,
      failure: { code: NUMBER_DOWN },
    });
  });
});
