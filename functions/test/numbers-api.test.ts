import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, aNumber, META, NumbersWorld, numbersOf, OWN_META, OWN_WABA, SHARED, WABA } from './numbers-world.ts';

let world: NumbersWorld;
beforeAll(async () => {
  world = await NumbersWorld.start();
});
afterAll(() => world.stop());
beforeEach(() => world.empty());

describe('one list over all providers', () => {
  test('what the accounts hold is found, kept, and told with limits as the provider gave them', async () => {
    await world.api.write({
      [`platform/capability_${WABA}`]: {
        provider: 'meta',
        account: WABA,
        maxPhoneNumbersPerBusiness: 20,
        maxPhoneNumbersPerAccount: null,
        maxDailyConversations: 2_000,
        toldAt: new Date(),
      },
    });
    const { status, body } = await world.op('POST', '/phone-numbers/refresh');
    expect(status).toBe(200);
    expect(numbersOf(body)).toMatchObject({
      [SHARED]: { provider: 'twilio', account: ACCOUNT.sid, phone: '+15550100', mode: 'dedicated', tenantIds: [] },
      [META]: {
        provider: 'meta',
        account: WABA,
        phone: '+15550110',
        verifiedName: 'Casillero',
        quality: 'green',
        throughput: 'STANDARD',
        senderState: 'online',
        status: 'online',
        lastCheckedAt: expect.any(String),
      },
      [OWN_META]: { account: OWN_WABA },
      'waha:taller': { provider: 'waha', account: 'waha.example', phone: '+15550120', webhook: { state: 'none' } },
    });
    expect(body.accounts).toContainEqual({
      provider: 'meta',
      account: WABA,
      numbersUsed: 1,
      numbersLimit: 20,
      limitOf: 'business',
      failure: null,
    });
    expect(body.accounts).toContainEqual(expect.objectContaining({ account: OWN_WABA, numbersLimit: null }));
    expect(await world.api.read(`numbers/${OWN_META}`)).toMatchObject({ accountId: 'acc_izalco' });
    expect((await world.op('GET', '/phone-numbers')).body.numbers).toEqual(body.numbers);
  });

  test('refreshing keeps assignments, and one account that fails leaves the others', async () => {
    await world.api.write({ [`numbers/${META}`]: aNumber({ tenantIds: ['cuscatlan'], verifiedName: 'Old' }) });
    world.sources = [...world.all.slice(0, 2), world.refusedSource()];
    const { body } = await world.op('POST', '/phone-numbers/refresh');
    expect(numbersOf(body)[META]).toMatchObject({ tenantIds: ['cuscatlan'], verifiedName: 'Casillero' });
    expect(body.accounts).toContainEqual(
      expect.objectContaining({
        account: OWN_WABA,
        failure: expect.objectContaining({ hint: expect.stringContaining('access token') }),
      }),
    );
  });

  test('nor does one with a defect; when it was asked, and how each answered, is kept', async () => {
    const defect = {
      ...world.refusedSource(),
      list: async () => {
        throw new TypeError('a defect');
      },
    };
    world.sources = [defect, ...world.all];
    const { body } = await world.op('POST', '/phone-numbers/refresh');
    expect(numbersOf(body)[META]).toMatchObject({ verifiedName: 'Casillero' });
    expect(await world.api.read('platform/numbersRefresh')).toMatchObject({
      at: expect.anything(),
      accounts: expect.arrayContaining([
        {
          provider: 'meta',
          account: OWN_WABA,
          failure: { code: 'unexpected', message: 'a defect', hint: expect.anything() },
        },
        expect.objectContaining({ provider: 'twilio', failure: null }),
      ]),
    });
  });

  test('an account does not speak for another’s number', async () => {
    await world.api.write({ [`numbers/${META}`]: aNumber({ accountId: 'acc_izalco', verifiedName: 'Theirs' }) });
    await world.op('POST', '/phone-numbers/refresh');
    expect(await world.api.read(`numbers/${META}`)).toMatchObject({ accountId: 'acc_izalco', verifiedName: 'Theirs' });
  });

  test('a number added by its key gets display number and name from the provider', async () => {
    expect(await world.op('PUT', `/phone-numbers/${META}`, {})).toMatchObject({
      status: 200,
      body: { display: '+1 5550110', verifiedName: 'Casillero', messagingLimit: 'TIER_2K', tenantIds: [] },
    });
    expect(await world.op('PUT', '/phone-numbers/meta:999', {})).toMatchObject({
      status: 422,
      body: { code: 'unknown-at-provider' },
    });
    expect(await world.api.read('numbers/meta:999')).toBeNull();
    world.sources = [];
    const given = { display: '+503 7000 0900', verifiedName: 'Taller' };
    expect(await world.op('PUT', '/phone-numbers/waha:taller', given)).toMatchObject({ status: 200, body: given });
    expect((await world.op('PUT', '/phone-numbers/waha:other', {})).body.code).toBe('unknown-at-provider');
  });

  test.each([
    ['meta:nope/..', 404],
    ['sms:+15550100', 404],
  ])('%s is no number’s key', async (key, status) => {
    expect((await world.op('GET', `/phone-numbers/${encodeURIComponent(key)}`)).status).toBe(status);
  });
});
