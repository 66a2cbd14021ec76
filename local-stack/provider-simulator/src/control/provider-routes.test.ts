import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoWorld } from '../demo-world.ts';
import { ANA, startWorld } from '../testing/start-world.ts';

let world: Awaited<ReturnType<typeof startWorld>>;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  world.control.clear();
  await world.receiver.forget();
  world.receiver.answerWith(() => ({ status: 200 }));
});
afterAll(() => world.stop());

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(`${world.simulator.url}/control${path}`, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}

const [NUMBER] = demoWorld.meta.numbers;
const [SESSION] = demoWorld.waha.sessions;

describe('orders to one provider, over HTTP', () => {
  test.each<{ why: string; method: string; path: string; body?: unknown; told?: object }>([
    {
      why: 'a handshake',
      method: 'POST',
      path: '/meta/handshakes',
      body: {},
      told: { status: 200, isConfirmed: false },
    },
    {
      why: 'any body',
      method: 'POST',
      path: '/meta/posts',
      body: { body: { object: 'page' }, signature: 'wrong' },
      told: { status: 200 },
    },
    {
      why: 'a change of the account',
      method: 'POST',
      path: '/meta/changes',
      body: { field: 'business_capability_update', value: { max_phone_numbers_per_business: 2 } },
      told: [{ status: 200, summary: 'business_capability_update' }],
    },
    {
      why: 'a number that gets worse',
      method: 'PUT',
      path: `/meta/numbers/${NUMBER.phoneNumberId}`,
      body: { quality: 'RED', messagingLimit: 'TIER_250' },
      told: [{ summary: 'phone_number_quality_update' }],
    },
    {
      why: 'a token that expires',
      method: 'PUT',
      path: '/meta/tokens',
      body: { token: demoWorld.meta.wabas[0].accessTokens[0], state: 'expired' },
    },
    {
      why: 'a user id',
      method: 'GET',
      path: `/meta/user-ids/${encodeURIComponent(ANA)}`,
      told: { userId: expect.stringMatching(/^SV\./) },
    },
    { why: 'sessions', method: 'GET', path: '/waha/sessions', told: [{ name: SESSION.name, status: 'WORKING' }] },
    {
      why: 'a session that fails',
      method: 'POST',
      path: `/waha/sessions/${SESSION.name}/fail`,
      body: {},
      told: { status: 'FAILED' },
    },
    {
      why: 'a group',
      method: 'POST',
      path: '/waha/elsewhere',
      body: { session: SESSION.name, from: ANA, where: 'group', text: 'x' },
      told: [{ status: 200 }],
    },
    { why: 'an echo', method: 'POST', path: '/waha/typed', body: { session: SESSION.name, to: ANA, text: 'x' } },
    {
      why: 'any event',
      method: 'POST',
      path: '/waha/events',
      body: { session: SESSION.name, event: 'session.status', payload: {} },
      told: [{ status: 200 }],
    },
    { why: 'a number sold to others', method: 'POST', path: '/twilio/sold', body: { phone: '+15550180' } },
    { why: 'senders', method: 'GET', path: '/twilio/senders', told: [{ phone: '+15550100', status: 'ONLINE' }] },
    { why: 'numbers', method: 'GET', path: '/twilio/numbers', told: [{ phone: '+15550100' }] },
    {
      why: 'a sender that fails',
      method: 'PUT',
      path: '/twilio/senders/+15550100',
      body: { outcome: 'offline', code: '63102', message: 'x' },
    },
    {
      why: 'answers of a model',
      method: 'POST',
      path: '/openai/answers',
      body: { answers: [{ content: { a: 1 }, usage: { promptTokens: 1, completionTokens: 1 } }] },
      told: { waiting: 1 },
    },
    {
      why: 'the answer of a model',
      method: 'PUT',
      path: '/openai/answer',
      body: { content: 'x', breaks: 'no-json', finishReason: 'length' },
    },
    { why: 'requests to a model', method: 'GET', path: '/openai/requests', told: [] },
    { why: 'who types', method: 'GET', path: '/typing', told: [] },
  ])('$why', async ({ method, path, body, told }) => {
    const answer = await ask(method, path, body);
    if (told === undefined) expect(answer).toEqual({ status: 204, body: null });
    else expect(answer).toMatchObject({ status: 200, body: told });
  });

  test.each([
    { method: 'PUT', path: '/meta/tokens', body: { token: 'nobody', state: 'expired' }, status: 400 },
    { method: 'PUT', path: '/meta/numbers/1', body: { quality: 'RED' }, status: 404 },
    { method: 'PUT', path: `/meta/numbers/${NUMBER.phoneNumberId}`, body: { quality: 'BLUE' }, status: 400 },
    { method: 'POST', path: '/waha/sessions/nobody/stop', body: {}, status: 404 },
    { method: 'POST', path: `/waha/sessions/${SESSION.name}/scan`, body: {}, status: 409 },
    { method: 'POST', path: '/twilio/sold', body: { phone: '+15550199' }, status: 404 },
    { method: 'POST', path: '/openai/answers', body: { answers: [{ contents: 1 }] }, status: 400 },
    { method: 'POST', path: '/openai/answers', body: { answers: [{ usage: { promptTokens: 1 } }] }, status: 400 },
  ])('$method $path $body: $status', async ({ method, path, body, status }) => {
    expect(await ask(method, path, body)).toMatchObject({ status, body: { message: expect.any(String) } });
  });

  test('a provider that was not started is said so', async () => {
    const { meta: _meta, waha: _waha, ...twilioOnly } = demoWorld;
    const other = await startWorld({ meta: undefined, waha: undefined } as object);
    expect(() => other.control.meta).toThrow(/without Meta/);
    expect(() => other.control.waha).toThrow(/without WAHA/);
    expect(other.control.numbers()).toHaveLength(twilioOnly.numbers.length);
    await other.stop();
  });
});

