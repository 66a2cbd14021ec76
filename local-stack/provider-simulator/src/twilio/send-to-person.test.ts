import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ANA, CASILLERO, DEMO_ACCOUNT, PNG_BASE64, startWorld } from '../testing/start-world.ts';
import { twilioClient } from '../testing/twilio-client.ts';
import type { Faults } from '../world/faults.ts';
import { signWebhook } from './sign-webhook.ts';

const TEMPLATE = { sid: 'HX00000000000000000000000000000001', body: 'Su paquete llegó.' };
const HOUR_MS = 3_600_000;
let world: Awaited<ReturnType<typeof startWorld>>;
let client: ReturnType<typeof twilioClient>;
let files: Server;
let filesUrl: string;
beforeAll(async () => {
  world = await startWorld({ contents: [TEMPLATE] });
  client = twilioClient(world.simulator.url, DEMO_ACCOUNT);
  files = createServer((req, res) => {
    const contentType = req.url?.endsWith('.png') ? 'image/png' : 'text/html';
    res.writeHead(req.url === '/gone.png' ? 404 : 200, { 'Content-Type': contentType });
    res.end(req.url === '/large.png' ? Buffer.alloc(6 * 1024 * 1024) : Buffer.from(PNG_BASE64, 'base64'));
  });
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  filesUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
});
beforeEach(() => {
  world.control.clear();
  world.receiver.received.length = 0;
});
afterAll(async () => {
  await world.stop();
  files.closeAllConnections();
  await new Promise((resolve) => files.close(resolve));
});

const anaWrites = () => world.control.deliver({ from: ANA, to: CASILLERO, text: 'hola' });

async function reply(overrides: { body?: string; contentSid?: string; mediaUrl?: string[]; to?: string } = {}) {
  world.receiver.received.length = 0;
  const statusCallback = `${world.receiver.url}/status?id=7`;
  const from = `whatsapp:${CASILLERO}`;
  return client.messages.create({ from, to: `whatsapp:${ANA}`, body: 'Recibido', statusCallback, ...overrides });
}

async function toldStates(count: number): Promise<(string | null)[]> {
  return (await world.receiver.untilReceived(count)).map(({ form }) => form.get('MessageStatus'));
}

describe('the life of a message', () => {
  test('is told by signed callbacks, in order', async () => {
    await anaWrites();
    const { sid } = await reply();
    expect(await toldStates(4)).toEqual(['queued', 'sent', 'delivered', 'read']);
    for (const { url, form, headers } of world.receiver.received) {
      const fields = Object.fromEntries(form);
      expect(fields).toMatchObject({
        MessageSid: sid,
        SmsSid: sid,
        AccountSid: DEMO_ACCOUNT.sid,
        ChannelPrefix: 'whatsapp',
      });
      const expected = signWebhook(DEMO_ACCOUNT.authToken, world.receiver.url + url, fields);
      expect(headers['x-twilio-signature']).toBe(expected);
    }
    expect(world.receiver.received[3]?.form.get('EventType')).toBe('READ');
    const read = await client.messages(sid).fetch();
    expect(read.status).toBe('read');
    expect(read.dateSent).toBeInstanceOf(Date);
  });

  test.each<{ why: string; statuses: NonNullable<Faults['statuses']>; told: string[] }>([
    { why: 'straight to read', statuses: { path: ['queued', 'sent', 'read'] }, told: ['queued', 'sent', 'read'] },
    { why: 'never read', statuses: { path: ['queued', 'sent', 'delivered'] }, told: ['queued', 'sent', 'delivered'] },
    { why: 'in reverse', statuses: { order: 'reversed' }, told: ['read', 'delivered', 'sent', 'queued'] },
    {
      why: 'each twice',
      statuses: { path: ['sent', 'read'], copies: 2 },
      told: ['sent', 'sent', 'read', 'read'],
    },
    {
      why: 'failed after sent',
      statuses: { path: ['queued', 'sent'], errorCode: 63024 },
      told: ['queued', 'sent', 'undelivered'],
    },
  ])('$why', async ({ statuses, told }) => {
    await anaWrites();
    world.control.setFaults({ statuses });
    await reply();
    expect(await toldStates(told.length)).toEqual(told);
  });

  test('callbacks can come before the answer to the POST', async () => {
    await anaWrites();
    world.control.setFaults({ statuses: { isBeforeAnswer: true } });
    const { status } = await reply();
    expect(status).toBe('queued');
    expect(world.receiver.received).toHaveLength(4);
  });

  test('a status can be told of a message that was never sent', async () => {
    const sid = `SM${'e'.repeat(32)}`;
    await world.control.tellStatus({
      sid,
      status: 'delivered',
      callbackUrl: `${world.receiver.url}/status`,
      person: ANA,
      number: CASILLERO,
    });
    expect(world.receiver.received[0]?.form.get('MessageSid')).toBe(sid);
  });
});

