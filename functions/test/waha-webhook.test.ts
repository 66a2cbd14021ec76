import { createHmac } from 'node:crypto';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DIANA, WAHA } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

let world: ProvidersWorld;
beforeEach(async () => {
  world = await ProvidersWorld.start(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

type Item = Record<string, unknown>;
const CHAT = '50370000900@c.us';
const event = (payload: Item, over: Item = {}): Item => ({
  id: 'evt_1',
  timestamp: Date.now(),
  event: 'message.any',
  session: WAHA.session,
  payload: {
    id: `false_${CHAT}_3EB01`,
    timestamp: Math.floor(Date.now() / 1000),
    from: CHAT,
    fromMe: false,
    body: 'Hola',
    ...payload,
  },
  ...over,
});
const sign = (raw: string, key: string) => createHmac('sha512', key).update(raw, 'utf8').digest('hex');
const post = (
  body: unknown,
  { key = WAHA.hmacKey, headers = {} }: { key?: string; headers?: Record<string, string> } = {},
) => {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${world.origin}/webhooks/waha`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Webhook-Hmac': sign(raw, key),
      'X-Webhook-Hmac-Algorithm': 'sha512',
      ...headers,
    },
    body: raw,
  });
};
const inbox = () => world.documents('inbox');
const conversations = () => world.documents('tenants/izalco/conversations');
const messages = async () => {
  const [conversation] = await conversations();
  return world.documents(`tenants/izalco/conversations/${conversation?.id}/messages`);
};

describe('R92: who may knock', () => {
  test.each<[string, number, string, () => Promise<Response>]>([
    ['another key', 401, 'signature-mismatch', () => post(event({}), { key: 'x' })],
    ['no signature', 401, 'signature-mismatch', () => post(event({}), { headers: { 'X-Webhook-Hmac': '' } })],
    [
      'another algorithm',
      401,
      'signature-mismatch',
      () => post(event({}), { headers: { 'X-Webhook-Hmac-Algorithm': 'sha256' } }),
    ],
    ['a short signature', 401, 'signature-mismatch', () => post(event({}), { headers: { 'X-Webhook-Hmac': 'ab' } })],
    ['a form', 415, 'not-json', () => post(event({}), { headers: { 'Content-Type': 'text/plain' } })],
    ['more than 4 MB', 413, 'body-too-large', () => post('x'.repeat(4 * 1_048_576 + 1))],
    ['GET', 405, 'method-not-allowed', () => fetch(`${world.origin}/webhooks/waha`)],
  ])('%s ▶ %i %s, and nothing is left behind', async (_what, status, code, request) => {
    const answer = await request();
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    expect(await inbox()).toEqual([]);
  });
});

describe('what is not served, and leaves nothing behind', () => {
  test.each<[string, Item]>([
    ['a status of an unknown kind', event({ id: `true_${CHAT}_3EB01`, ack: 9 }, { event: 'message.ack' })],
    ['a group’s status', event({ id: 'true_120363000000000001@g.us_3EB01', ack: 2 }, { event: 'message.ack' })],
    ['an event nobody asked for', event({}, { event: 'presence.update' })],
  ])('%s ▶ 200', async (_what, body) => {
    expect((await post(body)).status).toBe(200);
    expect(await inbox()).toEqual([]);
    expect(world.statuses).toEqual([]);
    expect(await world.documents('unprocessed')).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['no JSON', '{"event":'],
    ['no session', event({}, { session: undefined })],
    ['a session with a path in it', event({}, { session: '../x' })],
    ['no payload', event({}, { payload: null })],
    ['a message of nobody', event({ from: 'x' })],
    ['deeply nested nonsense', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('%s ▶ 200, kept for a person to look at', async (_what, body) => {
    expect((await post(body)).status).toBe(200);
    expect(await world.documents('unprocessed')).toHaveLength(1);
    expect(await inbox()).toEqual([]);
  });
});

describe('R90: messages', () => {
  test('a text, told twice under both events and both addresses: once', async () => {
    await post(event({}));
    await post(event({}, { event: 'message', id: 'evt_2' }));
    await post(
      event({
        id: 'false_123450000000001@lid_3EB01',
        from: '123450000000001@lid',
        _data: { key: { remoteJidAlt: '50370000900@s.whatsapp.net' } },
      }),
    );
    expect(await inbox()).toMatchObject([
      { provider: 'waha', account: WAHA.session, providerMessageId: '3EB01', alias: `phone:${DIANA}` },
    ]);
    expect(await messages()).toMatchObject([{ text: 'Hola', direction: 'in' }]);
  });

  test.each<[string, Item, Item]>([
    [
      'a place',
      { body: '', location: { latitude: '13.69', longitude: '-89.21', name: 'Bodega' } },
      { text: '📍 Bodega · 13.69, -89.21' },
    ],
    [
      'a contact card',
      { body: '', vCards: ['BEGIN:VCARD\nFN:José\nTEL;type=CELL:+503 7000-0002\nEND:VCARD'] },
      { text: '👤 José +503 7000-0002' },
    ],
    ['65,000 characters', { body: 'ñ'.repeat(65_000) }, { text: 'ñ'.repeat(65_000) }],
    ['a poll, which is not understood', { body: '' }, { text: '', kind: 'unsupported' }],
    ['a file that was not kept', { body: 'Ana', hasMedia: true, media: null }, { text: 'Ana', mediaCount: 1 }],
  ])('%s', async (_what, payload, expected) => {
    expect((await post(event(payload))).status).toBe(200);
    expect(await messages()).toMatchObject([expected]);
  });

  test('what is decrypted later comes under the same id, and is not lost', async () => {
    await post(event({ body: '' }));
    await post(event({ body: 'Ahora sí' }));
    expect((await messages()).map((each) => each.text).sort()).toEqual(['', 'Ahora sí']);
  });

  test('a hidden id is asked for its phone; without an answer it is a sender of its own', async () => {
    const { control } = world.simulator;
    control.addPerson({ phone: DIANA, name: 'Diana', usesLid: true });
    await control.deliver({ from: DIANA, to: WAHA.phone, text: 'Hola' });
    await post(event({ id: 'false_999@lid_3EB09', from: '999:3@lid' }));
    expect((await inbox()).map((each) => each.alias).sort()).toEqual([`lid:${WAHA.session}:999`, `phone:${DIANA}`]);
    const addresses = (await conversations()).map((each) => String(each.address));
    expect(addresses).toContain('999@lid');
  });
});

describe('R30: acks', () => {
  test.each([
    [-1, 'failed'],
    [1, 'sent'],
    [2, 'delivered'],
    [3, 'read'],
    [4, 'read'],
  ])('%i ▶ %s', async (ack, state) => {
    await post(event({ id: `true_${CHAT}_3EB0OUT`, ack }, { event: 'message.ack' }));
    expect(world.statuses).toMatchObject([
      {
        provider: 'waha',
        account: WAHA.session,
        providerMessageId: '3EB0OUT',
        state,
        recipientAliases: [`phone:${DIANA}`],
      },
    ]);
  });
});

describe('R53: sessions', () => {
  const told = (status: string) =>
    post(event({ name: WAHA.session, status }, { event: 'session.status', me: { id: '15550120@c.us' } }));
  test('a session that fails takes its number off line, and brings it back', async () => {
    await told('FAILED');
    const number = async () => (await world.firestore.doc(`numbers/waha:${WAHA.session}`).get()).data();
    expect(await number()).toMatchObject({ status: 'offline', senderState: 'offline', senderReason: 'FAILED' });
    await told('WORKING');
    expect(await number()).toMatchObject({ status: 'online', phone: '+15550120', senderReason: null });
    expect((await world.firestore.doc(`wahaSessions/${WAHA.session}`).get()).data()).toMatchObject({
      status: 'WORKING',
    });
  });
  test('the time of the last message is kept', async () => {
    await post(event({}));
    expect((await world.firestore.doc(`wahaSessions/${WAHA.session}`).get()).data()?.lastMessageAt).toBeDefined();
  });
});