test.each([
  { act: { kind: 'button', id: '1', title: 'Sí' }, type: 'interactive' },
  { act: { kind: 'list-row', id: '1', title: 'Sí' }, type: 'interactive' },
  { act: { kind: 'template-button', payload: '1', title: 'Sí' }, type: 'button' },
  { act: { kind: 'reaction', messageId: 'x', emoji: '👍' }, type: 'reaction' },
  { act: { kind: 'contacts', contacts: [{ phones: ['+50370000050'] }] }, type: 'contacts' },
  { act: { kind: 'edit', messageId: 'x' }, type: 'unsupported' },
  { act: { kind: 'delete', messageId: 'x' }, type: 'unsupported' },
  { act: { kind: 'changed-number', phone: '+50370000070' }, type: 'system' },
  { act: { kind: 'changed-user-id' }, type: 'system' },
  { act: { kind: 'unsupported', subType: 'poll_creation' }, type: 'unsupported' },
  { act: { kind: 'new-type', type: 'hologram' }, type: 'hologram' },
  { act: { kind: 'welcome' }, type: 'request_welcome' },
])('an order with $act.kind', async ({ act, type }) => {
  expect((await ask('POST', '/deliver', { from: ANA, to: NUMBER.phone, act })).status).toBe(200);
  expect(JSON.parse(world.receiver.received[0]?.rawBody ?? '')).toMatchObject({
    entry: [{ changes: [{ value: { messages: [{ type }] } }] }],
  });
});

test.each([
  { act: { kind: 'dance' } },
  { act: { kind: 'button', id: '1' } },
  { act: { kind: 'welcome', id: '1' } },
  { forwarded: 'twice' },
  { ad: { sourceId: '1' } },
  { raw: [] },
])('an order with %j is refused', async (part) => {
  expect((await ask('POST', '/deliver', { from: ANA, to: NUMBER.phone, ...part })).status).toBe(400);
});
