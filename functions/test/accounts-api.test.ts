import { randomBytes } from 'node:crypto';
import { aTenant, NOW } from '@casillero/domain/testing';
import { type Simulator, startSimulator } from '@casillero/provider-simulator';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveAccounts } from '../src/api/accounts/serve-accounts.ts';
import { findNumbersOfAccountOn } from '../src/firestore/find-numbers-of-account.ts';
import { listAccountsOn } from '../src/firestore/list-accounts.ts';
import { askMeta } from '../src/provider/meta/ask-account.ts';
import { open, parseSealingKeys, seal } from '../src/secrets/sealed.ts';
import { makeNoteToken } from '../src/usecases/accounts/note-token.ts';
import { OWN, PLATFORM } from './provider-accounts.ts';
import { type Answer, TestApi } from './start-api.ts';

let keys = parseSealingKeys(`k1:${randomBytes(32).toString('base64')}`);
let graphUrl: string;
let api: TestApi;
let simulator: Simulator;
const forgotten: string[] = [];

beforeAll(async () => {
  simulator = await startSimulator({
    port: 0,
    target: 'http://127.0.0.1:9',
    accounts: [],
    numbers: [],
    people: [],
    meta: {
      apps: [{ id: '1', secret: 'x', verifyToken: 'x' }],
      wabas: [
        { id: PLATFORM.wabaId, portfolioId: '1', appId: '1', accessTokens: [PLATFORM.token] },
        { id: OWN.wabaId, portfolioId: '2', appId: '1', accessTokens: [OWN.token, 'EAAsecond'], isSubscribed: false },
      ],
      numbers: [
        {
          provider: 'meta',
          phone: '+50370000901',
          name: 'Izalco',
          phoneNumberId: OWN.phoneNumberId,
          wabaId: OWN.wabaId,
          quality: 'YELLOW',
        },
        {
          provider: 'meta',
          phone: '+50370000902',
          name: 'Izalco 2',
          phoneNumberId: '100000000000000003',
          wabaId: OWN.wabaId,
          status: 'PENDING',
        },
        {
          provider: 'meta',
          phone: PLATFORM.phone,
          name: 'Casillero',
          phoneNumberId: PLATFORM.phoneNumberId,
          wabaId: PLATFORM.wabaId,
        },
      ],
    },
  });
  graphUrl = simulator.graphUrl;
  api = await TestApi.start((world) =>
    serveAccounts({
      ...world,
      ask: askMeta(() => ({ base: graphUrl, version: 'v24.0' })),
      seal: (accountId, field, text) => seal(keys, `accounts/${accountId}#${field}`, text),
      open: (accountId, field, sealed) => {
        const opened = open(keys, `accounts/${accountId}#${field}`, sealed);
        return opened.ok ? opened.value : null;
      },
      noteToken: makeNoteToken({ ...world, platformWabaId: () => '' }),
      forget: (accountId) => forgotten.push(accountId),
      list: listAccountsOn(world.firestore),
      findNumbers: findNumbersOfAccountOn(world.firestore),
      webhookUrl: (accountId) => `https://casillero.example/webhooks/meta${accountId === null ? '' : `/${accountId}`}`,
    }),
  );
});
afterAll(async () => {
  await api.stop();
  await simulator.stop();
});
beforeEach(async () => {
  graphUrl = simulator.graphUrl;
  keys = parseSealingKeys(`k1:${randomBytes(32).toString('base64')}`);
  simulator.control.clear();
  for (const collection of ['accounts', 'secrets', 'numbers'])
    for (const document of await api.world.firestore.collection(collection).listDocuments()) await document.delete();
  await api.write({
    'tenants/cuscatlan': aTenant(),
    'tenants/izalco': aTenant(),
    [`numbers/meta:${PLATFORM.phoneNumberId}`]: {
      provider: 'meta',
      mode: 'shared',
      tenantIds: [],
      display: PLATFORM.phone,
      verifiedName: 'Casillero',
      status: 'online',
      createdAt: NOW,
    },
  });
});

const BODY = {
  label: 'Nuestra línea',
  wabaId: OWN.wabaId,
  phoneNumberIds: [OWN.phoneNumberId],
  accessToken: OWN.token,
  verifyToken: OWN.verifyToken,
  appSecret: OWN.appSecret,
};
const create = (over: object = {}, token = 'admin', tenant = 'cuscatlan') =>
  api.call(token, 'POST', `/tenants/${tenant}/accounts`, { ...BODY, ...over });
const idOf = ({ body }: Answer) => (body.account as { id: string }).id;
const SECRETS = [OWN.token, OWN.verifyToken, OWN.appSecret, 'EAAsecond'];

