import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { aTenant } from '@casillero/domain/testing';
import { type Simulator, startSimulator } from '@casillero/provider-simulator';
import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveNumbers } from '../src/api/numbers/serve-numbers.ts';
import { servePurchases } from '../src/api/purchases/serve-purchases.ts';
import { listNumbersOn } from '../src/firestore/list-numbers.ts';
import { listPurchasesOn } from '../src/firestore/list-purchases.ts';
import { readOn } from '../src/firestore/transact.ts';
import { metaNumberSource } from '../src/provider/meta/number-source.ts';
import { twilioNumberAccount } from '../src/provider/twilio/number-account.ts';
import { twilioNumberSource } from '../src/provider/twilio/number-source.ts';
import { redirectRequests } from '../src/provider/twilio/simulated-host.ts';
import { wahaNumberSource } from '../src/provider/waha/number-source.ts';
import { wahaServer } from '../src/provider/waha/sessions.ts';
import type { NumberAccount, NumberSource } from '../src/usecases/numbers/ports.ts';
import { workOffPurchase } from '../src/usecases/purchases/work-off-purchase.ts';
import { makeWorkOff, type WorkOff } from '../src/usecases/work-off/work-off.ts';
import { nobodyWorks } from './nobody-works.ts';
import { TestApi } from './start-api.ts';

const ACCOUNT = { sid: `AC${'1'.padStart(32, '0')}`, authToken: '0badc0de0badc0de0badc0de0badc0de' };
const BASE = 'https://casillero.example';
const SHARED = 'twilio:+15550100';
const WABA = '200000000000001';
const OWN_WABA = '200000000000002';
const META = 'meta:100000000000000001';
const OWN_META = 'meta:100000000000000002';

let api: TestApi;
let simulator: Simulator;
let account: NumberAccount;
let sources: NumberSource[];
let all: NumberSource[];
let workOff: WorkOff;

beforeAll(async () => {
  simulator = await startSimulator({
    port: 0,
    target: BASE,
    accounts: [ACCOUNT],
    numbers: [{ provider: 'twilio', phone: '+15550100', name: 'Casillero', accountSid: ACCOUNT.sid }],
    people: [],
    waha: { apiKey: 'waha key', sessions: [{ name: 'taller', phone: '+15550120' }] },
    inventory: [{ phone: '+15550181', country: 'US', kind: 'Local' }],
    meta: {
      apps: [{ id: '300000000000001', secret: 'a secret', verifyToken: 'verify' }],
      wabas: [
        { id: WABA, portfolioId: '400000000000001', appId: '300000000000001', accessTokens: ['EAAplatform'] },
        { id: OWN_WABA, portfolioId: '400000000000002', appId: '300000000000001', accessTokens: ['EAAown'] },
      ],
      numbers: [
        { provider: 'meta', phone: '+15550110', name: 'Casillero', phoneNumberId: META.slice(5), wabaId: WABA },
        { provider: 'meta', phone: '+15550111', name: 'Izalco', phoneNumberId: OWN_META.slice(5), wabaId: OWN_WABA },
      ],
    },
  });
  const client = twilio(ACCOUNT.sid, ACCOUNT.authToken, { httpClient: redirectRequests(RequestClient, simulator.url) });
  account = twilioNumberAccount(
    async () => client,
    () => ({ accountSid: ACCOUNT.sid, publicBaseUrl: BASE, wabaId: null }),
  );
  const graph = () => ({ base: simulator.graphUrl, version: 'v24.0' });
  const isOurs = (url: string) => url.startsWith(BASE);
  all = [
    twilioNumberSource(account),
    metaNumberSource(graph, { wabaId: WABA, accountId: null, token: 'EAAplatform' }, isOurs),
    metaNumberSource(graph, { wabaId: OWN_WABA, accountId: 'acc_izalco', token: 'EAAown' }, isOurs),
    wahaNumberSource(
      wahaServer({
        access: () => ({ base: simulator.wahaUrl, apiKey: 'waha key' }),
        webhookUrl: () => `${BASE}/webhooks/waha`,
        hmacKey: () => 'hmac key',
        isHookedGlobally: () => false,
      }),
      'waha.example',
    ),
  ];
  api = await TestApi.start((world) => {
    const read = readOn(world.firestore);
    workOff = makeWorkOff({
      ...world,
      workers: { ...nobodyWorks(), provision: workOffPurchase({ ...world, account: () => account }) },
      onFailure: () => undefined,
    });
    return [
      ...serveNumbers({ ...world, read, sources: async () => sources, list: listNumbersOn(world.firestore) }),
      ...servePurchases({ ...world, read, list: listPurchasesOn(world.firestore), account: account.account }),
    ];
  });
});
afterAll(async () => {
  await api.stop();
  await simulator.stop();
});

