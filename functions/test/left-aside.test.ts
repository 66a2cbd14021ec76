import { createHmac } from 'node:crypto';
import { inboxRecord } from '@casillero/domain/records/routing-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { receivedByWaha } from '../src/provider/waha/list-received.ts';
import type { ReadOrder } from '../src/usecases/work-off/extract-order.ts';
import { ANA, DIANA, OWN, PLATFORM, WAHA } from './provider-accounts.ts';
import { startWorld } from './start-world.ts';
import { untilNoon } from './until-noon.ts';
import { ACCOUNT, SHARED, type World } from './world.ts';
import { ProvidersWorld } from './world-providers.ts';

/** R3: what is not served leaves a trace, and nothing of what it says. */

const reader: ReadOrder = async () => ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 });

type Item = Record<string, unknown>;
type Documents = { documents(collection: string): Promise<Item[]> };

/** What the inbox holds of things left aside, and that nothing else was written. */
async function leftAside(world: Documents) {
  const entries = (await world.documents('inbox')).map((each) => inboxRecord.parse(each));
  for (const collection of ['unrouted', 'unprocessed', 'outbox']) expect(await world.documents(collection)).toEqual([]);
  expect(JSON.stringify(entries)).not.toContain('Privado');
  return entries.map(({ providerMessageId, alias, raw, outcomes, ignored }) => {
    expect({ alias, raw, outcomes }).toEqual({ alias: null, raw: {}, outcomes: [] });
    return { id: providerMessageId, why: ignored?.why, kind: ignored?.kind };
  });
}

