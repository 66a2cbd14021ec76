import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANA, CASILLERO, DEMO_ACCOUNT, startWorld } from '../testing/start-world.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts';
import { createClock } from '../world/clock.ts';
import { signWebhook } from './sign-webhook.ts';

let receiver: WebhookReceiver;
let stop: () => Promise<void> = async () => {};
beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  await stop();
  await receiver.stop();
});

async function worldWithWebhook(webhookUrl: string, more: { fallbackUrl?: string; isFrozen?: boolean } = {}) {
  const clock = createClock({ isFrozen: more.isFrozen ?? false });
  const { fallbackUrl } = more;
  const number = { provider: 'twilio', phone: CASILLERO, name: 'Casillero', accountSid: DEMO_ACCOUNT.sid } as const;
  const world = await startWorld({
    clock,
    numbers: [{ ...number, webhookUrl, ...(fallbackUrl !== undefined && { fallbackUrl }) }],
  });
  stop = world.stop;
  const deliver = () => world.control.deliver({ from: ANA, to: CASILLERO, text: 'hola' });
  return { ...world, clock, deliver };
}

const alertCodes = (world: Awaited<ReturnType<typeof worldWithWebhook>>) =>
  world.control.journal().alerts.map(({ code }) => code);

describe('retries', () => {
  test.each([
    { fragment: '', status: 500, requests: 1, why: 'by default an answer is final' },
    { fragment: '#rc=3&rp=all', status: 500, requests: 4, why: 'all reasons, three retries' },
    { fragment: '#rc=2&rp=5xx', status: 503, requests: 3, why: '5xx' },
    { fragment: '#rc=2&rp=5xx', status: 404, requests: 1, why: '4xx is not 5xx' },
    { fragment: '#rc=2&rp=4xx', status: 403, requests: 3, why: '4xx' },
    { fragment: '#rc=3&rp=all', status: 204, requests: 1, why: 'success' },
  ])('$fragment and $status: $requests requests ($why)', async ({ fragment, status, requests }) => {
    receiver.answerWith(() => ({ status }));
    const world = await worldWithWebhook(`${receiver.url}/hook${fragment}`);
    const report = await world.deliver();
    expect(receiver.received).toHaveLength(requests);
    expect(report.status).toBe(status);
    const tokens = receiver.received.map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(new Set(tokens).size).toBe(1);
    expect(receiver.received.every(({ url }) => url === '/hook')).toBe(true);
    expect(alertCodes(world)).toEqual(status < 300 ? [] : [11200]);
    expect(report.message.state).toBe(status < 300 ? 'accepted' : 'refused');
  });

  test('a retry that succeeds is a success', async () => {
    receiver.answerWith((_webhook, index) => ({ status: index < 2 ? 503 : 200 }));
    const world = await worldWithWebhook(`${receiver.url}/hook#rc=3&rp=all`);
    const report = await world.deliver();
    expect(report.attempts.map(({ status, attempt }) => [attempt, status])).toEqual([
      [1, 503],
      [2, 503],
      [3, 200],
    ]);
    expect(alertCodes(world)).toEqual([]);
  });

  test('a connection that cannot be made is tried once more, and told as 11205', async () => {
    const nobody = await startWebhookReceiver();
    await nobody.stop();
    const world = await worldWithWebhook(`${nobody.url}/hook`);
    const report = await world.deliver();
    expect(report).toMatchObject({ status: null, message: { state: 'refused', reason: { code: 'connect' } } });
    expect(report.attempts).toHaveLength(2);
    expect(alertCodes(world)).toEqual([11205]);
  });

  test('a connection cut after the request counts as an unanswered read', async () => {
    receiver.answerWith(() => 'reset');
    const world = await worldWithWebhook(`${receiver.url}/hook#rc=1&rp=rt`);
    const report = await world.deliver();
    expect(report.attempts.map(({ failure }) => failure)).toEqual(['read-timeout', 'read-timeout']);
  });
});

