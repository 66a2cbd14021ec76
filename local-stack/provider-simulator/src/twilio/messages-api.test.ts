import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ANA, BETO, CASILLERO, DEMO_ACCOUNT, PNG_BASE64, startWorld } from '../testing/start-world.ts';
import { twilioClient } from '../testing/twilio-client.ts';
import type { TwilioAccount } from './account.ts';

const API_KEY = { sid: 'SK00000000000000000000000000000001', secret: 'fake-secret' };
const ACCOUNT: TwilioAccount = { ...DEMO_ACCOUNT, apiKeys: [API_KEY] };
const OFFLINE = '+15550101';
const SERVICE = 'MG00000000000000000000000000000001';
const TEMPLATE = { sid: 'HX00000000000000000000000000000001', body: 'Hola {{1}}, tu paquete {{2}} llegó.' };

let world: Awaited<ReturnType<typeof startWorld>>;
let client: ReturnType<typeof twilioClient>;
beforeAll(async () => {
  const number = { provider: 'twilio', name: 'Casillero', accountSid: ACCOUNT.sid } as const;
  world = await startWorld({
    accounts: [ACCOUNT, { sid: `AC${'2'.padStart(32, '0')}`, authToken: 'f'.repeat(32) }],
    numbers: [
      { ...number, phone: CASILLERO, messagingServiceSid: SERVICE },
      { ...number, phone: OFFLINE, isOnline: false },
    ],
    contents: [TEMPLATE],
  });
  client = twilioClient(world.simulator.url, ACCOUNT);
});
beforeEach(() => world.control.clear());
afterAll(() => world.stop());

const whatsapp = (phone: string) => `whatsapp:${phone}`;
const send = (overrides: Partial<Parameters<typeof client.messages.create>[0]> = {}) =>
  client.messages.create({ from: whatsapp(CASILLERO), to: whatsapp(ANA), body: 'Hola', ...overrides });

