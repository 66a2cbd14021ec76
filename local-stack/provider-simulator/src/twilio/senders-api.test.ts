import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ANA, CASILLERO, DEMO_ACCOUNT, startWorld } from '../testing/start-world.ts';
import { twilioClient } from '../testing/twilio-client.ts';

const STEP_MS = 150;
let world: Awaited<ReturnType<typeof startWorld>>;
let client: ReturnType<typeof twilioClient>;
beforeAll(async () => {
  world = await startWorld({ inventory: [{ phone: '+15550180', country: 'US' }] });
  client = twilioClient(world.simulator.url, DEMO_ACCOUNT);
});
beforeEach(async () => {
  world.control.clear();
  world.control.setClockFrozen(true);
  await world.receiver.forget();
});
afterAll(() => world.stop());

const senders = () => client.messaging.v2.channelsSenders;
/** The package writes keys as they are given; the API's are these, whatever its types say. */
const register = (phone = '+15550180', more: object = {}) =>
  senders().create({
    sender_id: `whatsapp:${phone}`,
    configuration: { waba_id: '200000000000009', verification_method: 'sms' },
    profile: { name: 'Importadora Sol' },
    webhook: { callback_url: `${world.receiver.url}/own`, callback_method: 'POST' },
    ...more,
  } as unknown as Parameters<ReturnType<typeof senders>['create']>[0]);
const statusOf = async (sid: string) => (await senders()(sid).fetch()).status;
const step = () => world.control.advanceClock({ ms: STEP_MS });
const buy = () => client.incomingPhoneNumbers.create({ phoneNumber: '+15550180' });

