import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ANA, PNG_BASE64 } from '../testing/start-world.ts';
import { EVENTS, eventsOf, KEY, PHONE, SESSION, startWahaWorld } from '../testing/waha-world.ts';
import type { WahaEngine } from './account.ts';

const ANAS_CHAT = '50370000001@c.us';
let world: Awaited<ReturnType<typeof startWahaWorld>>;
beforeAll(async () => {
  world = await startWahaWorld({ globalWebhook: { events: [...EVENTS, 'message.any'], hmac: { key: 'k' } } });
});
beforeEach(async () => {
  world.control.clear();
  await world.receiver.forget();
});
afterAll(() => world.stop());

const statusOf = (name: string) => world.control.waha.sessions().find((session) => session.name === name)?.status;
/** Resolves when the session has this status. */
function untilStatus(name: string, status: string): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (statusOf(name) !== status) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = world.control.subscribe(check);
    check();
  });
}

/** Resolves when this holds. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

describe('sessions', () => {
  test('are made, paired by a code, stopped, logged out and deleted', async () => {
    const config = {
      webhooks: [{ url: `${world.receiver.url}/own`, events: ['session.status'], hmac: { key: 'own' } }],
    };
    const made = await world.ask('POST', '/api/sessions', { name: 'izalco', start: true, config });
    expect(made).toMatchObject({ status: 201, json: { name: 'izalco', status: 'STARTING', me: null } });
    await untilStatus('izalco', 'SCAN_QR_CODE');
    const qr = await fetch(`${world.simulator.wahaUrl}/api/izalco/auth/qr`, { headers: { 'X-Api-Key': KEY } });
    expect(qr.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await qr.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    const first = await world.ask('GET', '/api/izalco/auth/qr?format=raw');
    world.control.advanceClock({ ms: 60_000 });
    expect((await world.ask('GET', '/api/izalco/auth/qr?format=raw')).json).not.toEqual(first.json);

    world.control.waha.scan('izalco');
    expect(await world.ask('GET', '/api/sessions/izalco')).toMatchObject({
      status: 200,
      json: { status: 'WORKING', me: { id: '15550170@c.us', pushName: 'izalco' } },
    });
    expect((await world.ask('GET', '/api/izalco/auth/qr')).status).toBe(422);
    expect(await world.control.deliver({ from: ANA, to: 'izalco', text: 'x' })).toMatchObject({
      message: { number: '+15550170' },
    });

    await world.ask('POST', '/api/sessions/izalco/stop');
    expect((await world.ask('GET', '/api/sessions')).json).toMatchObject([{ name: SESSION }]);
    expect((await world.ask('GET', '/api/sessions?all=true')).json).toHaveLength(2);
    await world.ask('POST', '/api/sessions/izalco/start');
    await untilStatus('izalco', 'WORKING');
    await world.ask('POST', '/api/sessions/izalco/logout');
    await untilStatus('izalco', 'SCAN_QR_CODE');
    expect((await world.ask('DELETE', '/api/sessions/izalco')).status).toBe(200);
    expect((await world.ask('GET', '/api/sessions/izalco')).status).toBe(404);

    // Events are told without waiting for each other, so their order is not promised.
    const own = () => world.receiver.received.filter(({ url }) => url === '/own');
    await until(() => own().length >= 10);
    const told = eventsOf(own(), 'session.status').map(({ payload }) => String(payload.status));
    expect(told.toSorted()).toEqual([
      ...['SCAN_QR_CODE', 'SCAN_QR_CODE', 'SCAN_QR_CODE', 'STARTING', 'STARTING', 'STARTING'],
      ...['STOPPED', 'STOPPED', 'WORKING', 'WORKING'],
    ]);
  });

  test('a code that nobody scans: six of them, then FAILED', async () => {
    await world.ask('POST', '/api/sessions', { name: 'nadie' });
    await untilStatus('nadie', 'SCAN_QR_CODE');
    for (const ms of [60_000, 20_000, 20_000, 20_000, 20_000]) world.control.advanceClock({ ms });
    expect(statusOf('nadie')).toBe('SCAN_QR_CODE');
    world.control.advanceClock({ ms: 20_000 });
    expect(statusOf('nadie')).toBe('FAILED');
    expect(() => world.control.waha.scan('nadie')).toThrow(/shows no code/);
  });

  test('PUT replaces the whole configuration and restarts', async () => {
    const config = { metadata: { tenant: 't_sol' }, ignore: { groups: true }, webhooks: [] };
    expect((await world.ask('PUT', `/api/sessions/${SESSION}`, { config })).json).toMatchObject({
      config,
      status: 'STARTING',
    });
    await untilStatus(SESSION, 'WORKING');
    const dropped = await world.control.waha.writeElsewhere({ session: SESSION, from: ANA, where: 'group', text: 'x' });
    expect(dropped).toEqual([]);
  });

  test.each([
    { why: 'a name that is taken', method: 'POST', path: '/api/sessions', body: { name: SESSION }, status: 422 },
    {
      why: 'a webhook without events',
      method: 'POST',
      path: '/api/sessions',
      body: { name: 'x', config: { webhooks: [{ url: 'http://a.example' }] } },
      status: 400,
    },
    { why: 'no such session', method: 'POST', path: '/api/sessions/nobody/start', body: {}, status: 404 },
    { why: 'no such path', method: 'GET', path: '/api/nothing', body: undefined, status: 404 },
  ])('$why: $status', async ({ method, path, body, status }) => {
    expect(await world.ask(method, path, body)).toMatchObject({ status, json: { statusCode: status } });
  });

  test('the key is asked for, but not by /ping', async () => {
    expect(await world.ask('GET', '/api/sessions', undefined, null)).toEqual({
      status: 401,
      json: { message: 'Unauthorized', statusCode: 401 },
    });
    expect((await world.ask('GET', '/api/sessions', undefined, 'wrong')).status).toBe(401);
    expect((await world.ask('GET', '/ping', undefined, null)).status).toBe(200);
    expect(world.control.journal().violations.map(({ code }) => code)).toEqual(['bad-credentials', 'bad-credentials']);
  });
});

describe('sending', () => {
  test('goes through its acks, and shows up as our own message', async () => {
    const { status, json } = await world.sendText(ANAS_CHAT, 'Recibido');
    expect(status).toBe(201);
    expect(json).toMatchObject({ id: expect.stringMatching(/^true_50370000001@c\.us_3EB0/) });
    await world.control.waitFor({ person: ANA, author: 'business', text: 'Recibido', state: 'read' });
    const told = await world.receiver.untilReceived(4);
    expect(eventsOf(told, 'message.ack').map(({ payload }) => [payload.id, payload.ack, payload.ackName])).toEqual([
      [json?.id, 1, 'SERVER'],
      [json?.id, 2, 'DEVICE'],
      [json?.id, 3, 'READ'],
    ]);
    expect(eventsOf(told, 'message.any')).toMatchObject([
      { payload: { fromMe: true, source: 'api', body: 'Recibido' } },
    ]);
  });

  test('a person typing on the phone is an echo', async () => {
    await world.control.waha.typeOnPhone({ session: SESSION, to: ANA, text: 'Hola, soy yo' });
    expect(eventsOf(world.receiver.received, 'message.any')).toMatchObject([
      { payload: { fromMe: true, source: 'app', to: ANAS_CHAT } },
    ]);
  });

  test('201 also for a phone that nobody has; the ack says it', async () => {
    expect((await world.sendText('50370000999@c.us', 'x')).status).toBe(201);
    const told = await world.receiver.untilReceived(2);
    expect(eventsOf(told, 'message.ack')).toMatchObject([{ payload: { ack: -1, ackName: 'ERROR' } }]);
  });

  test('an ack at will, of a message that nobody sent', async () => {
    await world.control.tellStatus({ sid: `true_${ANAS_CHAT}_3EB0AA`, status: 'read', person: ANA, number: PHONE });
    expect(eventsOf(world.receiver.received, 'message.ack')).toMatchObject([
      { payload: { id: `true_${ANAS_CHAT}_3EB0AA`, ack: 3, to: '15550120@c.us' } },
    ]);
    const odd = world.control.tellStatus({ sid: 'x', status: 'bought', person: ANA, number: PHONE });
    await expect(odd).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('the same id is the same message', async () => {
    const { json } = await world.ask('GET', `/api/${SESSION}/new-message-id`);
    for (let times = 0; times < 2; times++) {
      expect((await world.sendText(ANAS_CHAT, 'una vez', { id: json?.id })).json?.id).toBe(
        `true_${ANAS_CHAT}_${json?.id}`,
      );
    }
    expect(world.control.messages({ author: 'business' })).toHaveLength(1);
  });

  test('an uncertain outcome is settled by the same id', async () => {
    world.control.setFaults({ api: { on: 'send', kind: 'reset', provider: 'waha', takesEffect: true, times: 1 } });
    await expect(world.sendText(ANAS_CHAT, 'x', { id: '3EB0AA' })).rejects.toThrow();
    expect((await world.sendText(ANAS_CHAT, 'x', { id: '3EB0AA' })).status).toBe(201);
    expect(world.control.messages({ author: 'business' })).toHaveLength(1);
  });

  test('pictures and files, by their bytes', async () => {
    const file = { mimetype: 'image/png', filename: 'caja.png', data: PNG_BASE64 };
    await world.ask('POST', '/api/sendImage', { session: SESSION, chatId: ANAS_CHAT, caption: 'Su caja', file });
    const [shown] = await world.control.waitFor({ author: 'business' });
    expect(shown).toMatchObject({ text: 'Su caja', media: [{ contentType: 'image/png', fileName: 'caja.png' }] });
    expect(world.control.findMedia(shown?.media[0]?.id ?? '').bytes).toEqual(Buffer.from(PNG_BASE64, 'base64'));
  });

  test('lists and polls can be tapped on the phone', async () => {
    const sections = [{ title: 'Hoy', rows: [{ title: 'Paquete 42', rowId: 'pkg:42' }] }];
    const message = { title: 'Paquetes', button: 'Ver', sections };
    await world.ask('POST', '/api/sendList', { session: SESSION, chatId: ANAS_CHAT, message });
    await world.ask('POST', '/api/sendPoll', {
      session: SESSION,
      chatId: ANAS_CHAT,
      poll: { name: '¿Sí?', options: ['Sí', 'No'] },
    });
    const shown = await world.control.waitFor({ author: 'business', count: 2 });
    expect(shown.map(({ choices }) => choices?.map(({ title }) => title))).toEqual([['Paquete 42'], ['Sí', 'No']]);
  });

  test.each([
    { why: 'no text', path: '/api/sendText', body: { chatId: ANAS_CHAT }, status: 400 },
    { why: 'no chat', path: '/api/sendText', body: { text: 'x' }, status: 400 },
    { why: 'no file', path: '/api/sendFile', body: { chatId: ANAS_CHAT }, status: 400 },
    {
      why: 'a place without longitude',
      path: '/api/sendLocation',
      body: { chatId: ANAS_CHAT, latitude: 1 },
      status: 400,
    },
    {
      why: 'a session that is not there',
      path: '/api/sendText',
      body: { session: 'nobody', chatId: ANAS_CHAT, text: 'x' },
      status: 404,
    },
  ])('$why: $status', async ({ path, body, status }) => {
    expect((await world.ask('POST', path, { session: SESSION, ...body })).status).toBe(status);
  });

  test('a session that does not work: 422', async () => {
    world.control.waha.fail(SESSION);
    expect(await world.sendText(ANAS_CHAT, 'x')).toMatchObject({ status: 422, json: { status: 'FAILED' } });
  });

  test('writing into a group is noted', async () => {
    await world.sendText('120363000000000001@g.us', 'x');
    expect(world.control.journal().violations).toMatchObject([{ code: 'sent-elsewhere' }]);
  });

  test('seen and typing', async () => {
    await world.control.deliver({ from: ANA, to: PHONE, text: 'hola' });
    const chat = { session: SESSION, chatId: ANAS_CHAT };
    await world.ask('POST', '/api/sendSeen', chat);
    await world.ask('POST', '/api/startTyping', chat);
    expect(world.control.messages()).toMatchObject([{ isSeen: true }]);
    expect(world.control.typing()).toEqual([{ person: ANA, number: PHONE }]);
    await world.ask('POST', '/api/stopTyping', chat);
    expect(world.control.typing()).toEqual([]);
  });

  test('seen: only the messages that are named', async () => {
    const { message } = await world.control.deliver({ from: ANA, to: PHONE, text: 'uno' });
    await world.control.deliver({ from: ANA, to: PHONE, text: 'dos' });
    const seen = (messageIds: string[]) =>
      world.ask('POST', '/api/sendSeen', { session: SESSION, chatId: ANAS_CHAT, messageIds });
    expect((await seen(['false_50370000001@c.us_NOBODYS'])).status).toBe(201);
    expect(world.control.messages().some(({ isSeen }) => isSeen)).toBe(false);
    await seen([`false_123450000000001@lid_${message.id.split('_')[2]}`]);
    expect(world.control.messages().map(({ isSeen }) => isSeen ?? false)).toEqual([true, false]);
  });

  test.each(['+50370000001', '50370000001', '50370000001@c.us'])('does %s exist', async (phone) => {
    const path = `/api/contacts/check-exists?session=${SESSION}&phone=${encodeURIComponent(phone)}`;
    expect((await world.ask('GET', path)).json).toEqual({ numberExists: true, chatId: ANAS_CHAT });
    expect((await world.ask('GET', path.replace('0000001', '0000999'))).json).toEqual({ numberExists: false });
  });
});

describe('what the phone has', () => {
  test('chats and messages, newest first, also those that no webhook took', async () => {
    world.receiver.answerWith(() => ({ status: 500 }));
    for (const text of ['uno', 'dos']) {
      await world.control.deliver({ from: ANA, to: PHONE, text });
      world.control.advanceClock({ ms: 10_000 });
    }
    world.receiver.answerWith(() => ({ status: 204 }));
    const overview = await world.ask('GET', `/api/${SESSION}/chats/overview?limit=10`);
    expect(overview.json).toMatchObject([{ id: ANAS_CHAT, name: 'Ana', lastMessage: { body: 'dos' } }]);
    const path = `/api/${SESSION}/chats/${ANAS_CHAT}/messages?limit=100`;
    const all = (await world.ask('GET', path)).json as unknown as { body: string; timestamp: number }[];
    expect(all.map(({ body }) => body)).toEqual(['dos', 'uno']);
    const recent = (await world.ask('GET', `${path}&filter.timestamp.gte=${all[0]?.timestamp}`)).json;
    expect(recent).toMatchObject([{ body: 'dos' }]);
    expect((await world.ask('GET', `${path}&filter.fromMe=true`)).json).toEqual([]);
  });
});

test.each<{ engine: WahaEngine; shape: object }>([
  { engine: 'NOWEB', shape: { key: { remoteJid: '50370000001@s.whatsapp.net', fromMe: true }, status: 'PENDING' } },
  { engine: 'WEBJS', shape: { id: { fromMe: true, remote: ANAS_CHAT, _serialized: expect.stringMatching(/^true_/) } } },
])('the engine $engine answers in its own way', async ({ engine, shape }) => {
  const other = await startWahaWorld({ engine });
  expect(await other.sendText(ANAS_CHAT, 'x')).toMatchObject({ status: 201, json: shape });
  await other.stop();
});