describe('R51: putting an account in', () => {
  test('by an admin: stored, its number is the importer’s, its app gets our webhook; no secret comes out', async () => {
    const made = await create();
    const id = idOf(made);
    expect(made).toMatchObject({
      status: 201,
      body: {
        account: {
          tenantId: 'cuscatlan',
          hasOwnApp: true,
          hasVerifyToken: true,
          webhookUrl: `https://casillero.example/webhooks/meta/${id}`,
          token: { state: 'ok' },
        },
        check: { isWorking: true, problems: [], numbers: [{ quality: 'YELLOW', status: 'CONNECTED' }] },
      },
    });
    expect(await api.read(`numbers/meta:${OWN.phoneNumberId}`)).toMatchObject({
      mode: 'dedicated',
      tenantIds: ['cuscatlan'],
      accountId: id,
      phone: '+50370000901',
      quality: 'yellow',
      status: 'online',
    });
    const listed = await api.call('operator', 'GET', '/tenants/cuscatlan/accounts');
    const stored = [
      await api.read(`accounts/${id}`),
      await api.read(`secrets/${id}`),
      await api.list('tenants/cuscatlan/audit'),
    ];
    for (const each of [made.body, listed.body, ...stored])
      for (const secret of SECRETS) expect(JSON.stringify(each)).not.toContain(secret);
    expect(await api.list('tenants/cuscatlan/audit')).toContainEqual(
      expect.objectContaining({ act: 'createAccount', target: id }),
    );
  });

  test('without an app of its own, the address is the platform’s', async () => {
    const made = await create({ appSecret: null, verifyToken: null });
    expect(made.body.account).toMatchObject({
      hasOwnApp: false,
      hasVerifyToken: false,
      webhookUrl: 'https://casillero.example/webhooks/meta',
    });
  });

  test.each<[string, number, string, object, (() => void)?]>([
    ['another account’s token', 422, 'token-without-permission|account-not-found', { accessToken: PLATFORM.token }],
    ['a token that nobody has', 422, 'token-revoked', { accessToken: 'EAAnobody' }],
    ['a token that ran out', 422, 'token-expired', {}, () => simulator.control.meta.setToken(OWN.token, 'expired')],
    ['a token that was revoked', 422, 'token-revoked', {}, () => simulator.control.meta.setToken(OWN.token, 'revoked')],
    ['a number of another account', 422, 'number-not-in-account', { phoneNumberIds: [PLATFORM.phoneNumberId] }],
    ['an account that is none', 422, 'account-not-found', { wabaId: '99999' }],
    [
      'Meta does not answer',
      503,
      'meta-unreachable',
      {},
      () => {
        graphUrl = 'http://127.0.0.1:9';
      },
    ],
    [
      'no key to encrypt with',
      503,
      'secrets-not-configured',
      {},
      () => {
        keys = [];
      },
    ],
    ['an id that is no number', 400, 'invalid-input', { phoneNumberIds: ['+50370000901'] }],
    ['the same number twice', 400, 'invalid-input', { phoneNumberIds: [OWN.phoneNumberId, OWN.phoneNumberId] }],
    ['a token with a line break', 400, 'invalid-input', { accessToken: 'EAA\nsecret1' }],
  ])('%s ▶ %i %s, and nothing is stored', async (_what, status, code, over, arrange) => {
    arrange?.();
    const answer = await create(over);
    expect([answer.status, code.split('|').includes(String(answer.body.code))]).toEqual([status, true]);
    expect(await api.list('accounts')).toEqual([]);
    expect(await api.list('secrets')).toEqual([]);
    for (const secret of SECRETS) expect(JSON.stringify(answer.body)).not.toContain(secret);
  });

  test('a number that is another account’s already ▶ 409', async () => {
    await create();
    expect(await create({}, 'other', 'izalco')).toMatchObject({ status: 409, body: { code: 'number-taken' } });
    expect(await api.list('accounts')).toHaveLength(1);
  });

  test('two at once for the same number: one has it', async () => {
    const both = await Promise.all([create(), create({}, 'other', 'izalco')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test.each([
    ['member', 403],
    ['other', 404],
    ['claimless', 404],
    ['forged', 401],
    ['operator', 201],
  ])('%s ▶ %i', async (token, status) => {
    expect((await create({}, token)).status).toBe(status);
  });
});

describe('changing, checking, removing', () => {
  test('a secret that is left out stays; a new app secret keeps the old one for a day', async () => {
    const id = idOf(await create());
    const before = await api.read(`secrets/${id}`);
    const { accessToken: _a, verifyToken: _v, ...rest } = BODY;
    const changed = await api.call('admin', 'PUT', `/tenants/cuscatlan/accounts/${id}`, {
      ...rest,
      label: 'Otra',
      appSecret: 'f'.repeat(32),
    });
    expect(changed).toMatchObject({ status: 200, body: { account: { label: 'Otra', hasVerifyToken: true } } });
    const after = await api.read(`secrets/${id}`);
    expect(after).toMatchObject({ verifyToken: before?.verifyToken, previousAppSecret: before?.appSecret });
    expect(open(keys, `accounts/${id}#accessToken`, String(after?.accessToken))).toEqual({
      ok: true,
      value: OWN.token,
    });
    expect(forgotten).toContain(id);
  });

  test('a number that is not named any more is let go; another’s account is not there', async () => {
    const both = [OWN.phoneNumberId, '100000000000000003'];
    const made = await create({ phoneNumberIds: both });
    expect(made.body.check).toMatchObject({ isWorking: false, problems: [{ code: 'number-not-connected' }] });
    const path = `/accounts/${idOf(made)}`;
    expect((await api.call('admin', 'PUT', `/tenants/cuscatlan${path}`, BODY)).status).toBe(200);
    expect(await api.read('numbers/meta:100000000000000003')).toBeNull();
    for (const method of ['PUT', 'DELETE'])
      expect(
        (await api.call('other', method, `/tenants/izalco${path}`, method === 'PUT' ? BODY : undefined)).status,
      ).toBe(404);
    expect((await api.call('other', 'POST', `/tenants/izalco${path}/check`)).status).toBe(404);
  });

  /** What the hourly look at the account's numbers leaves of one that it does not name. */
  const SECOND = '100000000000000003';
  const foundByRefresh = (accountId: string) =>
    api.write({
      [`numbers/meta:${SECOND}`]: {
        provider: 'meta',
        mode: 'dedicated',
        tenantIds: [],
        display: '+503 7000 0902',
        verifiedName: 'Izalco 2',
        status: 'online',
        createdAt: NOW,
        account: OWN.wabaId,
        accountId,
      },
    });

  test('a number that was found in the account before it is named is the importer’s from then on', async () => {
    const id = idOf(await create());
    await foundByRefresh(id);
    const both = { ...BODY, phoneNumberIds: [OWN.phoneNumberId, SECOND] };
    expect((await api.call('admin', 'PUT', `/tenants/cuscatlan/accounts/${id}`, both)).status).toBe(200);
    expect(await api.read(`numbers/meta:${SECOND}`)).toMatchObject({ tenantIds: ['cuscatlan'], accountId: id });
  });

  test('an operator who took a named number away is not overruled when the account is changed', async () => {
    const id = idOf(await create());
    await api.world.firestore.doc(`numbers/meta:${OWN.phoneNumberId}`).update({ tenantIds: [] });
    expect((await api.call('admin', 'PUT', `/tenants/cuscatlan/accounts/${id}`, BODY)).status).toBe(200);
    expect(await api.read(`numbers/meta:${OWN.phoneNumberId}`)).toMatchObject({ tenantIds: [] });
  });

  test('numbers that were found in an account go with it, and may be put in again', async () => {
    const id = idOf(await create());
    await foundByRefresh(id);
    expect((await api.call('admin', 'DELETE', `/tenants/cuscatlan/accounts/${id}`)).status).toBe(204);
    expect(await api.read(`numbers/meta:${SECOND}`)).toBeNull();
    // Found by a look that had begun before.
    await foundByRefresh(id);
    const again = await create({ phoneNumberIds: [OWN.phoneNumberId, SECOND] });
    expect(again.status).toBe(201);
    expect(await api.read(`numbers/meta:${SECOND}`)).toMatchObject({
      tenantIds: ['cuscatlan'],
      accountId: idOf(again),
    });
  });

  test('a check tells an expired token from a time-out, records it, and says how to repair it', async () => {
    const id = idOf(await create());
    const check = () => api.call('admin', 'POST', `/tenants/cuscatlan/accounts/${id}/check`);
    expect((await check()).body).toMatchObject({ isWorking: true });
    graphUrl = 'http://127.0.0.1:9';
    expect((await check()).body).toMatchObject({ isWorking: false, problems: [{ code: 'meta-unreachable' }] });
    expect(await api.read(`accounts/${id}`)).toMatchObject({ token: { state: 'ok' } });
    graphUrl = simulator.graphUrl;
    simulator.control.meta.setToken(OWN.token, 'expired');
    expect((await check()).body).toMatchObject({
      problems: [{ code: 'token-expired', hint: expect.stringContaining('system user') }],
    });
    expect(await api.read(`accounts/${id}`)).toMatchObject({ token: { state: 'expired', code: '190' } });
    const repaired = await api.call('admin', 'PUT', `/tenants/cuscatlan/accounts/${id}`, {
      ...BODY,
      accessToken: 'EAAsecond',
    });
    expect(repaired.body.account).toMatchObject({ token: { state: 'ok' } });
  });

  test('removed: account, secrets and numbers; the platform’s number stays', async () => {
    const id = idOf(await create());
    expect((await api.call('admin', 'DELETE', `/tenants/cuscatlan/accounts/${id}`)).status).toBe(204);
    expect(await api.list('accounts')).toEqual([]);
    expect(await api.list('secrets')).toEqual([]);
    expect((await api.list('numbers')).map((each) => each.id)).toEqual([`meta:${PLATFORM.phoneNumberId}`]);
    expect((await api.call('admin', 'DELETE', `/tenants/cuscatlan/accounts/${id}`)).status).toBe(404);
    expect((await create({}, 'other', 'izalco')).status).toBe(201);
  });
});
