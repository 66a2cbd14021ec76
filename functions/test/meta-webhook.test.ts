import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seal } from '../src/secrets/sealed.ts';
import { ANA, BETO, DIANA, OWN, PLATFORM } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

let world: ProvidersWorld;
beforeEach(async () => {
  world = await ProvidersWorld.start(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

type Item = Record<string, unknown>;
const text = (n: number | string, body: string, over: Item = {}): Item => ({
  from: ANA.slice(1),
  id: `wamid.${n}`,
  timestamp: String(Math.floor(Date.now() / 1000)),
  type: 'text',
  text: { body },
  ...over,
});
const change = (value: Item, number: { phoneNumberId: string } = PLATFORM): Item => ({
  field: 'messages',
  value: { messaging_product: 'whatsapp', metadata: { phone_number_id: number.phoneNumberId }, ...value },
});
const body = (...changes: Item[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: PLATFORM.wabaId, changes }],
});
const stored = async (who = 'ana') => world.documents(`tenants/cuscatlan/conversations/${who}/messages`);
const inbox = () => world.documents('inbox');
const own = { path: `/webhooks/meta/${OWN.accountId}`, secret: OWN.appSecret };
const eventsLogged = () => world.logged.map(({ event }) => event);

describe('R93: requests that are refused, and leave nothing behind', () => {
  const good = () => body(change({ messages: [text(1, 'María')] }));
  test.each<[string, number, string, () => Promise<Response>]>([
    ['a wrong secret', 401, 'signature-mismatch', () => world.post(good(), { secret: 'f'.repeat(32) })],
    ['another account’s secret', 401, 'signature-mismatch', () => world.post(good(), { secret: OWN.appSecret })],
    [
      'the platform’s secret at an account with an app of its own',
      401,
      'signature-mismatch',
      () => world.post(good(), { path: own.path }),
    ],
    [
      'a malformed signature',
      401,
      'signature-mismatch',
      () => world.post(good(), { headers: { 'X-Hub-Signature-256': 'sha256=zz' } }),
    ],
    [
      'no signature, but the old SHA-1',
      401,
      'signature-mismatch',
      () => world.post(good(), { headers: { 'X-Hub-Signature-256': '', 'X-Hub-Signature': 'sha1=00' } }),
    ],
    [
      'a form',
      415,
      'not-json',
      () => world.post(good(), { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
    ],
    ['more than 4 MB', 413, 'body-too-large', () => world.post('x'.repeat(4 * 1_048_576 + 1))],
    [
      'an account that nobody has',
      404,
      'unknown-account',
      () => world.post(good(), { path: '/webhooks/meta/acc_nobody' }),
    ],
    ['a path below an account', 404, 'unknown-account', () => world.post(good(), { path: `${own.path}/x` })],
    ['PUT', 405, 'method-not-allowed', () => fetch(`${world.origin}/webhooks/meta`, { method: 'PUT' })],
    ['unsigned nonsense', 401, 'signature-mismatch', () => world.post('{', { secret: 'x' })],
  ])('%s ▶ %i %s', async (_what, status, code, request) => {
    const answer = await request();
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    expect(await inbox()).toEqual([]);
    expect(await world.documents('unprocessed')).toEqual([]);
  });
});

describe('R93: validly signed, so exactly 200', () => {
  test.each<[string, unknown]>([
    ['no entries', { object: 'whatsapp_business_account', entry: [] }],
    ['no changes', { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [] }] }],
    [
      'a value that is null',
      { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value: null }] }] },
    ],
    ['no messages', body(change({ messages: [] }))],
    ['messages that are no list', body(change({ messages: { 0: text(1, 'x') } }))],
    ['an unknown object', { object: 'page', entry: [{ messaging: [] }] }],
    ['a number', 7],
    ['a list 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('%s: nothing is stored', async (_what, payload) => {
    const answer = await world.post(payload);
    expect([answer.status, await answer.text()]).toEqual([200, 'EVENT_RECEIVED']);
    expect(await inbox()).toEqual([]);
    expect(await world.documents('unprocessed')).toEqual([]);
  });

  test('no JSON: the bytes are kept, once', async () => {
    for (let i = 0; i < 2; i++) expect((await world.post('{"object":"whatsapp_business_account"')).status).toBe(200);
    expect(await world.documents('unprocessed')).toMatchObject([
      {
        provider: 'meta',
        accountId: 'platform-meta',
        reason: { code: 'not-json' },
        content: '{"object":"whatsapp_business_account"',
      },
    ]);
    expect(eventsLogged()).toContain('unreadable-body');
  });

  test('one message nested 5,000 deep among good ones: all are kept', async () => {
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    const raw = JSON.stringify(body(change({ messages: [text(1, 'Ana'), text(2, 'DEEP'), text(3, 'Beto')] }))).replace(
      '"DEEP"',
      deep,
    );
    expect((await world.post(raw)).status).toBe(200);
    expect((await inbox()).length).toBe(3);
  });

  test('duplicate keys, __proto__ and a byte order mark harm nothing', async () => {
    const raw = `\uFEFF${JSON.stringify(body(change({ messages: [text(1, 'María')] }))).replace('"type":"text"', '"__proto__":{"type":"image"},"type":"x","type":"text"')}`;
    expect((await world.post(raw)).status).toBe(200);
    expect(await stored()).toMatchObject([{ text: 'María' }]);
    expect(({} as Item).type).toBeUndefined();
  });

  test('bad neighbours harm none, and are kept', async () => {
    const messages = [
      text(1, 'uno', { from: BETO.slice(1) }),
      null,
      7,
      { type: 'text', text: { body: 'nobody' } },
      text(2, 'x', { from: '', from_user_id: undefined }),
      text(3, 'x', { type: 'hologram', hologram: {}, from: DIANA.slice(1) }),
      text(4, 'dos', { from: BETO.slice(1) }),
    ];
    const statuses = [{ id: 'wamid.unknown', status: 'delivered', timestamp: '1' }, { status: 'read' }, null];
    expect((await world.post(body(change({ messages, statuses })))).status).toBe(200);
    expect((await stored('beto')).map((each) => each.text).sort()).toEqual(['dos', 'uno']);
    expect(await world.documents('unprocessed')).toHaveLength(6);
    expect(await world.documents('unrouted')).toMatchObject([{ display: DIANA, messageCount: 1 }]);
    expect(world.statuses).toMatchObject([
      { providerMessageId: 'wamid.unknown', state: 'delivered', account: PLATFORM.phoneNumberId },
    ]);
  });

  test('accents and emoji, escaped as Meta does and as literals', async () => {
    const payload = (n: number) => body(change({ messages: [text(n, '¡Hola! 📦 María/Ana')] }));
    expect((await world.post(payload(1))).status).toBe(200);
    expect((await world.post(JSON.stringify(payload(2)))).status).toBe(200);
    expect((await stored()).map((each) => each.text)).toEqual(['¡Hola! 📦 María/Ana', '¡Hola! 📦 María/Ana']);
  });

  test('3 MB are taken in', async () => {
    const messages = Array.from({ length: 45 }, (_, n) => text(n, `${n} ${'x'.repeat(66_000)}`));
    const raw = JSON.stringify(body(change({ messages })));
    expect(raw.length).toBeGreaterThan(2_900_000);
    expect((await world.post(raw)).status).toBe(200);
    expect(await inbox()).toHaveLength(45);
  });
});