describe('sending through the SDK', () => {
  test('answers as Twilio does', async () => {
    const sent = await send();
    expect(sent.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(sent).toMatchObject({
      accountSid: ACCOUNT.sid,
      status: 'queued',
      direction: 'outbound-api',
      from: whatsapp(CASILLERO),
      to: whatsapp(ANA),
      body: 'Hola',
      numMedia: '0',
      numSegments: '1',
      errorCode: null,
      uri: `/2010-04-01/Accounts/${ACCOUNT.sid}/Messages/${sent.sid}.json`,
      subresourceUris: { media: `/2010-04-01/Accounts/${ACCOUNT.sid}/Messages/${sent.sid}/Media.json` },
    });
    expect(sent.dateCreated).toBeInstanceOf(Date);
    expect(sent.dateSent).toBeNull();
  });

  test('an API key and a Messaging Service do as well', async () => {
    const keyClient = twilioClient(world.simulator.url, ACCOUNT, API_KEY);
    const sent = await keyClient.messages.create({ messagingServiceSid: SERVICE, to: whatsapp(ANA), body: 'Hola' });
    expect(sent).toMatchObject({ from: whatsapp(CASILLERO), messagingServiceSid: SERVICE });
  });

  test('a template is filled in', async () => {
    const contentVariables = JSON.stringify({ 1: 'Ana', 2: '42' });
    const sent = await send({ body: '', contentSid: TEMPLATE.sid, contentVariables });
    expect(sent.body).toBe('Hola Ana, tu paquete 42 llegó.');
  });

  test.each([
    { given: { to: '' }, code: 21604 },
    { given: { to: 'whatsapp:50370000001' }, code: 21211, why: 'no plus' },
    { given: { to: ANA }, code: 21211, why: 'no channel' },
    { given: { from: undefined }, code: 21603 },
    { given: { from: 'whatsapp:casillero' }, code: 21212 },
    { given: { from: CASILLERO }, code: 21910, why: 'SMS to WhatsApp' },
    { given: { from: whatsapp('+15550199') }, code: 63007, why: 'not our number' },
    { given: { from: whatsapp(OFFLINE) }, code: 63007, why: 'not online' },
    { given: { from: undefined, messagingServiceSid: 'MG1' }, code: 21703 },
    { given: { to: whatsapp(CASILLERO) }, code: 63031 },
    { given: { body: '' }, code: 21602 },
    { given: { body: 'x'.repeat(1_601) }, code: 21617 },
    { given: { mediaUrl: Array.from({ length: 11 }, (_, n) => `https://h.example/${n}`) }, code: 21623 },
    { given: { mediaUrl: ['not a url'] }, code: 21620 },
    { given: { statusCallback: 'nowhere' }, code: 21609 },
    { given: { statusCallback: 'https://my_host.example/x' }, code: 21609, why: 'underscore in the host' },
    { given: { validityPeriod: 36_001 }, code: 20001 },
    { given: { contentSid: 'HX1' }, code: 21655 },
    { given: { contentSid: TEMPLATE.sid, contentVariables: '[1]' }, code: 21656 },
    { given: { contentSid: TEMPLATE.sid, mediaUrl: ['https://h.example/a.jpg'] }, code: 63030 },
  ])('$code for $given $why', async ({ given, code }) => {
    const moreInfo = `https://www.twilio.com/docs/errors/${code}`;
    // The SDK would refuse a missing sender by itself only for 'to'; undefined fields are not sent.
    await expect(send(given as Parameters<typeof send>[0])).rejects.toMatchObject({ code, status: 400, moreInfo });
    expect(world.control.messages()).toEqual([]);
  });

  test('1600 characters are allowed', async () => {
    expect((await send({ body: 'ñ'.repeat(1_600) })).status).toBe('queued');
  });

  test.each([
    { why: 'a wrong token', account: { sid: ACCOUNT.sid, authToken: 'wrong' }, code: 20003, status: 401 },
    {
      why: "another SID with this account's token",
      account: { sid: `AC${'9'.repeat(32)}`, authToken: ACCOUNT.authToken },
      code: 20003,
      status: 401,
    },
    { why: 'an unknown account', account: { sid: `AC${'9'.repeat(32)}`, authToken: 'x' }, code: 20003, status: 401 },
  ])('$code for $why, noted as a violation', async ({ account, code, status }) => {
    const stranger = twilioClient(world.simulator.url, account);
    const attempt = stranger.messages.create({ from: whatsapp(CASILLERO), to: whatsapp(ANA), body: 'x' });
    await expect(attempt).rejects.toMatchObject({ code, status });
    expect(world.control.journal().violations).toMatchObject([{ code: 'bad-credentials' }]);
  });

  test("another account's resources are not found", async () => {
    const other = twilioClient(world.simulator.url, { sid: `AC${'2'.padStart(32, '0')}`, authToken: 'f'.repeat(32) });
    await expect(other.api.v2010.accounts(ACCOUNT.sid).messages.list()).rejects.toMatchObject({ code: 20404 });
    const { sid } = await send();
    await expect(other.messages(sid).fetch()).rejects.toMatchObject({ code: 20404, status: 404 });
  });
});

describe('reading through the SDK', () => {
  test('lists what went in and out, newest first, by number and by date', async () => {
    await world.control.deliver({ from: ANA, to: CASILLERO, text: 'uno' });
    await world.control.deliver({ from: BETO, to: CASILLERO, text: 'dos' });
    await send({ body: 'tres' });
    const bodies = async (filter: Parameters<typeof client.messages.list>[0]) =>
      (await client.messages.list(filter)).map(({ body }) => body);
    expect(await bodies({})).toEqual(['tres', 'dos', 'uno']);
    expect(await bodies({ to: whatsapp(CASILLERO) })).toEqual(['dos', 'uno']);
    expect(await bodies({ from: whatsapp(ANA) })).toEqual(['uno']);
    const now = Date.now();
    expect(await bodies({ dateSentAfter: new Date(now - 60_000) })).toHaveLength(3);
    expect(await bodies({ dateSentAfter: new Date(now + 60_000) })).toEqual([]);
    expect(await bodies({ dateSentBefore: new Date(now - 60_000) })).toEqual([]);
    const [inbound] = await client.messages.list({ from: whatsapp(ANA) });
    expect(inbound).toMatchObject({ direction: 'inbound', status: 'received' });
  });

  test('follows pages without gaps while new messages come in', async () => {
    for (const text of ['1', '2', '3', '4', '5']) await world.control.deliver({ from: ANA, to: CASILLERO, text });
    const first = await client.messages.page({ pageSize: 2 });
    await world.control.deliver({ from: ANA, to: CASILLERO, text: '6' });
    const second = await first.nextPage();
    const third = await second?.nextPage();
    expect([first, second, third].map((page) => page?.instances.map(({ body }) => body))).toEqual([
      ['5', '4'],
      ['3', '2'],
      ['1'],
    ]);
    expect(third?.nextPageUrl).toBeUndefined();
  });

  test('media of a message are listed and deleted', async () => {
    const media = [{ base64: PNG_BASE64, contentType: 'image/png' }];
    const { message } = await world.control.deliver({ from: ANA, to: CASILLERO, media });
    const [one] = await client.messages(message.id).media.list();
    expect(one).toMatchObject({ contentType: 'image/png', parentSid: message.id });
    expect(await client.messages(message.id).media(String(one?.sid)).remove()).toBe(true);
    expect(await client.messages(message.id).media.list()).toEqual([]);
  });

  test('a message is redacted and deleted', async () => {
    const { sid } = await send({ body: 'secreto' });
    expect((await client.messages(sid).update({ body: '' })).body).toBe('');
    expect(await client.messages(sid).remove()).toBe(true);
    await expect(client.messages(sid).fetch()).rejects.toMatchObject({ code: 20404, status: 404 });
  });

  test('what Twilio does not have is a 404 in its own form', async () => {
    const answer = await fetch(`${world.simulator.url}/2010-04-01/Accounts/${ACCOUNT.sid}/Nothing.json`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 20404, status: 404 });
  });
});

test('the list has messages that no webhook took', async () => {
  world.receiver.answerWith(() => ({ status: 500 }));
  const { message } = await world.control.deliver({ from: ANA, to: CASILLERO, text: 'perdido' });
  expect(message.state).toBe('refused');
  const listed = await client.messages.list({
    to: `whatsapp:${CASILLERO}`,
    dateSentAfter: new Date(Date.now() - 60_000),
  });
  expect(listed).toMatchObject([{ sid: message.id, body: 'perdido', direction: 'inbound', status: 'received' }]);
});
