import { createHmac } from 'node:crypto';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANA, DIANA, PLATFORM } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

/* What Meta, or whoever has the secret, may send besides what its pages show: nothing of it may cost a neighbour (R93). */

let world: ProvidersWorld;
beforeEach(async () => {
  world = await ProvidersWorld.start(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

type Item = Record<string, unknown>;
let count = 0;
const text = (body: string, over: Item = {}): Item => {
  count += 1;
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return { from: ANA.slice(1), id: `wamid.${count}`, timestamp, type: 'text', text: { body }, ...over };
};
const change = (value: Item, phoneNumberId: unknown = PLATFORM.phoneNumberId): Item => ({
  field: 'messages',
  value: { metadata: { phone_number_id: phoneNumberId }, ...value },
});
const envelope = (...changes: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: PLATFORM.wabaId, changes }],
});
const send = (...messages: unknown[]) => world.post(envelope(change({ messages })));
const stored = () => world.documents('tenants/cuscatlan/conversations/ana/messages');
const conversation = async (who: string) =>
  (await world.firestore.doc(`tenants/cuscatlan/conversations/${who}`).get()).data();
const outbox = () => world.documents('outbox');

describe('one bad change harms no other, and is kept', () => {
  test.each<[string, unknown]>([
    ['a number id with slashes', change({ messages: [text('x')] }, 'a/b')],
    ['a number id that leads elsewhere', change({ messages: [text('x')] }, '../../senders/x')],
    ['a number id longer than a document’s id', change({ messages: [text('x')] }, '7'.repeat(2_000))],
    ['a number id that Firestore keeps for itself', change({ messages: [text('x')] }, '__x__')],
    ['a value that is a list', { field: 'messages', value: [text('x')] }],
    ['a value that is a text', { field: 'messages', value: 'x' }],
    ['a change without a field', { value: { messages: [text('x')] } }],
    ['a change that is a list', [text('x')]],
  ])('%s', async (_what, bad) => {
    expect((await world.post(envelope(bad, change({ messages: [text('Ana')] })))).status).toBe(200);
    expect(await stored()).toMatchObject([{ text: 'Ana' }]);
    expect(await world.documents('unprocessed')).toMatchObject([{ reason: { code: 'unreadable' } }]);
  });

  test('an account id that is no document’s id', async () => {
    const capability = { field: 'business_capability_update', value: { max_phone_numbers_per_business: 2 } };
    const entry = (id: string, ...changes: unknown[]) => ({ id, changes });
    const entries = [entry('a/b', capability), entry(PLATFORM.wabaId, change({ messages: [text('Ana')] }))];
    expect((await world.post({ object: 'whatsapp_business_account', entry: entries })).status).toBe(200);
    expect(await stored()).toMatchObject([{ text: 'Ana' }]);
    expect(await world.documents('unprocessed')).toHaveLength(1);
  });

  test('an edit of an edit of an edit, 20,000 deep', async () => {
    const level = '{"type":"edit","edit":{"original_message_id":"w","message":';
    const deep = `${level.repeat(20_000)}{}${'}}'.repeat(20_000)}`;
    const raw = JSON.stringify(envelope(change({ messages: ['DEEP', text('Ana')] }))).replace(
      '"DEEP"',
      deep.replace('{', '{"id":"wamid.deep","from":"50370000001",'),
    );
    expect((await world.post(raw)).status).toBe(200);
    expect((await stored()).map((each) => each.text)).toContain('Ana');
  });
});

describe('the same id twice', () => {
  test('in one payload, even with another content: the first one counts', async () => {
    const one = text('Ana');
    expect((await send(one, one, { ...one, text: { body: 'Berta' } })).status).toBe(200);
    expect(await stored()).toMatchObject([{ text: 'Ana' }]);
  });
  test('ids that differ in case or by a slash are two messages', async () => {
    const ids = ['wamid.AB/C+d==', 'wamid.ab/c+d==', 'wamid.AB_C+d=='];
    await send(...ids.map((id) => text(id, { id })));
    expect((await stored()).map((each) => each.providerMessageId).sort()).toEqual(ids.sort());
  });
  test('messages, statuses and errors in one value: each is taken', async () => {
    const value = {
      messages: [text('Ana')],
      statuses: [{ id: 'wamid.OUT', status: 'sent', timestamp: '1' }],
      errors: [{ code: 131000, title: 'Something went wrong', error_data: { details: 'Try later.' } }],
      user_actions: [{ action_type: 'marketing_messages_link_click' }],
    };
    expect((await world.post(envelope(change(value)))).status).toBe(200);
    expect(await stored()).toHaveLength(1);
    expect(world.statuses).toHaveLength(1);
    expect(world.logged.find(({ event }) => event === 'provider-problem')?.details).toMatchObject({
      code: '131000',
      message: 'Try later.',
    });
  });
});

