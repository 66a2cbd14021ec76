import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MessageOrder } from '../control/parse-order.ts';
import { ANA, BETO, PNG_BASE64 } from '../testing/start-world.ts';
import { eventOf, eventsOf, HMAC_KEY, KEY, PHONE, SESSION, startWahaWorld } from '../testing/waha-world.ts';
import { signEvent } from './deliver-event.ts';

let world: Awaited<ReturnType<typeof startWahaWorld>>;
beforeAll(async () => {
  world = await startWahaWorld();
});
beforeEach(async () => {
  world.control.clear();
  await world.receiver.forget();
  world.receiver.answerWith(() => ({ status: 204 }));
});
afterAll(() => world.stop());

const deliver = (order: Omit<MessageOrder, 'from' | 'to'> & { from?: string }) =>
  world.control.deliver({ from: ANA, to: PHONE, ...order });
const last = () => eventOf(world.receiver.received.at(-1));
const picture = [{ base64: PNG_BASE64, contentType: 'image/png', fileName: 'a.png' }];

test('signatures fit the vector of WAHA’s documentation', () => {
  expect(signEvent('my-secret-key', '{"event":"message","session":"default","engine":"WEBJS"}')).toBe(
    '208f8a55dde9e05519e898b10b89bf0d0b3b0fdf11fdbf09b6b90476301b98d8097c462b2b17a6ce93b6b47a136cf2e78a33a63f6752c2c1631777076153fa89',
  );
});