describe('WAHA', () => {
  let world: ProvidersWorld;
  beforeEach(async () => {
    world = await ProvidersWorld.start(reader);
  });
  afterEach(() => world.stop());

  const CHAT = '50370000900@c.us';
  const GROUP = '120363000000000001@g.us';
  const event = (payload: Item, name = 'message.any') => ({
    event: name,
    session: WAHA.session,
    payload: {
      id: `false_${CHAT}_3EB01`,
      timestamp: 1_785_000_000,
      from: CHAT,
      fromMe: false,
      body: 'Privado',
      ...payload,
    },
  });
  const post = (body: unknown) => {
    const raw = JSON.stringify(body);
    const hmac = createHmac('sha512', WAHA.hmacKey).update(raw, 'utf8').digest('hex');
    const headers = {
      'Content-Type': 'application/json',
      'X-Webhook-Hmac': hmac,
      'X-Webhook-Hmac-Algorithm': 'sha512',
    };
    return fetch(`${world.origin}/webhooks/waha`, { method: 'POST', headers, body: raw });
  };
  const inGroup = { id: `false_${GROUP}_3EB01_${CHAT}`, from: GROUP, participant: CHAT };
  const own = { id: `true_${CHAT}_3EB01`, fromMe: true, from: '15550120@c.us', to: CHAT };

  test.each<[string, Item, Item]>([
    ['a group', event(inGroup), { id: '3EB01', why: 'group', kind: 'message.any' }],
    ['a picture in a group', event({ ...inGroup, hasMedia: true }), { why: 'group', kind: 'message.any:media' }],
    [
      'a reaction in a group',
      event({ ...inGroup, reaction: { text: 'x', messageId: 'y' } }, 'message.reaction'),
      { id: '3EB01:message.reaction:1785000000000', why: 'group', kind: 'message.reaction' },
    ],
    [
      'a group that our phone writes in',
      event({ ...inGroup, id: `true_${GROUP}_3EB01`, fromMe: true, source: 'app' }),
      { id: '3EB01', why: 'group' },
    ],
    ['a channel', event({ id: 'false_1@newsletter_3EB01', from: '1@newsletter' }), { id: '3EB01', why: 'channel' }],
    [
      'a story',
      event({ id: `false_status@broadcast_3EB01_${CHAT}`, from: 'status@broadcast' }),
      { id: '3EB01', why: 'broadcast' },
    ],
    ['what we sent through the API', event({ ...own, source: 'api' }), { id: '3EB01', why: 'own-echo' }],
    ['an echo that does not say from where', event(own), { id: '3EB01', why: 'own-echo' }],
    ['an edit on our phone', event({ ...own, source: 'app' }, 'message.edited'), { why: 'own-echo' }],
    ['typed to somebody unknown', event({ ...own, source: 'app' }), { id: '3EB01', why: 'echo-of-nobody' }],
    [
      'an album that is announced',
      event({ body: '', _data: { type: 'album' } }),
      { id: '3EB01:waiting', why: 'waiting' },
    ],
    ['not decrypted yet', event({ body: '' }, 'message.waiting'), { id: '3EB01:waiting', why: 'waiting' }],
  ])('%s: recorded once, however often it comes', async (_what, body, expected) => {
    for (let i = 0; i < 3; i++) expect((await post(body)).status).toBe(200);
    expect(await leftAside(world)).toMatchObject([expected]);
    expect(await world.documents('tenants/izalco/conversations')).toEqual([]);
  });

  test('a group told under two events is one', async () => {
    await Promise.all([post(event(inGroup)), post(event(inGroup, 'message'))]);
    expect(await leftAside(world)).toHaveLength(1);
  });

  test('what was announced comes, and is taken in', async () => {
    await post(event({ body: '', _data: { messageStubType: 2 } }));
    await post(event({}));
    expect((await world.documents('inbox')).map(({ providerMessageId }) => providerMessageId).sort()).toEqual([
      '3EB01',
      '3EB01:waiting',
    ]);
    expect(await world.documents('tenants/izalco/conversations')).toMatchObject([{ lastText: 'Privado' }]);
  });

  test('the phone’s groups are not looked through for what no webhook brought', async () => {
    world.simulator.control.addPerson({ phone: DIANA, name: 'Diana' });
    await world.simulator.control.waha.writeElsewhere({
      session: WAHA.session,
      from: DIANA,
      where: 'group',
      text: 'Privado',
    });
    const access = () => ({ base: `${world.simulator.url}/waha`, apiKey: WAHA.apiKey });
    const source = receivedByWaha(access, WAHA.session, async () => null);
    expect(await source.list(new Date(Date.now() - 60_000), new Date(Date.now() + 60_000))).toEqual([]);
    const asked = world.simulator.control.journal().apiCalls.map(({ url }) => url);
    expect(asked.filter((url) => url.includes(encodeURIComponent(GROUP)))).toEqual([]);
  });

  describe('R30: typed on the session’s phone', () => {
    const conversation = async () => (await world.documents('tenants/izalco/conversations'))[0] ?? {};
    const messages = async () => {
      const all = await world.documents(`tenants/izalco/conversations/${(await conversation()).id}/messages`);
      return all.filter(({ direction }) => direction === 'out');
    };
    const type = (text: string) => world.simulator.control.waha.typeOnPhone({ session: WAHA.session, to: DIANA, text });

    test('it is in the contact’s conversation, with its states, and answers whoever waited', async () => {
      await world.simulator.control.deliver({ from: DIANA, to: WAHA.phone, text: '¿Ya llegó?' });
      expect(await conversation()).toMatchObject({ unreadCount: 1, waitingSince: expect.anything() });
      await type('Sí, mañana');
      expect(await messages()).toMatchObject([
        {
          text: 'Sí, mañana',
          by: { kind: 'phone' },
          state: 'read',
          failure: null,
          mediaCount: 0,
          providerMessageId: expect.any(String),
        },
      ]);
      expect(await conversation()).toMatchObject({ unreadCount: 0, waitingSince: null, awaitsWelcome: false });
      expect(await world.documents('outbox')).toEqual([]);
      const entries = (await world.documents('inbox')).map((each) => inboxRecord.parse(each));
      expect(entries.find(({ outcomes }) => outcomes[0]?.outcome === 'written-on-phone')).toMatchObject({
        alias: `phone:${DIANA}`,
        outcomes: [{ tenantId: 'izalco', via: 'dedicated' }],
      });
    });

    test('three times the same echo is one message', async () => {
      await world.simulator.control.deliver({ from: DIANA, to: WAHA.phone, text: 'Hola' });
      const echo = event({ ...own, source: 'app', body: 'Buenas', timestamp: Math.floor(Date.now() / 1_000) });
      await Promise.all([post(echo), post(echo), post(echo)]);
      expect(await messages()).toHaveLength(1);
    });

    test('one that comes late changes nothing of what came after it', async () => {
      await world.simulator.control.deliver({ from: DIANA, to: WAHA.phone, text: 'Hola' });
      await post(event({ ...own, source: 'app', body: 'Ayer', timestamp: Math.floor(Date.now() / 1_000) - 86_400 }));
      expect(await messages()).toMatchObject([{ text: 'Ayer' }]);
      expect(await conversation()).toMatchObject({ lastText: 'Hola', lastDirection: 'in', unreadCount: 1 });
    });

    test('to somebody whose phone is hidden', async () => {
      world.simulator.control.addPerson({ phone: DIANA, name: 'Diana', usesLid: true });
      await world.simulator.control.deliver({ from: DIANA, to: WAHA.phone, text: 'Hola' });
      const { address } = await conversation();
      await post(event({ ...own, id: `true_${address}_3EB02`, to: address, source: 'app', body: 'Buenas' }));
      expect(await messages()).toMatchObject([{ text: 'Buenas' }]);
    });

    test('a suspended importer’s conversation gets nothing', async () => {
      await world.simulator.control.deliver({ from: DIANA, to: WAHA.phone, text: 'Hola' });
      await world.firestore.doc('tenants/izalco').update({ status: 'suspended' });
      await type('Sí');
      expect(await messages()).toEqual([]);
    });
  });
});