describe('registering', () => {
  test('a number of Twilio’s is verified by itself, and then carries messages to its own webhook', async () => {
    await buy();
    const { sid, status } = await register();
    expect({ sid, status }).toEqual({ sid: expect.stringMatching(/^XE[0-9a-f]{32}$/), status: 'CREATING' });
    await expect(world.control.deliver({ from: ANA, to: '+15550180', text: 'x' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    step();
    expect(await statusOf(sid)).toBe('VERIFYING');
    step();
    expect(await senders()(sid).fetch()).toMatchObject({
      status: 'ONLINE',
      senderId: 'whatsapp:+15550180',
      properties: { qualityRating: 'HIGH' },
      webhook: { callbackUrl: `${world.receiver.url}/own` },
    });
    await world.control.deliver({ from: ANA, to: '+15550180', text: 'hola' });
    expect(world.receiver.received.map(({ url }) => url)).toEqual(['/own']);
    await client.messages.create({ from: 'whatsapp:+15550180', to: `whatsapp:${ANA}`, body: 'Recibido' });
  });

  test('a foreign phone waits for its code', async () => {
    const { sid } = await register('+50370000850');
    step();
    expect(await statusOf(sid)).toBe('PENDING_VERIFICATION');
    for (const [verification_code, status] of [
      ['000000', 'PENDING_VERIFICATION'],
      [world.control.twilio.verificationCode, 'VERIFYING'],
    ]) {
      const body = { configuration: { verification_code } } as unknown as Parameters<
        ReturnType<ReturnType<typeof senders>>['update']
      >[0];
      expect((await senders()(sid).update(body)).status).toBe(status);
    }
    step();
    expect(await statusOf(sid)).toBe('ONLINE');
  });

  test.each([
    { why: 'refused', outcome: { code: '63102', message: 'Another WABA' }, status: 'OFFLINE' },
    { why: 'looked at by people', outcome: 'review', status: 'TWILIO_REVIEW' },
    { why: 'never done', outcome: 'stuck', status: 'CREATING' },
  ] as const)('$why: $status', async ({ outcome, status }) => {
    await buy();
    world.control.twilio.decideSender('+15550180', outcome);
    const { sid } = await register();
    for (let steps = 0; steps < 3; steps++) step();
    const sender = await senders()(sid).fetch();
    expect(sender.status).toBe(status);
    if (typeof outcome === 'object')
      expect(sender.offlineReasons).toMatchObject([{ code: '63102', message: 'Another WABA' }]);
  });

  test.each([
    { why: 'the same phone twice', phone: CASILLERO, more: {}, code: 63110 },
    { why: 'no WhatsApp address', phone: 'x', more: {}, code: 63100 },
    { why: 'no name', phone: '+15550180', more: { profile: {} }, code: 63100 },
    { why: 'a URL that is none', phone: '+15550180', more: { webhook: { callback_url: 'x' } }, code: 63100 },
    { why: 'an unknown key', phone: '+15550180', more: { webhook: { url: 'http://a.example' } }, code: 63100 },
  ])('$why: $code', async ({ phone, more, code }) => {
    await expect(register(phone, more)).rejects.toMatchObject({ code });
  });

  test('an uncertain outcome: the list tells', async () => {
    world.control.setFaults({ api: { on: 'manage', kind: 'reset', takesEffect: true, times: 1 } });
    await expect(register()).rejects.toThrow();
    const listed = await senders().list({ channel: 'whatsapp' });
    expect(listed.map(({ senderId }) => senderId)).toEqual([`whatsapp:${CASILLERO}`, 'whatsapp:+15550180']);
  });
});

describe('a sender that is there', () => {
  const first = async () => {
    const [sender] = await senders().list({ channel: 'whatsapp' });
    return sender?.sid ?? '';
  };

  test('gets another webhook', async () => {
    const sid = await first();
    const webhook = { callback_url: `${world.receiver.url}/new#rc=3` };
    const updated = await senders()(sid).update({ webhook } as unknown as Parameters<
      ReturnType<ReturnType<typeof senders>>['update']
    >[0]);
    expect(updated.status).toBe('ONLINE:UPDATING');
    step();
    expect(await statusOf(sid)).toBe('ONLINE');
    await world.control.deliver({ from: ANA, to: CASILLERO, text: 'hola' });
    expect(world.receiver.received.map(({ url }) => url)).toEqual(['/new']);
  });

  test('is broken when its number is released, and gone when it is deleted', async () => {
    const [number] = await client.incomingPhoneNumbers.list();
    await client.incomingPhoneNumbers(number?.sid ?? '').remove();
    const sid = await first();
    expect(await statusOf(sid)).toBe('OFFLINE');
    expect(await senders()(sid).remove()).toBe(true);
    expect(await senders().list({ channel: 'whatsapp' })).toEqual([]);
  });
});

test('typing marks the message as read and shows on the phone', async () => {
  const { message } = await world.control.deliver({ from: ANA, to: CASILLERO, text: 'hola' });
  const { success } = await client.messaging.v2.typingIndicator.create({ messageId: message.id, channel: 'whatsapp' });
  expect(success).toBe(true);
  expect(world.control.messages()).toMatchObject([{ isSeen: true }]);
  expect(world.control.typing()).toEqual([{ person: ANA, number: CASILLERO }]);
  world.control.advanceClock({ ms: 25_000 });
  expect(world.control.typing()).toEqual([]);
});

test('typing ends with the next message', async () => {
  const { message } = await world.control.deliver({ from: ANA, to: CASILLERO, text: 'hola' });
  await client.messaging.v2.typingIndicator.create({ messageId: message.id, channel: 'whatsapp' });
  await client.messages.create({ from: `whatsapp:${CASILLERO}`, to: `whatsapp:${ANA}`, body: 'ya' });
  expect(world.control.typing()).toEqual([]);
});

test('typing for an unknown message is refused', async () => {
  const typing = client.messaging.v2.typingIndicator.create({ messageId: `SM${'0'.repeat(32)}`, channel: 'whatsapp' });
  await expect(typing).rejects.toMatchObject({ status: 400 });
});