const aNumber = (over: Record<string, unknown> = {}) =>
  numberRecord.parse({
    provider: 'meta',
    mode: 'dedicated',
    tenantIds: [],
    display: '+1 555 0110',
    verifiedName: 'Casillero',
    status: 'online',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    ...over,
  });

beforeEach(async () => {
  sources = all;
  for (const { id } of [...(await api.list('numbers')), ...(await api.list('purchases'))])
    await Promise.all([
      api.world.firestore.doc(`numbers/${id}`).delete(),
      api.world.firestore.doc(`purchases/${id}`).delete(),
    ]);
  await api.world.firestore.doc('platform/defaultNumber').delete();
  await api.write({
    'tenants/cuscatlan': { ...aTenant() },
    'tenants/izalco': { ...aTenant({ name: 'Izalco' }) },
    'accounts/acc_izalco': {
      provider: 'meta',
      tenantId: 'izalco',
      label: 'Izalco',
      wabaId: OWN_WABA,
      portfolioId: null,
      phoneNumberIds: [],
      hasOwnApp: false,
      token: { state: 'ok', since: new Date(), code: null, message: null },
      createdAt: new Date(),
      updatedAt: new Date(),
    },
  });
});

const op = (method: string, path: string, body?: unknown) => api.call('operator', method, path, body);
type View = { number: string } & Record<string, unknown>;
const numbersOf = (body: Record<string, unknown>) =>
  Object.fromEntries((body.numbers as View[]).map((each) => [each.number, each]));
const assign = (number: string, tenantIds: string[], shareDeliberately = false) =>
  op('PUT', `/phone-numbers/${number}/assignment`, { mode: 'dedicated', tenantIds, shareDeliberately });
const tenant = (id: string) => api.read(`tenants/${id}`);