describe('Meta', () => {
  let world: ProvidersWorld;
  beforeEach(async () => {
    world = await ProvidersWorld.start(reader);
  });
  afterEach(() => world.stop());

  const value = (parts: Item, { phoneNumberId } = PLATFORM) => ({
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: phoneNumberId },
    ...parts,
  });
  const body = (field: string, parts: Item) => ({
    object: 'whatsapp_business_account',
    entry: [{ id: PLATFORM.wabaId, changes: [{ field, value: parts }] }],
  });
  const written = (over: Item = {}) => ({
    id: 'wamid.1',
    timestamp: String(Math.floor(Date.now() / 1_000)),
    type: 'text',
    text: { body: 'Privado' },
    ...over,
  });
  const echo = (over: Item = {}) => written({ from: PLATFORM.phone.slice(1), to: DIANA.slice(1), ...over });

  test.each<[string, Item, Item]>([
    [
      'a group',
      body('messages', value({ messages: [written({ from: DIANA.slice(1), group_id: 'g1' })] })),
      { id: 'wamid.1', why: 'group', kind: 'text' },
    ],
    [
      'typed in the app to somebody unknown',
      body('smb_message_echoes', value({ message_echoes: [echo()] })),
      { id: 'wamid.1', why: 'echo-of-nobody' },
    ],
    [
      'a deletion in the app',
      body(
        'smb_message_echoes',
        value({ message_echoes: [echo({ type: 'revoke', revoke: { original_message_id: 'wamid.0' } })] }),
      ),
      { id: 'wamid.1', why: 'own-echo', kind: 'revoke' },
    ],
    [
      'an echo to nobody at all',
      body('smb_message_echoes', value({ message_echoes: [echo({ to: '' })] })),
      { id: 'wamid.1', why: 'own-echo' },
    ],
    [
      'the time before',
      body('history', value({ history: [{ threads: [written()] }] })),
      { id: expect.stringMatching(/^change:history:[0-9a-f]{32}$/), why: 'history' },
    ],
    [
      'the phone’s address book',
      body('smb_app_state_sync', value({ state_sync: [{ contact: 'Privado' }] })),
      { why: 'state-sync' },
    ],
    ['a call', body('calls', value({ calls: [{ from: 'Privado' }] })), { why: 'unused', kind: 'calls' }],
    ['a template’s state', body('message_template_status_update', { event: 'APPROVED' }), { why: 'unused' }],
    [
      'a state that nobody knows',
      body('messages', value({ statuses: [{ id: 'wamid.9', status: 'warning', timestamp: '1' }] })),
      { id: 'status:wamid.9:warning', why: 'status', kind: 'status:warning' },
    ],
    [
      'a problem of the number',
      body('messages', value({ errors: [{ code: 131000, title: 'Privado' }] })),
      { id: expect.stringMatching(/^problem:131000:\d{4}-\d\d-\d\d$/), why: 'problem', kind: 'error:131000' },
    ],
  ])('%s: recorded once, however often it comes', async (_what, payload, expected) => {
    world.advance(untilNoon(world.now()));
    for (let i = 0; i < 3; i++) expect((await world.post(payload)).status).toBe(200);
    expect(await leftAside(world)).toMatchObject([expected]);
  });

  test.each<[string, Item]>([
    ['an echo without an id', body('smb_message_echoes', value({ message_echoes: [echo({ id: undefined })] }))],
    ['an echo that is no object', body('smb_message_echoes', value({ message_echoes: [7] }))],
    ['a status of nothing', body('messages', value({ statuses: [{ status: 'read' }] }))],
  ])('%s: kept for a person to look at', async (_what, payload) => {
    expect((await world.post(payload)).status).toBe(200);
    expect(await world.documents('unprocessed')).toHaveLength(1);
    expect(await world.documents('inbox')).toEqual([]);
  });

  test('R30: what a person writes in the app is in the contact’s conversation, once', async () => {
    const sender = { senderId: 'diana', staffOf: null, boundTo: 'cuscatlan', since: new Date(), via: 'link' };
    await world.firestore.doc(`senders/phone:${DIANA}`).set(sender);
    await world.simulator.control.deliver({ from: DIANA, to: PLATFORM.phone, text: 'Hola' });
    const picture = echo({
      type: 'image',
      text: undefined,
      image: { id: '9', mime_type: 'image/jpeg', caption: 'Factura' },
    });
    for (let i = 0; i < 2; i++)
      expect((await world.post(body('smb_message_echoes', value({ message_echoes: [picture] })))).status).toBe(200);
    const all = await world.documents('tenants/cuscatlan/conversations/diana/messages');
    expect(all.filter(({ direction }) => direction === 'out')).toMatchObject([
      { text: 'Factura', mediaCount: 1, kind: 'image', state: 'sent', providerMessageId: 'wamid.1' },
    ]);
    expect(await world.documents('tenants/cuscatlan/conversations')).toMatchObject([
      { lastText: 'Factura', lastDirection: 'out', unreadCount: 0, waitingSince: null },
    ]);
  });

  test('R51: a tenant’s own app writes nothing into another tenant’s conversation', async () => {
    await world.simulator.control.deliver({ from: ANA, to: PLATFORM.phone, text: 'María' });
    await world.firestore.doc(`numbers/meta:${OWN.phoneNumberId}`).update({ mode: 'shared', tenantIds: [] });
    const forged = {
      object: 'whatsapp_business_account',
      entry: [
        {
          id: OWN.wabaId,
          changes: [
            { field: 'smb_message_echoes', value: value({ message_echoes: [echo({ to: ANA.slice(1) })] }, OWN) },
          ],
        },
      ],
    };
    const path = `/webhooks/meta/${OWN.accountId}`;
    expect((await world.post(forged, { path, secret: OWN.appSecret })).status).toBe(200);
    const all = await world.documents('tenants/cuscatlan/conversations/ana/messages');
    expect(all.map(({ text }) => text)).toEqual(['María']);
  });
});

describe('Twilio', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(reader);
  });
  afterEach(() => world.stop());

  const tell = (status: string) =>
    world.simulator.control.tellStatus({
      sid: `SM${'7'.repeat(32)}`,
      number: SHARED,
      person: ANA,
      status,
      callbackUrl: world.webhookUrl,
    });

  test('a state that nobody knows is recorded once; what says no more than the send’s own answer is not', async () => {
    for (const status of ['queued', 'sending', 'accepted', 'scheduled', 'teleported', 'teleported']) await tell(status);
    expect(await leftAside(world)).toEqual([
      { id: `SM${'7'.repeat(32)}:status:teleported`, why: 'status', kind: 'status:teleported' },
    ]);
    expect(await world.documents('inbox')).toMatchObject([{ account: ACCOUNT.sid, number: `twilio:${SHARED}` }]);
  });
});