describe('the 24-hour window', () => {
  const lastTold = async () => {
    await world.control.waitFor({ person: ANA, author: 'business', state: 'undelivered' });
    await toldStates(2);
    return Object.fromEntries(world.receiver.received[1]?.form ?? []);
  };

  test('before the first message of the person nothing free-form arrives; the POST still succeeds', async () => {
    expect((await reply()).status).toBe('queued');
    expect(await lastTold()).toMatchObject({
      MessageStatus: 'undelivered',
      ErrorCode: '63016',
      EventType: 'UNDELIVERED',
    });
  });

  test.each([
    { hours: 23.99, state: 'read' },
    { hours: 24, state: 'undelivered' },
  ] as const)('after $hours hours: $state', async ({ hours, state }) => {
    await anaWrites();
    world.control.advanceClock({ ms: hours * HOUR_MS });
    await reply();
    const [message] = await world.control.waitFor({ person: ANA, author: 'business', state });
    expect(message?.reason?.code ?? null).toBe(state === 'undelivered' ? '63016' : null);
  });

  test('a template arrives at any time', async () => {
    await reply({ body: '', contentSid: TEMPLATE.sid });
    const [message] = await world.control.waitFor({ person: ANA, author: 'business' });
    expect(message?.text).toBe(TEMPLATE.body);
  });

  test('a phone without WhatsApp: 63024', async () => {
    const { sid } = await reply({ to: 'whatsapp:+50370000777' });
    await toldStates(2);
    expect((await client.messages(sid).fetch()).errorCode).toBe(63024);
  });
});

describe('outgoing media', () => {
  test('are fetched and shown', async () => {
    await anaWrites();
    const sent = await reply({ body: '', mediaUrl: [`${filesUrl}/a.png`] });
    expect(sent.sid).toMatch(/^MM/);
    const [message] = await world.control.waitFor({ person: ANA, author: 'business' });
    expect(message?.media).toMatchObject([{ contentType: 'image/png' }]);
    expect(world.control.findMedia(message?.media[0]?.id ?? '').bytes.toString('base64')).toBe(PNG_BASE64);
  });

  test.each([
    { path: '/gone.png', code: '63019', why: 'cannot be had' },
    { path: '/page.html', code: '63021', why: 'a type WhatsApp does not carry' },
    { path: '/large.png', code: '63034', why: 'an image over 5 MB' },
  ])('$path ▶ $code ($why)', async ({ path, code }) => {
    await anaWrites();
    await reply({ mediaUrl: [filesUrl + path] });
    const [message] = await world.control.waitFor({ person: ANA, author: 'business', state: 'undelivered' });
    expect(message?.reason?.code).toBe(code);
  });
});

describe('the API misbehaves', () => {
  test.each([
    { status: 503, code: 20500 },
    { status: 429, code: 20429 },
  ])('$status twice, then it works', async ({ status, code }) => {
    world.control.setFaults({ api: { on: 'send', kind: 'status', status, times: 2 } });
    await expect(reply()).rejects.toMatchObject({ status, code });
    await expect(reply()).rejects.toMatchObject({ status, code });
    expect((await reply()).status).toBe('queued');
  });

  test.each(['reset', 'status'] as const)('%s after the message was taken on: the list has it', async (kind) => {
    await anaWrites();
    world.control.setFaults({ api: { on: 'send', kind, status: 500, takesEffect: true, times: 1 } });
    await expect(reply({ body: 'once' })).rejects.toThrow();
    const sent = await client.messages.list({ to: `whatsapp:${ANA}`, from: `whatsapp:${CASILLERO}` });
    expect(sent.map(({ body }) => body)).toEqual(['once']);
  });

  test('a hanging request takes no effect', async () => {
    world.control.setFaults({ api: { on: 'any', kind: 'hang', times: 1 } });
    const url = `${world.simulator.url}/2010-04-01/Accounts/${DEMO_ACCOUNT.sid}/Messages.json`;
    const authorization = `Basic ${Buffer.from(`${DEMO_ACCOUNT.sid}:${DEMO_ACCOUNT.authToken}`).toString('base64')}`;
    const gone = new AbortController();
    const body = new URLSearchParams({ To: `whatsapp:${ANA}`, From: `whatsapp:${CASILLERO}`, Body: 'x' });
    const hanging = fetch(url, { method: 'POST', headers: { authorization }, body, signal: gone.signal });
    const unsubscribe = world.control.subscribe((event) => {
      if (event.type === 'faults') gone.abort();
    });
    await expect(hanging).rejects.toThrow();
    unsubscribe();
    expect(world.control.messages()).toEqual([]);
  });
});