describe('R90: exactly once, whatever the request looks like', () => {
  test('1,000 messages of 40 people in one POST: each once, those of one person in order', async () => {
    const messages = Array.from({ length: 1_000 }, (_, n) =>
      text(n, `${n}`, { from: `503700002${String(n % 40).padStart(2, '0')}` }),
    );
    expect((await world.post(body(change({ messages })))).status).toBe(200);
    expect(await inbox()).toHaveLength(1_000);
    const unrouted = await world.documents('unrouted');
    expect(unrouted).toHaveLength(40);
    for (const each of unrouted) {
      const last = 960 + Number(String(each.display).slice(-2));
      expect(each).toMatchObject({ messageCount: 25, lastText: String(last) });
    }
  }, 60_000);

  test('the same request again, regrouped, and five at once: one effect', async () => {
    const [one, two] = [text(1, 'María'), text(2, 'José')];
    const posts = [
      () => world.post(body(change({ messages: [one, two] }))),
      () => world.post(body(change({ messages: [two] }), change({ messages: [one] }))),
    ];
    await Promise.all([...posts, ...posts, ...posts].map((post) => post()));
    for (const post of posts) expect((await post()).status).toBe(200);
    expect((await inbox()).map((each) => each.providerMessageId).sort()).toEqual(['wamid.1', 'wamid.2']);
    expect(await stored()).toHaveLength(2);
  });
});

