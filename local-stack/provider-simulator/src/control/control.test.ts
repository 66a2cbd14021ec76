import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ANA, BETO, CASILLERO, DEMO_ACCOUNT, PNG_BASE64, startWorld } from '../testing/start-world.ts';

const PREVIOUS_TOKEN = 'e'.repeat(32);
let world: Awaited<ReturnType<typeof startWorld>>;
beforeAll(async () => {
  world = await startWorld({ accounts: [{ ...DEMO_ACCOUNT, previousAuthToken: PREVIOUS_TOKEN }] });
});
beforeEach(() => {
  world.control.clear();
  world.receiver.received.length = 0;
  world.receiver.answerWith(() => ({ status: 204 }));
});
afterAll(() => world.stop());

const deliver = (text: string) => world.control.deliver({ from: ANA, to: CASILLERO, text });
const bodies = () => world.receiver.received.map(({ form }) => form.get('Body'));

describe('faults of delivery', () => {
  test('copies in sequence: each waits for the one before', async () => {
    const answeredBefore: number[] = [];
    world.receiver.answerWith(() => {
      answeredBefore.push(world.control.journal().webhooks.length);
      return { status: 200 };
    });
    world.control.setFaults({ delivery: { copies: 3, spacing: 'in-sequence' } });
    const report = await deliver('uno');
    expect(bodies()).toEqual(['uno', 'uno', 'uno']);
    expect(new Set(world.receiver.received.map(({ form }) => form.get('MessageSid')))).toEqual(
      new Set([report.message.id]),
    );
    expect(report.attempts).toHaveLength(3);
    expect(answeredBefore).toEqual([0, 1, 2]);
  });

  test('copies at once: all are open at the same time', async () => {
    world.receiver.answerWith(() => null);
    const delivering = world.control.deliver({
      from: ANA,
      to: CASILLERO,
      text: 'uno',
      faults: { delivery: { copies: 5, spacing: 'at-once' } },
    });
    const received = await world.receiver.untilReceived(5);
    expect(new Set(received.map(({ rawBody }) => rawBody)).size).toBe(1);
    world.control.clear();
    expect((await delivering).status).toBeNull();
  });

  test('a delay runs on the simulated clock', async () => {
    world.control.setClockFrozen(true);
    const delivering = world.control.deliver({
      from: ANA,
      to: CASILLERO,
      text: 'tarde',
      faults: { delivery: { delayMs: 60_000 } },
    });
    await world.control.waitFor({ person: ANA, state: 'sending' });
    world.control.advanceClock({ ms: 59_999 });
    await deliver('pronto');
    expect(bodies()).toEqual(['pronto']);
    world.control.advanceClock({ ms: 1 });
    await delivering;
    world.control.setClockFrozen(false);
    expect(bodies()).toEqual(['pronto', 'tarde']);
  });

  test.each([
    { order: 'as-given', expected: ['1', '2', '3'] },
    { order: 'reversed', expected: ['3', '2', '1'] },
  ] as const)('several messages $order', async ({ order, expected }) => {
    const orders = ['1', '2', '3'].map((text) => ({ from: ANA, to: CASILLERO, text }));
    const reports = await world.control.deliverAll(orders, order);
    expect(bodies()).toEqual(expected);
    expect(reports.map(({ message }) => message.text)).toEqual(['1', '2', '3']);
  });

  test.each(['shuffled', 'at-once'] as const)('several messages %s: all arrive once', async (order) => {
    const orders = ['1', '2', '3', '4'].map((text) => ({ from: ANA, to: CASILLERO, text }));
    await world.control.deliverAll(orders, order);
    expect(bodies().toSorted()).toEqual(['1', '2', '3', '4']);
  });

  test.each([
    { signature: undefined, right: true, old: false },
    { signature: 'wrong', right: false, old: false },
    { signature: 'old-secret', right: false, old: true },
  ] as const)('signature $signature', async ({ signature, right, old }) => {
    if (signature) world.control.setFaults({ delivery: { signature } });
    await deliver('hola');
    const [webhook] = world.receiver.received;
    const header = String(webhook?.headers['x-twilio-signature']);
    const isValidWith = (token: string) =>
      twilio.validateRequest(
        token,
        header,
        `${world.receiver.url}/webhooks/twilio`,
        Object.fromEntries(webhook?.form ?? []),
      );
    expect(header).toMatch(/^[\w+/]{27}=$/);
    expect({ right: isValidWith(DEMO_ACCOUNT.authToken), old: isValidWith(PREVIOUS_TOKEN) }).toEqual({ right, old });
  });

  test('a missing signature', async () => {
    world.control.setFaults({ delivery: { signature: 'missing' } });
    await deliver('hola');
    expect(world.receiver.received[0]?.headers).not.toHaveProperty('x-twilio-signature');
  });

  test('what is set for one delivery goes before what stands', async () => {
    world.control.setFaults({ delivery: { copies: 2, signature: 'missing' } });
    await world.control.deliver({ from: ANA, to: CASILLERO, text: 'x', faults: { delivery: { copies: 1 } } });
    expect(world.receiver.received).toHaveLength(1);
    expect(world.receiver.received[0]?.headers).not.toHaveProperty('x-twilio-signature');
  });
});

describe('waiting', () => {
  test('sees what is there already, and what comes later', async () => {
    const both = world.control.waitFor({ person: ANA, author: 'person', count: 2 });
    await deliver('uno');
    await deliver('dos');
    expect((await both).map(({ text }) => text)).toEqual(['uno', 'dos']);
    expect(await world.control.waitFor({ person: ANA, pattern: '^d.s$' })).toHaveLength(1);
  });

  test('gives up with what it saw instead', async () => {
    await deliver('otra cosa');
    const waiting = world.control.waitFor({ person: ANA, text: 'nunca', timeoutMs: 1 });
    await expect(waiting).rejects.toMatchObject({ code: 'timed-out', message: expect.stringContaining('otra cosa') });
  });

  test('a bad pattern is told', async () => {
    await expect(world.control.waitFor({ pattern: '(' })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

test('clearing forgets messages, media, journal, faults and added people, and ends what is under way', async () => {
  const picture = { base64: PNG_BASE64, contentType: 'image/png' };
  const { message } = await world.control.deliver({ from: '+50370000003', to: CASILLERO, media: [picture] });
  world.receiver.answerWith(() => null);
  const hanging = world.control.deliver({ from: BETO, to: CASILLERO, text: 'x' });
  await world.receiver.untilReceived(2);
  world.control.setFaults({ delivery: { copies: 2 } });
  world.control.clear();
  await hanging;
  expect(world.control.messages()).toEqual([]);
  expect(world.control.faults()).toEqual({});
  expect(world.control.people().map(({ phone }) => phone)).not.toContain('+50370000003');
  expect(() => world.control.findMedia(message.media[0]?.id ?? '')).toThrow(/There is no media/);
});

test('an unknown number is refused with the ones there are', async () => {
  const order = { from: ANA, to: '+15550199', text: 'x' };
  await expect(world.control.deliver(order)).rejects.toMatchObject({ code: 'not-found', message: /\+15550100/ });
});
