import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWorld } from '../testing/start-world.ts';
import { leastInstance } from './least-instance.ts';

const KEY = 'sk-simulated';
let world: Awaited<ReturnType<typeof startWorld>>;
let client: OpenAI;
beforeAll(async () => {
  world = await startWorld({ openai: { apiKey: KEY } });
  client = new OpenAI({ apiKey: KEY, baseURL: world.simulator.openaiUrl, maxRetries: 0 });
});
beforeEach(() => world.control.clear());
afterAll(() => world.stop());

const ORDER_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'store', 'items', 'total', 'isComplete'],
  properties: {
    kind: { type: 'string', enum: ['order', 'not_order'] },
    store: { type: ['string', 'null'] },
    items: { type: 'array', items: { $ref: '#/$defs/item' } },
    total: { anyOf: [{ type: 'number' }, { type: 'null' }] },
    isComplete: { type: 'boolean' },
  },
  $defs: { item: { type: 'object', properties: {} } },
};
const ask = (more: object = {}) =>
  client.chat.completions.create({
    model: 'some-model',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: '¿Qué es?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      },
    ],
    ...more,
  });
const asOrder = {
  response_format: { type: 'json_schema', json_schema: { name: 'order', schema: ORDER_SCHEMA, strict: true } },
};

test.each([
  { schema: ORDER_SCHEMA, least: { kind: 'not_order', store: null, items: [], total: null, isComplete: false } },
  { schema: { type: 'integer', minimum: 3 }, least: 3 },
  { schema: { type: 'string', minLength: 2 }, least: '--' },
  { schema: { type: 'array', minItems: 1, items: { const: 'x' } }, least: ['x'] },
  { schema: { enum: ['a', 'b'] }, least: 'a' },
])('the least that fits: $least', ({ schema, least }) => expect(leastInstance(schema)).toEqual(least));

describe('the chat endpoint, through the real package', () => {
  test('says "not an order" in the requested schema when nothing is scripted', async () => {
    const { choices, usage } = await ask(asOrder);
    expect(JSON.parse(choices[0]?.message.content ?? '')).toMatchObject({ kind: 'not_order' });
    expect(choices[0]?.finish_reason).toBe('stop');
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
    expect(world.control.openai.requests()).toMatchObject([{ model: 'some-model', path: '/chat/completions' }]);
  });

  test('says what is queued, in that order, and what is set for always after that', async () => {
    world.control.openai.queue(
      { content: { kind: 'order' }, usage: { promptTokens: 7, completionTokens: 3 } },
      { content: 'dos' },
    );
    world.control.openai.answerAlways({ content: 'siempre' });
    const first = await ask(asOrder);
    expect(first.usage).toMatchObject({ prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 });
    const said = [first, await ask(), await ask(), await ask()].map(({ choices }) => choices[0]?.message.content);
    expect(said).toEqual(['{"kind":"order"}', 'dos', 'siempre', 'siempre']);
  });

  test('in pieces', async () => {
    world.control.openai.queue({ content: 'uno dos' });
    const pieces = [];
    for await (const chunk of await client.chat.completions.create({
      model: 'm',
      messages: [{ role: 'user', content: 'x' }],
      stream: true,
    })) {
      pieces.push(chunk.choices[0]?.delta.content ?? '');
    }
    expect(pieces.join('')).toBe('uno dos');
  });

  test('declines, or is cut short', async () => {
    world.control.openai.queue({ refusal: 'No.' }, { content: '{"kind":', finishReason: 'length' });
    expect((await ask()).choices[0]?.message).toMatchObject({ content: null, refusal: 'No.' });
    expect((await ask()).choices[0]).toMatchObject({ finish_reason: 'length', message: { content: '{"kind":' } });
  });

  test('answers late, by the simulated clock', async () => {
    world.control.setClockFrozen(true);
    world.control.openai.queue({ content: 'tarde', delayMs: 60_000 });
    const asked = ask();
    await untilRequests(1);
    world.control.advanceClock({ ms: 60_000 });
    expect((await asked).choices[0]?.message.content).toBe('tarde');
    world.control.setClockFrozen(false);
  });
});

/** Resolves when so many requests have come in; each is noted before it is answered. */
async function untilRequests(count: number): Promise<void> {
  while (world.control.openai.requests().length < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('what goes wrong', () => {
  test.each([
    { answer: { status: 429, retryAfter: 2 }, error: OpenAI.RateLimitError },
    { answer: { status: 500 }, error: OpenAI.InternalServerError },
    { answer: { status: 400, content: 'Bad picture' }, error: OpenAI.BadRequestError },
    { answer: { breaks: 'reset' }, error: OpenAI.APIConnectionError },
    { answer: { breaks: 'truncated-json' }, error: SyntaxError },
  ] as const)('$answer', async ({ answer, error }) => {
    world.control.openai.queue(answer);
    await expect(ask()).rejects.toBeInstanceOf(error);
  });

  test('never answers', async () => {
    world.control.openai.queue({ breaks: 'hang' });
    const impatient = client.withOptions({ timeout: 50 });
    const asked = impatient.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'x' }] });
    await expect(asked).rejects.toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  });

  test('a wrong key is refused and noted', async () => {
    const stranger = new OpenAI({ apiKey: 'sk-wrong', baseURL: world.simulator.openaiUrl, maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    expect(world.control.journal().violations).toMatchObject([{ code: 'bad-credentials' }]);
  });

  test.each([{ model: '' }, { messages: [] }])('a request without its parts: %j', async (part) => {
    await expect(ask(part)).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    expect(world.control.openai.requests()).toEqual([]);
  });
});

test('the responses endpoint says the same', async () => {
  const text = { format: { type: 'json_schema', name: 'order', schema: ORDER_SCHEMA, strict: true } } as const;
  const { output_text, usage, status } = await client.responses.create({ model: 'm', input: 'x', text });
  expect(JSON.parse(output_text)).toMatchObject({ kind: 'not_order' });
  expect({ status, isCounted: (usage?.total_tokens ?? 0) > 0 }).toEqual({ status: 'completed', isCounted: true });
});