describe('R51: whose secret, whose numbers', () => {
  const forOwn = (n: number) => body(change({ messages: [text(n, 'Hola', { from: DIANA.slice(1) })] }, OWN));

  test('an account’s own app speaks for its own number', async () => {
    expect((await world.post(forOwn(1), own)).status).toBe(200);
    expect(await inbox()).toMatchObject([{ account: OWN.phoneNumberId, outcomes: [{ tenantId: 'izalco' }] }]);
  });

  test.each<[string, () => Promise<Response>, string]>([
    [
      'an account’s app about the platform’s number',
      () => world.post(body(change({ messages: [text(1, 'x')] })), own),
      OWN.accountId,
    ],
    ['the platform’s app about an account’s number', () => world.post(forOwn(1)), 'platform-meta'],
    [
      'an account’s app about a number nobody knows',
      () => world.post(body(change({ messages: [text(1, 'x')] }, { phoneNumberId: '999' })), own),
      OWN.accountId,
    ],
    [
      'an account’s app about another account’s limits',
      () =>
        world.post(body({ field: 'business_capability_update', value: { max_phone_numbers_per_business: 9 } }), own),
      OWN.accountId,
    ],
  ])('%s: not believed, recorded, 200', async (_what, request, accountId) => {
    expect((await request()).status).toBe(200);
    expect(await inbox()).toEqual([]);
    expect(await world.documents('refusedEvents')).toMatchObject([{ accountId, count: 1, provider: 'meta' }]);
    expect(eventsLogged()).toContain('number-not-of-signer');
  });

  test('one change is forged, its neighbour is not: only that one takes effect', async () => {
    const payload = body(change({ messages: [text(1, 'x')] }), change({ messages: [text(2, 'Hola')] }, OWN));
    expect((await world.post(payload, own)).status).toBe(200);
    expect((await inbox()).map((each) => each.providerMessageId)).toEqual(['wamid.2']);
  });

  test('a number that nobody made known, by the platform’s app: kept as unrouted', async () => {
    expect((await world.post(body(change({ messages: [text(1, 'x')] }, { phoneNumberId: '999' })))).status).toBe(200);
    expect(await inbox()).toMatchObject([{ number: 'meta:999', unrouted: 'unknown-number' }]);
  });

  test('while an app secret is changed, the old one is good for a day', async () => {
    const fresh = 'new-secret-of-the-app';
    const sealed = seal(world.keys, `accounts/${OWN.accountId}#appSecret`, fresh);
    const secrets = world.firestore.doc(`secrets/${OWN.accountId}`);
    const previousAppSecret = (await secrets.get()).get('appSecret');
    const previousUntil = new Date(world.now().getTime() + 86_400_000);
    await secrets.update({ appSecret: sealed.ok ? sealed.value : '', previousAppSecret, previousUntil });
    expect((await world.post(forOwn(1), own)).status).toBe(200);
    expect((await world.post(forOwn(2), { ...own, secret: fresh })).status).toBe(200);
    world.advance(86_400_001);
    expect((await world.post(forOwn(3), own)).status).toBe(401);
    expect((await world.post(forOwn(4), { ...own, secret: fresh })).status).toBe(200);
    expect(await inbox()).toHaveLength(3);
  });

  test.each([
    ['/webhooks/meta', PLATFORM.verifyToken, 200],
    ['/webhooks/meta', OWN.verifyToken, 403],
    [own.path, OWN.verifyToken, 200],
    [own.path, PLATFORM.verifyToken, 200],
    [own.path, 'guess', 403],
    ['/webhooks/meta/acc_nobody', PLATFORM.verifyToken, 404],
  ])('the handshake at %s with %s ▶ %i', async (path, token, status) => {
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.challenge': '1158201444',
      'hub.verify_token': token,
    });
    const answer = await fetch(`${world.origin}${path}?${query}`);
    expect(answer.status).toBe(status);
    if (status === 200) {
      expect(await answer.text()).toBe('1158201444');
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    }
  });
});