describe('one list over all providers', () => {
  test('what the accounts hold is found, kept, and told with limits as the provider gave them', async () => {
    await api.write({
      [`platform/capability_${WABA}`]: {
        provider: 'meta',
        account: WABA,
        maxPhoneNumbersPerBusiness: 20,
        maxPhoneNumbersPerAccount: null,
        maxDailyConversations: 2_000,
        toldAt: new Date(),
      },
    });
    const { status, body } = await op('POST', '/phone-numbers/refresh');
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
    expect(await api.read(`numbers/${OWN_META}`)).toMatchObject({ accountId: 'acc_izalco' });
    expect((await op('GET', '/phone-numbers')).body.numbers).toEqual(body.numbers);
  });

  const broken = () =>
    metaNumberSource(
      () => ({ base: simulator.graphUrl, version: 'v24.0' }),
      { wabaId: OWN_WABA, accountId: 'acc_izalco', token: 'EAAwrong' },
      () => false,
    );

  test('refreshing keeps assignments, and one account that fails leaves the others', async () => {
    await api.write({ [`numbers/${META}`]: aNumber({ tenantIds: ['cuscatlan'], verifiedName: 'Old' }) });
    sources = [...all.slice(0, 2), broken()];
    const { body } = await op('POST', '/phone-numbers/refresh');
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
      ...broken(),
      list: async () => {
        throw new TypeError('a defect');
      },
    };
    sources = [defect, ...all];
    const { body } = await op('POST', '/phone-numbers/refresh');
    expect(numbersOf(body)[META]).toMatchObject({ verifiedName: 'Casillero' });
    expect(await api.read('platform/numbersRefresh')).toMatchObject({
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
    await api.write({ [`numbers/${META}`]: aNumber({ accountId: 'acc_izalco', verifiedName: 'Theirs' }) });
    await op('POST', '/phone-numbers/refresh');
    expect(await api.read(`numbers/${META}`)).toMatchObject({ accountId: 'acc_izalco', verifiedName: 'Theirs' });
  });

  test('a number added by its key gets display number and name from the provider', async () => {
    expect(await op('PUT', `/phone-numbers/${META}`, {})).toMatchObject({
      status: 200,
      body: { display: '+1 5550110', verifiedName: 'Casillero', messagingLimit: 'TIER_2K', tenantIds: [] },
    });
    expect(await op('PUT', '/phone-numbers/meta:999', {})).toMatchObject({
      status: 422,
      body: { code: 'unknown-at-provider' },
    });
    expect(await api.read('numbers/meta:999')).toBeNull();
    sources = [];
    const given = { display: '+503 7000 0900', verifiedName: 'Taller' };
    expect(await op('PUT', '/phone-numbers/waha:taller', given)).toMatchObject({ status: 200, body: given });
    expect((await op('PUT', '/phone-numbers/waha:other', {})).body.code).toBe('unknown-at-provider');
  });

  test.each([
    ['meta:nope/..', 404],
    ['sms:+15550100', 404],
  ])('%s is no number’s key', async (key, status) => {
    expect((await op('GET', `/phone-numbers/${encodeURIComponent(key)}`)).status).toBe(status);
  });
});

describe('assigning', () => {
  beforeEach(() =>
    api.write({
      [`numbers/${META}`]: aNumber(),
      [`numbers/${SHARED}`]: aNumber({ provider: 'twilio', mode: 'shared' }),
    }),
  );

  test('to one importer: number and importer say so in one transaction, with an audit entry', async () => {
    expect(await assign(META, ['cuscatlan'])).toMatchObject({
      status: 200,
      body: { mode: 'dedicated', tenantIds: ['cuscatlan'], assignedBy: 'olga' },
    });
    expect(await tenant('cuscatlan')).toMatchObject({ outgoingNumber: META });
    expect(await api.list('tenants/cuscatlan/audit')).toContainEqual(
      expect.objectContaining({ act: 'assignNumber', target: META, actor: expect.objectContaining({ uid: 'olga' }) }),
    );
  });

  test('to several only when that is said to be deliberate', async () => {
    expect(await assign(META, ['cuscatlan', 'izalco'])).toMatchObject({
      status: 422,
      body: { code: 'several-importers' },
    });
    expect(await api.read(`numbers/${META}`)).toMatchObject({ tenantIds: [] });
    expect((await assign(META, ['cuscatlan', 'izalco'], true)).status).toBe(200);
    expect((await tenant('izalco'))?.outgoingNumber).toBe(META);
  });

  test('away again: the importer sends from the default', async () => {
    await assign(META, ['cuscatlan']);
    expect(await op('DELETE', `/phone-numbers/${META}/assignment`)).toMatchObject({
      status: 200,
      body: { tenantIds: [], assignedAt: null },
    });
    expect(await api.call('member', 'GET', '/tenants/cuscatlan/phone-number')).toMatchObject({
      status: 404,
      body: { code: 'no-number' },
    });
    await op('PUT', '/default-number', { number: SHARED });
    expect((await api.call('member', 'GET', '/tenants/cuscatlan/phone-number')).body).toEqual({
      number: SHARED,
      provider: 'twilio',
      display: '+1 555 0110',
      verifiedName: 'Casillero',
      status: 'online',
      by: 'default',
    });
  });

  test('refuses what cannot be', async () => {
    await api.write({ [`numbers/${OWN_META}`]: aNumber({ accountId: 'acc_izalco' }) });
    await op('PUT', '/default-number', { number: SHARED });
    const code = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
      const { status, body } = await answer;
      return `${status} ${body.code}`;
    };
    expect(await code(assign(META, ['nobody']))).toBe('422 no-such-importer');
    expect(await code(assign('meta:7', ['cuscatlan']))).toBe('404 not-found');
    expect(await code(assign(SHARED, ['cuscatlan']))).toBe('409 still-default');
    expect(await code(assign(OWN_META, ['cuscatlan']))).toBe('409 other-importers-account');
    expect((await assign(OWN_META, ['izalco'])).status).toBe(200);
    expect(await code(op('PUT', '/default-number', { number: META }))).toBe('409 not-shared');
  });

  test('a tenant’s number: put, get, delete', async () => {
    const put = (number: string) => op('PUT', '/tenants/cuscatlan/phone-number', { number });
    expect((await put(META)).body).toMatchObject({ number: META, by: 'own' });
    expect((await put(SHARED)).body).toMatchObject({ number: SHARED, by: 'shared' });
    expect((await put(META)).body).toMatchObject({ number: META, by: 'own' });
    expect((await put('meta:7')).body.code).toBe('no-such-number');
    await api.write({ [`numbers/${OWN_META}`]: aNumber({ tenantIds: ['izalco'] }) });
    expect((await put(OWN_META)).body.code).toBe('several-importers');
    expect((await op('DELETE', '/tenants/cuscatlan/phone-number')).status).toBe(204);
    expect(await api.read(`numbers/${META}`)).toMatchObject({ tenantIds: [] });
    expect(await tenant('cuscatlan')).toMatchObject({ outgoingNumber: null });
    expect((await op('DELETE', '/tenants/nobody/phone-number')).status).toBe(404);
  });

  test('two operators at once leave one state that both records agree on', async () => {
    await Promise.all([assign(META, ['cuscatlan']), assign(META, ['izalco'])]);
    const { tenantIds } = (await api.read(`numbers/${META}`)) as { tenantIds: string[] };
    expect(tenantIds).toHaveLength(1);
    for (const id of ['cuscatlan', 'izalco'])
      expect((await tenant(id))?.outgoingNumber).toBe(tenantIds.includes(id) ? META : null);
  });
});

