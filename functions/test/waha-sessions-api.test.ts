import { type Simulator, startSimulator } from '@casillero/provider-simulator';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveWahaSessions } from '../src/api/waha-sessions/serve-waha-sessions.ts';
import { readOn } from '../src/firestore/transact.ts';
import { wahaServer } from '../src/provider/waha/sessions.ts';
import { WAHA } from './provider-accounts.ts';
import { TestApi } from './start-api.ts';

const WEBHOOK = 'http://127.0.0.1:9/webhooks/waha';
let simulator: Simulator;
let api: TestApi;
let base: string;

beforeAll(async () => {
  simulator = await startSimulator({
    port: 0,
    target: 'http://127.0.0.1:9',
    accounts: [],
    numbers: [],
    people: [],
    waha: { apiKey: WAHA.apiKey, sessions: [{ name: WAHA.session, phone: WAHA.phone, pushName: 'Izalco' }] },
  });
  api = await TestApi.start((world) =>
    serveWahaSessions({
      ...world,
      read: readOn(world.firestore),
      server: wahaServer({
        access: () => ({ base, apiKey: WAHA.apiKey }),
        webhookUrl: () => WEBHOOK,
        hmacKey: () => WAHA.hmacKey,
        isHookedGlobally: () => false,
      }),
    }),
  );
});
afterAll(async () => {
  await api.stop();
  await simulator.stop();
});
beforeEach(async () => {
  simulator.control.clear();
  base = `${simulator.url}/waha`;
  const { firestore } = api.world;
  for (const name of ['numbers', 'wahaSessions'])
    await Promise.all((await api.list(name)).map(({ id }) => firestore.doc(`${name}/${id}`).delete()));
});

const call = (method: string, path: string, body?: object) =>
  api.call('operator', method, `/waha/sessions${path}`, body);
const named = async (name: string) =>
  ((await call('GET', '')).body.sessions as { name: string }[]).find((each) => each.name === name);
/** Starting takes a moment at the server, too. */
const until = async (name: string, status: string) => {
  for (;;) {
    const session = await named(name);
    if ((session as { status?: string } | undefined)?.status === status) return session;
  }
};

describe('R53: the sessions of the WAHA server', () => {
  test('are listed, stopped ones too, as unofficial, with what is wrong', async () => {
    expect(await call('GET', '')).toMatchObject({
      status: 200,
      body: {
        isUnofficial: true,
        sessions: [
          {
            name: WAHA.session,
            status: 'WORKING',
            phone: WAHA.phone,
            pushName: 'Izalco',
            number: null,
            alert: 'unhooked',
          },
        ],
      },
    });
    await call('POST', `/${WAHA.session}/actions`, { action: 'stop' });
    expect(await named(WAHA.session)).toMatchObject({ status: 'STOPPED', alert: 'stopped' });
  });

  test('get our signed webhook, keep what else is configured, and a receiving number', async () => {
    const hooked = await call('POST', `/${WAHA.session}/webhook`);
    expect(hooked).toMatchObject({ status: 200, body: { isHooked: true, number: `waha:${WAHA.session}` } });
    const told = await fetch(`${base}/api/sessions/${WAHA.session}`, { headers: { 'X-Api-Key': WAHA.apiKey } });
    expect(await told.json()).toMatchObject({
      config: { webhooks: [{ url: WEBHOOK, hmac: { key: WAHA.hmacKey } }], ignore: { groups: true } },
    });
    await call('POST', `/${WAHA.session}/webhook`);
    expect(await api.read(`numbers/waha:${WAHA.session}`)).toMatchObject({
      provider: 'waha',
      tenantIds: [],
      mode: 'dedicated',
    });
    expect(await api.list('audit')).toContainEqual(
      expect.objectContaining({ act: 'hookWahaSession', target: `waha:${WAHA.session}` }),
    );
  });

  test('are made, paired by a code, and logged out again', async () => {
    expect((await call('POST', '', { name: 'nueva' })).status).toBe(201);
    expect(await until('nueva', 'SCAN_QR_CODE')).toMatchObject({
      alert: 'unpaired',
      isHooked: true,
      number: 'waha:nueva',
    });
    const code = await call('GET', '/nueva/qr');
    expect(code.body.value).toBe(simulator.control.waha.sessions().find(({ name }) => name === 'nueva')?.code);
    simulator.control.waha.scan('nueva');
    await until('nueva', 'WORKING');
    expect(await call('GET', '/nueva/qr')).toMatchObject({ status: 409, body: { code: 'no-qr-code' } });
    await call('POST', '/nueva/actions', { action: 'logout' });
    expect((await until('nueva', 'SCAN_QR_CODE')) !== undefined).toBe(true);
  });

  test('that work and told nothing for long are silent', async () => {
    await call('POST', `/${WAHA.session}/webhook`);
    await until(WAHA.session, 'WORKING');
    await api.write({
      [`wahaSessions/${WAHA.session}`]: { status: 'WORKING', statusAt: null, lastMessageAt: api.world.now() },
    });
    expect(await named(WAHA.session)).toMatchObject({ alert: null });
    api.advance(12 * 3_600_000);
    expect(await named(WAHA.session)).toMatchObject({ alert: 'silent', lastMessageAt: expect.any(String) });
  });

  test.each<[string, number, string, () => Promise<{ status: number; body: Record<string, unknown> }>]>([
    ['a name that exists', 409, 'session-exists', () => call('POST', '', { name: WAHA.session })],
    ['a name with a slash', 400, 'invalid-input', () => call('POST', '', { name: 'a/b' })],
    ['a session that is none', 404, 'not-found', () => call('POST', '/nadie/actions', { action: 'start' })],
    ['a code of a session that is none', 404, 'not-found', () => call('GET', '/nadie/qr')],
    [
      'an action that is none',
      400,
      'invalid-input',
      () => call('POST', `/${WAHA.session}/actions`, { action: 'explode' }),
    ],
    [
      'a server that does not answer',
      502,
      'waha-unreachable',
      async () => {
        base = 'http://127.0.0.1:9';
        return call('GET', '');
      },
    ],
    [
      'no server at all',
      503,
      'waha-not-configured',
      async () => {
        base = '';
        return call('GET', '');
      },
    ],
  ])('%s ▶ %i %s', async (_what, status, code, request) => {
    expect(await request()).toMatchObject({ status, body: { code } });
  });

  test('who only looks at sessions needs no key that signs webhooks; nothing is hooked without one', async () => {
    const server = wahaServer({
      access: () => ({ base, apiKey: WAHA.apiKey }),
      webhookUrl: () => WEBHOOK,
      hmacKey: () => '',
      isHookedGlobally: () => false,
    });
    expect(await server.list()).toMatchObject({ ok: true, value: [{ name: WAHA.session, status: 'WORKING' }] });
    for (const refused of [await server.create('unsigned'), await server.hook(WAHA.session)])
      expect(refused).toMatchObject({ ok: false, failure: { code: 'waha-not-configured' } });
    expect(await named('unsigned')).toBeUndefined();
  });

  test.each(['admin', 'member', 'claimless'])('%s does not see them', async (token) => {
    expect((await api.call(token, 'GET', '/waha/sessions')).status).toBe(404);
  });
});
