import { createHmac } from 'node:crypto';
import { inboxRecord } from '@casillero/domain/records/routing-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANA, DIANA, OWN, PLATFORM, WAHA } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

/* What people, and clients that are none of WhatsApp's own, put around what they write: it changes neither whose they are nor what counts. */

let world: ProvidersWorld;
beforeEach(async () => {
  world = await ProvidersWorld.start(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
  await world.firestore.doc('linkCodes/otro1234').set({ tenantId: 'cuscatlan', isActive: true });
});
afterEach(() => world.stop());

type Item = Record<string, unknown>;
let count = 0;
const text = (from: string, body: string, over: Item = {}): Item => {
  count += 1;
  const timestamp = String(Math.floor(world.now().getTime() / 1_000));
  return { from: from.slice(1), id: `wamid.${count}`, timestamp, type: 'text', text: { body }, ...over };
};
const sendTo = async (
  { wabaId, phoneNumberId }: typeof PLATFORM,
  value: Item,
  post: Parameters<typeof world.post>[1] = {},
) => {
  const change = { field: 'messages', value: { metadata: { phone_number_id: phoneNumberId }, ...value } };
  const body = { object: 'whatsapp_business_account', entry: [{ id: wabaId, changes: [change] }] };
  expect((await world.post(body, post)).status).toBe(200);
};
const send = (...messages: Item[]) => sendTo(PLATFORM, { messages });
const named = (from: string, name: unknown, body = 'Hola') =>
  sendTo(PLATFORM, { contacts: [{ wa_id: from.slice(1), profile: { name } }], messages: [text(from, body)] });
const read = async (path: string) => (await world.firestore.doc(path).get()).data();
const sender = (phone: string) => read(`senders/phone:${phone}`);
const bind = (phone: string, tenantId: string) =>
  world.firestore
    .doc(`senders/phone:${phone}`)
    .set({ senderId: 'diana', staffOf: null, boundTo: tenantId, since: new Date(), via: 'link' });

describe('R90: the same message again', () => {
  test.each([8, 29])('%i days later: no effect; what tells it is kept for thirty days', async (days) => {
    const first = text(ANA, 'María');
    await send(first);
    const before = (await world.documents('inbox')).map((entry) => inboxRecord.parse(entry));
    const keptMs = (before[0]?.expireAt.getTime() ?? 0) - world.now().getTime();
    expect(keptMs).toBeGreaterThan(29 * 86_400_000);
    world.advance(days * 86_400_000);
    await send(first, text(ANA, 'Rosa', { id: first.id }));
    expect((await world.documents('inbox')).map((entry) => inboxRecord.parse(entry))).toEqual(before);
    expect(await world.documents('tenants/cuscatlan/batches')).toMatchObject([{ customerName: 'María' }]);
    expect(await world.documents('outbox')).toHaveLength(1);
  });
});

describe('R1.3: only what somebody writes is looked through for a link code', () => {
  test('what somebody forwards is what they write: it binds who forwarded it', async () => {
    await send(text(DIANA, 'start_otro1234', { context: { frequently_forwarded: true } }));
    expect(await sender(DIANA)).toMatchObject({ boundTo: 'cuscatlan' });
  });

  test('what a message answers is not: neither at Meta nor at WAHA does a quoted code bind', async () => {
    const context = {
      from: '50370000901',
      id: 'start_otro1234',
      body: 'start_otro1234',
      quoted: { body: 'start_otro1234' },
    };
    await send(text(DIANA, 'Hola', { context }));
    expect(await world.documents('unrouted')).toMatchObject([{ lastText: 'Hola', reason: 'unknown-sender' }]);
    await world.firestore.doc(`numbers/waha:${WAHA.session}`).update({ mode: 'shared', tenantIds: [] });
    const chat = '50370000902@c.us';
    const replyTo = { id: 'true_x@c.us_3EB0', body: 'start_otro1234', _data: { body: 'start_otro1234' } };
    const payload = { id: `false_${chat}_3EB01`, timestamp: Math.floor(Date.now() / 1_000), from: chat, fromMe: false };
    const raw = JSON.stringify({
      ...{ id: 'evt_1', timestamp: Date.now(), event: 'message', session: WAHA.session },
      payload: { ...payload, body: 'Hola', replyTo },
    });
    const hmac = createHmac('sha512', WAHA.hmacKey).update(raw, 'utf8').digest('hex');
    const headers = { 'Content-Type': 'application/json', 'X-Webhook-Hmac': hmac };
    expect((await fetch(`${world.origin}/webhooks/waha`, { method: 'POST', headers, body: raw })).status).toBe(200);
    expect(await read('unrouted/phone:+50370000902')).toMatchObject({ lastText: 'Hola', reason: 'unknown-sender' });
    expect(await world.documents('senders')).toHaveLength(3); // staff
  });

  test('what an advertisement put into the text is; the advertisement itself is kept as it came, with or without its click', async () => {
    const referral = {
      source_type: 'ad',
      source_id: '1',
      source_url: 'https://fb.example/1',
      headline: 'start_otro1234',
    };
    await send(text(DIANA, 'Quiero cotizar', { referral }));
    expect(await world.documents('unrouted')).toMatchObject([{ lastText: 'Quiero cotizar' }]);
    await send(text(DIANA, 'start_otro1234 quiero cotizar', { referral: { ...referral, ctwa_clid: 'click' } }));
    expect(await sender(DIANA)).toMatchObject({ boundTo: 'cuscatlan' });
    const kept = (await world.documents('inbox')).map(({ raw }) => JSON.parse((raw as { json: string }).json) as Item);
    expect(kept.map((each) => (each.referral as Item).ctwa_clid ?? null).sort()).toEqual(['click', null]);
  });
});

describe('R32: who opens the chat without a word', () => {
  test('is welcomed then, and not again by the text that follows', async () => {
    await world.firestore.doc('tenants/izalco').update({ welcome: 'Bienvenida' });
    const own = { path: `/webhooks/meta/${OWN.accountId}`, secret: OWN.appSecret };
    const opened = text(DIANA, '', { type: 'request_welcome', text: undefined });
    await sendTo(OWN, { messages: [opened, text(DIANA, 'Hola')] }, own);
    await sendTo(OWN, { messages: [{ ...opened, id: 'wamid.again' }] }, own);
    expect((await world.documents('outbox')).map((entry) => entry.text)).toEqual(['Bienvenida']);
    expect(await world.documents('tenants/izalco/conversations')).toMatchObject([{ kind: 'contact', phone: DIANA }]);
  });
});

describe('R4: a name is shown, and says nothing of who somebody is', () => {
  const HOSTILE = [
    'Ana',
    ANA,
    'start_otro1234',
    '<img src=x onerror=alert(1)>',
    'https://x.example',
    '__proto__',
    '{"a":1}',
  ];

  test.each([...HOSTILE, '', '   ', 7, null, ['Ana']])('a stranger named %j is a stranger', async (name) => {
    await named(DIANA, name);
    expect(await world.documents('unrouted')).toMatchObject([{ id: `phone:${DIANA}`, reason: 'unknown-sender' }]);
    expect(await sender(DIANA)).toBeUndefined();
    expect(await world.documents('tenants/cuscatlan/conversations')).toEqual([]);
  });

  test('a contact who is named otherwise with every message is one contact, shown under the last name that was one', async () => {
    await bind(DIANA, 'cuscatlan');
    for (const name of [...HOSTILE, 'Diana', '', null]) await named(DIANA, name);
    expect(await world.documents('tenants/cuscatlan/conversations')).toMatchObject([
      { id: 'diana', kind: 'contact', profileName: 'Diana', unreadCount: HOSTILE.length + 3 },
    ]);
    expect(await world.documents('tenants/cuscatlan/batches')).toEqual([]);
  });

  test('direction overrides, halves of characters and a tower of marks harm no list', async () => {
    await bind(DIANA, 'cuscatlan');
    const tower = `e${'\u0301'.repeat(100)}`;
    await named(DIANA, `\u202eanaiD\u202c\u0000 \ud800\n${tower}`, `\u202e${tower}\u0000\udc00`);
    const [conversation] = await world.documents('tenants/cuscatlan/conversations');
    expect(conversation?.profileName).toBe(`anaiD \ufffd ${tower}`);
    expect(conversation?.lastText).toBe(`\u202e${tower}\ufffd`);
  });
});