describe('by the provider simulator', () => {
  const settle = async () => {
    const { queue, now } = api.world;
    for (let task = queue.take(); task !== null; task = queue.take()) {
      const wait = Math.max(0, task.at.getTime() - now().getTime());
      api.advance(wait);
      simulator.control.advanceClock({ ms: wait });
      await workOff(task.payload.outboxId);
    }
  };

  test('a number is bought, becomes a sender that points at us, is pointed again, and is released', async () => {
    const phone = '+15550181';
    const key = receivingNumber('twilio', phone);
    const headers = { 'idempotency-key': 'one-number' };
    const order = { phone, country: 'US', profileName: 'Importadora Sol', tenantId: 'cuscatlan' };
    const { body } = await api.call('operator', 'POST', '/purchases', order, headers);
    await settle();
    expect((await op('GET', `/purchases/${body.id}`)).body).toMatchObject({ state: 'online', failure: null });
    expect(simulator.control.twilio.senders()).toContainEqual(
      expect.objectContaining({
        phone,
        webhook: expect.objectContaining({ callback_url: `${BASE}/webhooks/twilio#rc=3&rp=all` }),
      }),
    );
    expect((await op('POST', `/phone-numbers/${key}/check`)).body).toMatchObject({
      webhook: { state: 'ours' },
      senderState: 'online',
      tenantIds: ['cuscatlan'],
    });
    expect(await op('POST', `/phone-numbers/${key}/webhook`)).toMatchObject({ status: 200 });
    const release = await api.call(
      'operator',
      'POST',
      `/phone-numbers/${key}/release`,
      { confirm: '+1 (555) 0181' },
      headers,
    );
    expect(release.status).toBe(202);
    await settle();
    expect((await op('GET', `/purchases/${body.id}`)).body).toMatchObject({ state: 'undone' });
    expect(simulator.control.twilio.ownedNumbers().map((each) => each.phone)).not.toContain(phone);
    expect(await api.read(`numbers/${key}`)).toBeNull();
  });

  test('a WAHA session is pointed at us', async () => {
    await op('POST', '/phone-numbers/refresh');
    expect(await op('POST', '/phone-numbers/waha:taller/webhook')).toMatchObject({
      status: 200,
      body: { webhook: { state: 'ours' } },
    });
  });

  test('Meta has one webhook for all numbers', async () => {
    await api.write({ [`numbers/${META}`]: aNumber() });
    expect(await op('POST', `/phone-numbers/${META}/webhook`)).toMatchObject({
      status: 409,
      body: { code: 'not-by-number' },
    });
  });
});