describe('time limits, with a clock that stands still', () => {
  test('an answer that does not come in 15 s is given up, without a retry', async () => {
    receiver.answerWith(() => null);
    const world = await worldWithWebhook(`${receiver.url}/hook#rc=3&rp=all`, { isFrozen: true });
    const delivering = world.deliver();
    await receiver.untilReceived(1);
    world.clock.advance(14_999);
    expect(world.control.journal().webhooks).toEqual([]);
    world.clock.advance(1);
    const report = await delivering;
    expect(report.attempts).toHaveLength(1);
    expect(report.attempts[0]).toMatchObject({ elapsedMs: 15_000, status: null });
    expect(alertCodes(world)).toEqual([11205]);
  });

  test('a shorter read limit leaves time for retries', async () => {
    receiver.answerWith((_webhook, index) => (index === 0 ? null : { status: 200 }));
    const world = await worldWithWebhook(`${receiver.url}/hook#rc=1&rp=rt&rt=4000`, { isFrozen: true });
    const delivering = world.deliver();
    await receiver.untilReceived(1);
    world.clock.advance(4_000);
    const report = await delivering;
    expect(report.attempts.map(({ failure, status }) => failure ?? status)).toEqual(['read-timeout', 200]);
  });
});

describe('the fallback URL', () => {
  test('is asked once, with the error, after the webhook has failed for good', async () => {
    receiver.answerWith(({ url }) => ({ status: url === '/fallback' ? 200 : 500 }));
    const hook = `${receiver.url}/hook#rc=1&rp=all`;
    const world = await worldWithWebhook(hook, { fallbackUrl: `${receiver.url}/fallback` });
    const report = await world.deliver();
    expect(receiver.received.map(({ url }) => url)).toEqual(['/hook', '/hook', '/fallback']);
    const last = receiver.received[2];
    expect(last?.form.get('ErrorCode')).toBe('11200');
    const expected = signWebhook(
      DEMO_ACCOUNT.authToken,
      `${receiver.url}/fallback`,
      Object.fromEntries(last?.form ?? []),
    );
    expect(last?.headers['x-twilio-signature']).toBe(expected);
    expect(report).toMatchObject({ status: 200, message: { state: 'accepted' } });
  });

  test('is left alone after a success', async () => {
    const world = await worldWithWebhook(`${receiver.url}/hook`, { fallbackUrl: `${receiver.url}/fallback` });
    await world.deliver();
    expect(receiver.received.map(({ url }) => url)).toEqual(['/hook']);
  });
});

describe('the answer', () => {
  test('a redirect turns the POST into a GET without fields', async () => {
    receiver.answerWith(({ url }) =>
      url === '/hook' ? { status: 302, headers: { Location: '/moved' } } : { status: 200 },
    );
    const world = await worldWithWebhook(`${receiver.url}/hook`);
    await world.deliver();
    expect(receiver.received.map(({ method, url, rawBody }) => [method, url, rawBody === ''])).toEqual([
      ['POST', '/hook', false],
      ['GET', '/moved', true],
    ]);
  });

  test.each([
    { contentType: 'application/json', body: '{}', code: 12300 },
    { contentType: 'text/xml', body: '<Response>', code: 12100 },
    { contentType: 'text/xml', body: `<Response>${' '.repeat(65_536)}</Response>`, code: 11750 },
  ])('$contentType with a bad body becomes alert $code', async ({ contentType, body, code }) => {
    receiver.answerWith(() => ({ contentType, body }));
    const world = await worldWithWebhook(`${receiver.url}/hook`);
    await world.deliver();
    expect(alertCodes(world)).toEqual([code]);
  });

  test('a TwiML message is sent as a reply', async () => {
    receiver.answerWith(() => ({ contentType: 'text/xml', body: '<Response><Message>Hola Ana</Message></Response>' }));
    const world = await worldWithWebhook(`${receiver.url}/hook`);
    await world.deliver();
    const [reply] = await world.control.waitFor({ person: ANA, author: 'business' });
    expect(reply?.text).toBe('Hola Ana');
  });
});