test('a message comes as an event, signed', async () => {
  const report = await deliver({ text: 'Pedido de Ana' });
  expect(report).toMatchObject({ status: 204, message: { state: 'accepted', provider: 'waha', number: PHONE } });
  const [webhook] = world.receiver.received;
  expect(webhook?.url).toBe('/webhooks/waha');
  expect(webhook?.headers).toMatchObject({
    'user-agent': expect.stringMatching(/^WAHA\//),
    'x-webhook-request-id': expect.any(String),
    'x-webhook-timestamp': expect.stringMatching(/^\d{13}$/),
    'x-webhook-hmac-algorithm': 'sha512',
    'x-webhook-hmac': signEvent(HMAC_KEY, webhook?.rawBody ?? ''),
  });
  const event = eventOf(webhook);
  expect(event).toMatchObject({
    id: expect.stringMatching(/^evt_[0-9a-hjkmnp-tv-z]{26}$/),
    event: 'message',
    session: SESSION,
    me: { id: '15550120@c.us', pushName: 'Casillero' },
    payload: {
      id: expect.stringMatching(/^false_50370000001@c\.us_3EB0[0-9A-F]{18}$/),
      from: '50370000001@c.us',
      fromMe: false,
      to: '15550120@c.us',
      body: 'Pedido de Ana',
      hasMedia: false,
      media: null,
      ack: 1,
    },
  });
  expect(Math.abs(event.timestamp - Number(event.payload.timestamp) * 1000)).toBeLessThan(2_000);
});

describe('what else people do', () => {
  test.each<{ why: string; order: Omit<MessageOrder, 'from' | 'to'>; event: string; payload: object }>([
    {
      why: 'an answer',
      order: { text: 'sí', replyTo: 'true_x@c.us_3EB0AA' },
      event: 'message',
      payload: { replyTo: { id: '3EB0AA' } },
    },
    {
      why: 'a place',
      order: { place: { latitude: 13.69, longitude: -89.21, label: 'Bodega' } },
      event: 'message',
      payload: { location: { latitude: '13.69', longitude: '-89.21', name: 'Bodega' } },
    },
    {
      why: 'a contact',
      order: { act: { kind: 'contacts', contacts: [{ name: 'Eva', phones: ['+50370000050'] }] } },
      event: 'message',
      payload: { vCards: [expect.stringContaining('FN:Eva\nTEL;type=CELL;waid=50370000050:+50370000050')] },
    },
    {
      why: 'a tapped choice',
      order: { act: { kind: 'button', id: '1', title: 'Sí' } },
      event: 'message',
      payload: { body: 'Sí' },
    },
    {
      why: 'a reaction',
      order: { act: { kind: 'reaction', messageId: 'true_x@c.us_3EB0AA', emoji: '👍' } },
      event: 'message.reaction',
      payload: { reaction: { text: '👍', messageId: 'true_x@c.us_3EB0AA' } },
    },
    {
      why: 'an edit',
      order: { text: 'nuevo', act: { kind: 'edit', messageId: 'false_x@c.us_3EB0AA' } },
      event: 'message.edited',
      payload: { body: 'nuevo', editedMessageId: '3EB0AA' },
    },
    {
      why: 'a deletion',
      order: { act: { kind: 'delete', messageId: 'false_x@c.us_3EB0AA' } },
      event: 'message.revoked',
      payload: { before: null, revokedMessageId: '3EB0AA' },
    },
    {
      why: 'a message made odd by hand',
      order: { text: 'x', raw: { body: null, timestamp: 0 } },
      event: 'message',
      payload: { timestamp: 0 },
    },
  ])('$why', async ({ order, event, payload }) => {
    await deliver(order);
    expect(last()).toMatchObject({ event, payload });
  });

  test('what WAHA cannot pass on is refused', async () => {
    await expect(deliver({ act: { kind: 'welcome' } })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test.each([
    { where: 'group', from: '120363000000000001@g.us', participant: '50370000001@c.us' },
    { where: 'status', from: 'status@broadcast', participant: '50370000001@c.us' },
    { where: 'channel', from: '120363000000000002@newsletter', participant: null },
  ] as const)('in a $where', async ({ where, from, participant }) => {
    await world.control.waha.writeElsewhere({ session: SESSION, from: ANA, where, text: 'x' });
    expect(last().payload).toMatchObject({ from, participant });
  });
});

describe('hidden ids', () => {
  test.each([
    { person: { usesLid: true }, pn: '50370000060@c.us' },
    { person: { hidesPhone: true }, pn: null },
  ])('$person: looked up to $pn', async ({ person, pn }) => {
    world.control.addPerson({ phone: '+50370000060', name: 'Flor', lid: '123450000000001@lid', ...person });
    await deliver({ from: '+50370000060', text: 'hola' });
    expect(last().payload).toMatchObject({ from: '123450000000001@lid' });
    const { json } = await world.ask('GET', `/api/${SESSION}/lids/123450000000001@lid`);
    expect(json).toEqual({ lid: '123450000000001@lid', pn });
    await world.sendText('123450000000001@lid', 'Hola');
    expect(await world.control.waitFor({ person: '+50370000060', author: 'business' })).toHaveLength(1);
  });

  test('and the other way', async () => {
    const { json } = await world.ask('GET', `/api/${SESSION}/lids/pn/50370000001`);
    expect(json).toMatchObject({ lid: expect.stringMatching(/^\d{15}@lid$/), pn: '50370000001@c.us' });
  });
});

describe('media', () => {
  const get = (url: string, key: string | null = KEY) =>
    fetch(url, { headers: key === null ? {} : { 'X-Api-Key': key } });

  test('is there for 180 s, with the key only', async () => {
    await deliver({ text: 'Ana', media: picture });
    const { payload } = last();
    expect(payload).toMatchObject({
      body: 'Ana',
      hasMedia: true,
      media: { mimetype: 'image/png', filename: 'a.png', error: null },
    });
    const url = payload.media?.url ?? '';
    expect(url.startsWith(`${world.simulator.wahaUrl}/api/files/`)).toBe(true);
    expect((await get(url, null)).status).toBe(401);
    expect(world.control.journal().violations).toMatchObject([{ code: 'media-without-credentials' }]);
    expect(Buffer.from(await (await get(url)).arrayBuffer())).toEqual(Buffer.from(PNG_BASE64, 'base64'));
    world.control.advanceClock({ ms: 180_000 });
    expect((await get(url)).status).toBe(404);
  });

  test('is fetched again from the phone when asked for', async () => {
    await deliver({ media: picture });
    world.control.advanceClock({ ms: 180_000 });
    const { json } = await world.ask('GET', `/api/${SESSION}/chats/50370000001@c.us/messages?downloadMedia=true`);
    const [message] = json as unknown as { media: { url: string } }[];
    expect((await get(message?.media.url ?? '')).status).toBe(200);
  });

  test.each([
    { fault: { kind: 'expired' }, statuses: [404, 404] },
    { fault: { kind: 'not-yet', tries: 1 }, statuses: [404, 200] },
  ] as const)('fault $fault.kind: $statuses', async ({ fault, statuses }) => {
    await deliver({ media: picture, faults: { media: fault } });
    const url = last().payload.media?.url ?? '';
    expect([(await get(url)).status, (await get(url)).status]).toEqual(statuses);
  });
});

describe('retries', () => {
  test('every answer but 2xx is tried again after 2 s, under the same ids', async () => {
    world.receiver.answerWith((_received, index) => ({ status: [404, 500, 204][index] ?? 500 }));
    expect(await deliver({ text: 'hola' })).toMatchObject({ status: 404, message: { state: 'refused' } });
    for (const count of [2, 3]) {
      world.control.advanceClock({ ms: 2_000 });
      await world.receiver.untilReceived(count);
    }
    await world.control.waitFor({ person: ANA, state: 'accepted' });
    const ids = world.receiver.received.map((webhook) => [
      webhook.headers['x-webhook-request-id'],
      eventOf(webhook).id,
    ]);
    expect(new Set(ids.map(String)).size).toBe(1);
  });

  test.each([
    { retries: { policy: 'linear', delaySeconds: 3, attempts: 2 }, waits: [3_000, 6_000] },
    { retries: { policy: 'constant', delaySeconds: 5, attempts: 2 }, waits: [5_000, 5_000] },
    { retries: { policy: 'exponential', delaySeconds: 1, attempts: 2 }, waits: [2_400, 4_800] },
    { retries: { attempts: 2 }, retryAfter: '30', waits: [30_000, 30_000] },
  ] as const)('after waits of $waits', async ({ retries, waits, ...more }) => {
    const retryAfter = 'retryAfter' in more ? more.retryAfter : undefined;
    world.receiver.answerWith(() => ({ status: 503, ...(retryAfter && { headers: { 'Retry-After': retryAfter } }) }));
    const webhooks = [{ url: `${world.receiver.url}/own`, events: ['message'], retries }];
    await world.ask('PUT', `/api/sessions/${SESSION}`, { config: { webhooks } });
    world.control.waha.start(SESSION);
    world.control.advanceClock({ ms: 1_000 });
    world.control.setClockFrozen(true);
    await deliver({ text: 'hola' });
    const own = () => world.receiver.received.filter(({ url }) => url === '/own').length;
    for (const [index, ms] of waits.entries()) {
      world.control.advanceClock({ ms });
      while (own() < index + 2) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(own()).toBe(3);
    world.control.setClockFrozen(false);
  });

  test('fifteen times, and then never', async () => {
    world.receiver.answerWith(() => ({ status: 500 }));
    const { message } = await deliver({ text: 'hola' });
    // By its id: requests of the test before may still be on their way.
    const told = () => world.receiver.received.filter((webhook) => eventOf(webhook).payload.id === message.id).length;
    world.control.advanceClock({ ms: 3_600_000 });
    while (told() < 16) await new Promise((resolve) => setImmediate(resolve));
    const { json } = await world.ask('GET', `/api/${SESSION}/chats/50370000001@c.us/messages`);
    expect(json).toMatchObject([{ body: 'hola' }]);
    world.control.advanceClock({ ms: 3_600_000 });
    await deliver({ text: 'otra' });
    expect(told()).toBe(16);
  });
});

test('copies, and signatures that do not fit', async () => {
  await deliver({ text: 'x', faults: { delivery: { copies: 2, spacing: 'at-once', signature: 'wrong' } } });
  expect(world.receiver.received).toHaveLength(2);
  const [webhook] = world.receiver.received;
  expect(webhook?.headers['x-webhook-hmac']).toMatch(/^[0-9a-f]{128}$/);
  expect(webhook?.headers['x-webhook-hmac']).not.toBe(signEvent(HMAC_KEY, webhook?.rawBody ?? ''));
  await deliver({ text: 'x', faults: { delivery: { signature: 'missing' } } });
  expect(world.receiver.received.at(-1)?.headers).not.toHaveProperty('x-webhook-hmac');
});

test('what comes while the session is away is told when it is back, with its old time', async () => {
  world.control.waha.stop(SESSION);
  expect(await deliver({ from: BETO, text: 'tarde' })).toMatchObject({ status: null, message: { state: 'refused' } });
  world.control.advanceClock({ ms: 3_600_000 });
  world.control.waha.start(SESSION);
  await world.control.waitFor({ person: BETO, state: 'accepted' });
  const [event] = eventsOf(world.receiver.received, 'message');
  expect(event?.timestamp).toBeGreaterThan(Number(event?.payload.timestamp) * 1000 + 3_500_000);
});
