import { createHmac } from 'node:crypto';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CARLA, DIANA, WAHA } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

/* What differs between WAHA's engines, and what its retries bring late. */

let world: ProvidersWorld;
beforeEach(async () => {
  world = await ProvidersWorld.start(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

type Item = Record<string, unknown>;
const CHAT = '50370000900@c.us';
const seconds = () => Math.floor(Date.now() / 1_000);
let count = 0;
const payload = (over: Item): Item => {
  count += 1;
  return { id: `false_${CHAT}_3EB0${count}`, timestamp: seconds(), from: CHAT, fromMe: false, body: 'Hola', ...over };
};
const post = async (event: string, told: Item, over: Item = {}) => {
  const raw = JSON.stringify({
    id: 'evt_1',
    timestamp: Date.now(),
    event,
    session: WAHA.session,
    payload: told,
    ...over,
  });
  const answer = await fetch(`${world.origin}/webhooks/waha`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'X-Webhook-Hmac': createHmac('sha512', WAHA.hmacKey).update(raw, 'utf8').digest('hex'),
    },
    body: raw,
  });
  expect(answer.status).toBe(200);
};
const senders = async () => (await world.documents('inbox')).map((each) => each.alias);
const messages = async () => {
  const [conversation] = await world.documents('tenants/izalco/conversations');
  return world.documents(`tenants/izalco/conversations/${conversation?.id}/messages`);
};
const unprocessed = () => world.documents('unprocessed');

describe('R4: whoever writes, under whatever address', () => {
  test.each<[string, Item]>([
    ['with the server that engines use inside', { from: '50370000900@s.whatsapp.net' }],
    ['with the device', { from: '50370000900:12@c.us' }],
    [
      'hidden, NOWEB tells the phone',
      { from: '1:3@lid', _data: { key: { remoteJidAlt: '50370000900@s.whatsapp.net' } } },
    ],
    ['hidden, an older NOWEB', { from: '1@lid', _data: { key: { senderPn: '50370000900@s.whatsapp.net' } } }],
    ['hidden, GOWS tells the phone', { from: '1@lid', _data: { Info: { SenderAlt: '50370000900:4@s.whatsapp.net' } } }],
  ])('%s', async (_what, over) => {
    await post('message.any', payload(over));
    expect(await senders()).toEqual([`phone:${DIANA}`]);
  });

  const beside = { key: { remoteJidAlt: `${CARLA.slice(1)}@s.whatsapp.net` } };
  test.each<[string, () => Promise<unknown>]>([
    ['that comes with its phone', () => post('message.any', payload({ from: '1@lid', body: 'José', _data: beside }))],
    [
      'whose phone the server knows',
      () => world.simulator.control.deliver({ from: CARLA, to: WAHA.phone, text: 'José' }),
    ],
  ])('R54: a staff phone is staff under a hidden id too, %s', async (_what, say) => {
    await world.firestore
      .doc(`senders/phone:${CARLA}`)
      .update({ provenAccounts: [CARLA], aliases: [`phone:${CARLA}`] });
    world.simulator.control.addPerson({ phone: CARLA, name: 'Carla', usesLid: true });
    await say();
    expect(await world.documents('tenants/izalco/conversations')).toMatchObject([{ kind: 'intake' }]);
    const { provenAccounts } = (await world.firestore.doc(`senders/phone:${CARLA}`).get()).data() ?? {};
    expect(provenAccounts).toEqual([CARLA, expect.stringMatching(`^lid:${WAHA.session}:`)]);
  });
});

describe('messages', () => {
  test('a file that is told without hasMedia is taken', async () => {
    const media = { url: `${world.wahaBase}/api/files/a.jpg`, mimetype: 'image/jpeg; foo=bar' };
    await post('message', payload({ body: '', hasMedia: undefined, media }));
    expect(await messages()).toMatchObject([{ mediaCount: 1, kind: 'media' }]);
  });

  test.each<[string, Item]>([
    ['WEBJS', { type: 'sticker' }],
    ['NOWEB', { message: { stickerMessage: { mimetype: 'image/webp' } } }],
    ['GOWS', { Message: { stickerMessage: {} }, Info: { MediaType: 'sticker' } }],
  ])('a sticker from staff is no screenshot, as %s tells it', async (_engine, _data) => {
    const media = { url: `${world.wahaBase}/api/files/a.webp`, mimetype: 'image/webp' };
    await post('message', payload({ from: `${CARLA.slice(1)}@c.us`, body: '', hasMedia: true, media, _data }));
    expect(await world.documents('tenants/izalco/screenshots')).toEqual([]);
    expect(await messages()).toMatchObject([{ kind: 'sticker', mediaCount: 1 }]);
  });

  test('an id with half a character in it harms nothing', async () => {
    const media = { url: `${world.wahaBase}/api/files/a\ud800.jpg`, mimetype: 'image/jpeg' };
    await post('message', payload({ id: 'false_x_3EB0\ud800', body: 'Ana \ud800', hasMedia: true, media }));
    expect(await messages()).toMatchObject([{ text: 'Ana \ufffd', mediaCount: 1 }]);
  });

  const VCARD = 'BEGIN:VCARD\nFN:José\nTEL:+503 7000-0002\nEND:VCARD';
  test.each<[string, Item, string]>([
    ['a card', { body: VCARD, vCards: [VCARD] }, '👤 José +503 7000-0002'],
    [
      'a place, with its little map',
      { body: '/9j/4AAQSkZJRgABAQAAAQABAAD', location: { latitude: 13.69, longitude: -89.21 } },
      '📍 13.69, -89.21',
    ],
  ])('%s from staff names no customer, though an engine repeats it as text', async (_what, over, shown) => {
    await post('message', payload({ from: `${CARLA.slice(1)}@c.us`, ...over }));
    expect(await world.documents('tenants/izalco/batches')).toEqual([]);
    expect(await messages()).toMatchObject([{ text: shown }]);
  });

  test.each<[string, (original: string) => Item]>([
    ['with the message as it is now', (id) => ({ after: payload({ body: '' }), before: null, revokedMessageId: id })],
    [
      'with the message as it was',
      (id) => ({ after: null, before: payload({ id: `false_${CHAT}_${id}` }), revokedMessageId: id }),
    ],
  ])('a deletion, %s', async (_what, told) => {
    await post('message', payload({ id: `false_${CHAT}_3EBORIGINAL` }));
    await post('message.revoked', told('3EBORIGINAL'));
    expect((await messages()).find((each) => each.text === 'Hola')).toMatchObject({ deletedAt: expect.anything() });
    expect(await unprocessed()).toEqual([]);
  });

  test('what an engine replays hours later is taken in, and not answered', async () => {
    await world.firestore.doc(`numbers/waha:${WAHA.session}`).update({ mode: 'shared', tenantIds: [] });
    await post('message', payload({ timestamp: seconds() - 7_200 }));
    expect(await world.documents('unrouted')).toMatchObject([{ messageCount: 1 }]);
    expect(await world.documents('outbox')).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['milliseconds', Date.now()],
    ['a fraction', seconds() - 0.5],
    ['text', String(seconds())],
    ['nothing', undefined],
    ['before there was time', -5],
  ])('a time in %s is no later than now, and no earlier than a minute ago', async (_what, timestamp) => {
    await post('message', payload({ timestamp }));
    const [at = 0] = (await messages()).map((each) => (each.at as { toMillis(): number }).toMillis());
    expect(at).toBeLessThanOrEqual(Date.now());
    expect(at).toBeGreaterThan(Date.now() - 60_000);
  });
});

describe('R53: a session’s states come late and in any order', () => {
  const told = (status: string, timestamp: number) =>
    post('session.status', { name: WAHA.session, status }, { timestamp, me: { id: '15550120@c.us' } });
  const number = async () => (await world.firestore.doc(`numbers/waha:${WAHA.session}`).get()).data();

  test('a retry of what was before changes nothing', async () => {
    const at = Date.now();
    await told('WORKING', at);
    await told('SCAN_QR_CODE', at - 30_000);
    await told('STARTING', at - 40_000);
    expect(await number()).toMatchObject({ status: 'online', senderReason: null });
    await told('WORKING', at + 20);
    await told('FAILED', at + 10);
    expect(await number()).toMatchObject({ status: 'online', senderReason: null });
    await told('FAILED', at + 30);
    expect(await number()).toMatchObject({ status: 'offline', senderReason: 'FAILED' });
  });

  test('a time that is none counts as now', async () => {
    await told('WORKING', Date.now());
    await post('session.status', { name: WAHA.session, status: 'FAILED' }, { timestamp: 'x' });
    expect(await number()).toMatchObject({ status: 'offline' });
  });
});