describe('what says nothing is answered by nothing', () => {
  const odd: [string, Item][] = [
    [
      'an edit whose content is not delivered',
      { type: 'unsupported', unsupported: { type: 'edit' }, errors: [{ code: 131051 }] },
    ],
    ['the opening of the chat', { type: 'request_welcome', text: undefined }],
  ];
  test.each(odd)('%s, from staff: kept, no reply', async (_what, over) => {
    await send(text('', over));
    expect(await stored()).toHaveLength(1);
    expect(await outbox()).toEqual([]);
  });

  test('an edit whose content is not delivered is no news: neither unread nor the last text', async () => {
    const from = DIANA.slice(1);
    const fields = { senderId: 'diana', staffOf: null, boundTo: 'cuscatlan', since: new Date(), via: 'link' };
    await world.firestore.doc(`senders/phone:${DIANA}`).set(fields);
    await send(text('Hola', { from }), text('', { from, ...odd[0]?.[1] }));
    expect(await conversation('diana')).toMatchObject({ lastText: 'Hola', unreadCount: 1 });
  });

  test.each(['user_identity_changed', 'customer_identity_changed'])('%s moves nobody', async (type) => {
    const system = { type, identity: 'x', wa_id: '50370000777', body: 'Ana’s security code changed' };
    await send(text('', { type: 'system', system }));
    expect(world.aliasChanges).toEqual([]);
    expect(await stored()).toEqual([]);
  });
});

test('a user id with half a character in it is a sender like any other', async () => {
  expect((await send(text('Hola', { from: '', from_user_id: 'SV.\ud800' }))).status).toBe(200);
  expect(await world.documents('unrouted')).toMatchObject([{ id: `bsuid:${PLATFORM.portfolioId}:SV.\ufffd` }]);
});

test('a short code is a sender like any other: in the unrouted list', async () => {
  expect((await send(text('Su código es 1', { from: '40404' }))).status).toBe(200);
  expect(await world.documents('unrouted')).toMatchObject([{ id: 'phone:+40404', display: '+40404' }]);
});

describe('the request itself', () => {
  const good = () => envelope(change({ messages: [text('Ana')] }));
  test('a content type with a charset', async () => {
    const headers = { 'Content-Type': 'Application/JSON; charset=UTF-8' };
    expect((await world.post(good(), { headers })).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });
  test.each(['HEAD', 'OPTIONS', 'PUT', 'DELETE'])('%s ▶ 405', async (method) => {
    expect((await fetch(`${world.origin}/webhooks/meta`, { method })).status).toBe(405);
  });
  test('an empty body, signed as such: kept, 200; unsigned: 401', async () => {
    expect((await world.post('')).status).toBe(200);
    expect((await world.post('', { secret: 'x' })).status).toBe(401);
  });
  test('bytes that are no UTF-8: the message is there, what cannot be read is marked', async () => {
    const [before, after] = JSON.stringify(envelope(change({ messages: [text('Mar?a')] }))).split('?');
    const raw = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xed]), Buffer.from(after ?? '')]);
    const signature = createHmac('sha256', PLATFORM.appSecret).update(raw).digest('hex');
    const answer = await fetch(`${world.origin}/webhooks/meta`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': `sha256=${signature}` },
      body: raw,
    });
    expect(answer.status).toBe(200);
    expect(await stored()).toMatchObject([{ text: 'Mar\ufffda' }]);
  });
});

test.each([
  '__x__',
  '__x__/',
  '..',
  'a%2Fb',
  'x'.repeat(65),
])('an account named %s is none, signed or not', async (name) => {
  const address = `${world.origin}/webhooks/meta/${name}`;
  for (const method of ['GET', 'POST'])
    expect([403, 404, 405, 415]).toContain((await fetch(address, { method })).status);
});