describe('R4: people change', () => {
  test('a change of number is an event of its own, and no message', async () => {
    const system = { type: 'user_changed_number', wa_id: '50370000009', body: 'Ana changed' };
    await world.post(body(change({ messages: [text(1, '', { type: 'system', system })] })));
    expect(world.aliasChanges).toMatchObject([{ from: `phone:${ANA}`, to: 'phone:+50370000009', relation: 'moved' }]);
    expect(await stored()).toEqual([]);
    expect(await world.documents('outbox')).toEqual([]);
  });
  test('user_id_update', async () => {
    const value = { user_id_update: [{ user_id: { previous: 'SV.1', current: 'SV.2' } }] };
    await world.post(body({ field: 'user_id_update', value }));
    const { portfolioId } = PLATFORM;
    expect(world.aliasChanges).toMatchObject([
      { from: `bsuid:${portfolioId}:SV.1`, to: `bsuid:${portfolioId}:SV.2`, relation: 'moved' },
    ]);
  });
});

describe('R50: what Meta tells of numbers and accounts', () => {
  const tell = (field: string, value: Item) => world.post(body({ field, value }));
  const number = async () => (await world.firestore.doc(`numbers/meta:${PLATFORM.phoneNumberId}`).get()).data();

  test('the number limit, as it was told', async () => {
    await tell('business_capability_update', {
      max_phone_numbers_per_business: 20,
      max_phone_numbers_per_waba: 25,
      max_daily_conversations_per_business: 'TIER_2K',
    });
    expect((await world.firestore.doc(`platform/capability_${PLATFORM.wabaId}`).get()).data()).toMatchObject({
      maxPhoneNumbersPerBusiness: 20,
      maxPhoneNumbersPerAccount: 25,
      maxDailyConversations: 2_000,
    });
  });
  test('quality and limit of the number it is about, and of no other', async () => {
    await tell('phone_number_quality_update', {
      display_phone_number: '+1 555-0110',
      event: 'FLAGGED',
      current_limit: 'TIER_1K',
    });
    expect(await number()).toMatchObject({ quality: 'red', messagingLimit: 'TIER_1K' });
    await tell('phone_number_quality_update', { display_phone_number: '15550111', event: 'FLAGGED' });
    expect((await world.firestore.doc(`numbers/meta:${OWN.phoneNumberId}`).get()).data()?.quality).toBe('unknown');
  });
  test('a ban that is announced takes nothing off line; who was disconnected and is back, is back', async () => {
    await tell('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE' } });
    expect(await number()).toMatchObject({ status: 'online' });
    expect((await world.firestore.doc('accounts/platform-meta').get()).data()).toMatchObject({
      notice: { message: 'DISABLED_UPDATE · SCHEDULE_FOR_DISABLE' },
    });
    await tell('account_update', { event: 'ACCOUNT_OFFBOARDED' });
    expect(await number()).toMatchObject({ status: 'offline' });
    await tell('account_update', { event: 'ACCOUNT_RECONNECTED' });
    expect(await number()).toMatchObject({ status: 'online', senderReason: null });
  });
  test('a ban takes the numbers off line and leaves a notice; its end brings them back', async () => {
    await tell('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } });
    expect(await number()).toMatchObject({ status: 'offline', senderState: 'offline' });
    expect((await world.firestore.doc('accounts/platform-meta').get()).data()).toMatchObject({
      notice: { code: 'DISABLED_UPDATE' },
    });
    await tell('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } });
    expect(await number()).toMatchObject({ status: 'online', senderReason: null });
  });

  test('an account without an app of its own is told about by the platform’s app', async () => {
    await world.firestore.doc(`accounts/${OWN.accountId}`).update({ hasOwnApp: false });
    const told = (field: string, value: Item) =>
      world.post({ object: 'whatsapp_business_account', entry: [{ id: OWN.wabaId, changes: [{ field, value }] }] });
    await told('phone_number_quality_update', { display_phone_number: OWN.phone, event: 'FLAGGED' });
    await told('account_update', {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [{ restriction_type: 'RESTRICTED_ADD_PHONE_NUMBER_ACTION' }],
    });
    expect((await world.firestore.doc(`numbers/meta:${OWN.phoneNumberId}`).get()).data()).toMatchObject({
      quality: 'red',
      status: 'online',
    });
    expect((await world.firestore.doc(`accounts/${OWN.accountId}`).get()).data()).toMatchObject({
      notice: { code: 'ACCOUNT_RESTRICTION', message: expect.stringContaining('RESTRICTED_ADD_PHONE_NUMBER_ACTION') },
    });
    const messages = [text(1, 'Hola', { from: DIANA.slice(1) })];
    await world.post(body(change({ messages }, OWN)));
    expect(await inbox()).toMatchObject([{ account: OWN.phoneNumberId, outcomes: [{ tenantId: 'izalco' }] }]);
  });
});
