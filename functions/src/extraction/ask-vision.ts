import { VISION_INSTRUCTIONS, type VisionAnswer, visionAnswerSchema } from '@casillero/domain/order/vision-answer';
import { fail, ok, type Result } from '@casillero/domain/result';
import type OpenAi from 'openai';
import { z } from 'zod';

/** Any OpenAI-compatible endpoint, and its prices. */
export type VisionSettings = {
  /** base of the API, for example https://api.openai.com/v1; empty: none is set up */
  readonly apiBase: string;
  readonly apiKey: string;
  readonly model: string;
  /** US dollars per million tokens; null: not known, and then the cost is neither */
  readonly priceInput: number | null;
  readonly priceOutput: number | null;
};

export type VisionUse = {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
  readonly milliseconds: number;
};

/**
 * Why an endpoint gave no answer. Trying again may help with `vision-timeout`, `vision-unreachable` and `vision-busy`; with
 * the others (not set up, key or request refused, an answer that is not what was asked for) only a person can.
 */
export type VisionFailureCode =
  | 'vision-timeout'
  | 'vision-unreachable'
  | 'vision-busy'
  | 'vision-not-set-up'
  | 'vision-denied'
  | 'vision-rejected'
  | 'vision-declined'
  | 'vision-invalid';

export const isPassing = (code: VisionFailureCode): boolean =>
  code === 'vision-timeout' || code === 'vision-unreachable' || code === 'vision-busy';

/** Longest wait for an answer: models take 3 to 20 s for a long page. */
const TIMEOUT_MS = 60_000;

const { $schema: _dialect, ...ANSWER_JSON_SCHEMA } = z.toJSONSchema(visionAnswerSchema);

/** Asks an endpoint what order a picture shows. One request; whoever asks decides about another. */
export type AskVision = (
  jpeg: Uint8Array,
) => Promise<Result<{ readonly answer: VisionAnswer; readonly use: VisionUse }, VisionFailureCode>>;

/**
 * Asks by chat completion with the picture inline and a strict JSON schema. Failures name the status and the endpoint's
 * own code, never its words: those may repeat the request.
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export const askVision =
  (settings: () => VisionSettings, timeoutMs: number = TIMEOUT_MS): AskVision =>
  async (jpeg) => {
    const { apiBase, apiKey, model, priceInput, priceOutput } = settings();
    if (apiBase === '' || model === '')
      return fail('vision-not-set-up', 'No vision endpoint is set up.', 'Set VISION_API_BASE and VISION_MODEL.');
    const openai = await import('openai');
    // attempts are the outbox entry's; some servers of one's own want no key, and the SDK wants one
    const client = new openai.default({
      baseURL: apiBase,
      apiKey: apiKey === '' ? 'none' : apiKey,
      timeout: timeoutMs,
      maxRetries: 0,
      logLevel: 'off',
    });
    const startedAt = performance.now();
    let completion: OpenAi.ChatCompletion;
    try {
      completion = await client.chat.completions.create(questionOf(jpeg, model));
    } catch (error) {
      return failureOf(error, openai, timeoutMs);
    }
    const milliseconds = Math.round(performance.now() - startedAt);
    const answered = answerOf(completion);
    if (!answered.ok) return answered;
    const inputTokens = completion.usage?.prompt_tokens ?? 0;
    const outputTokens = completion.usage?.completion_tokens ?? 0;
    const isPriced = priceInput !== null && priceOutput !== null && completion.usage !== undefined;
    const costUsd = isPriced ? (inputTokens * priceInput + outputTokens * priceOutput) / 1_000_000 : null;
    return ok({ answer: answered.value, use: { model, inputTokens, outputTokens, costUsd, milliseconds } });
  };

const questionOf = (jpeg: Uint8Array, model: string): OpenAi.ChatCompletionCreateParamsNonStreaming => ({
  model,
  messages: [
    { role: 'system', content: VISION_INSTRUCTIONS },
    {
      role: 'user',
      content: [
        {
          type: 'image_url',
          image_url: { url: `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`, detail: 'high' },
        },
      ],
    },
  ],
  response_format: { type: 'json_schema', json_schema: { name: 'order', strict: true, schema: ANSWER_JSON_SCHEMA } },
});

function answerOf(completion: OpenAi.ChatCompletion): Result<VisionAnswer, VisionFailureCode> {
  const choice = completion.choices?.[0];
  if (choice?.message.refusal || choice?.finish_reason === 'content_filter')
    return fail('vision-declined', 'The model declined to read the picture.', 'Look at the picture.');
  const parsed = visionAnswerSchema.safeParse(jsonIn(choice?.message.content ?? ''));
  if (choice?.finish_reason === 'length' || !parsed.success)
    return fail('vision-invalid', 'The endpoint’s answer is not of the form asked for.', 'Choose another model.');
  return ok(parsed.data);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function failureOf(
  error: unknown,
  { APIConnectionError, APIConnectionTimeoutError, APIError }: typeof import('openai'),
  timeoutMs: number,
): Result<never, VisionFailureCode> {
  if (error instanceof APIConnectionTimeoutError)
    return fail('vision-timeout', `The vision endpoint took longer than ${timeoutMs / 1000} s.`, 'It is tried again.');
  if (error instanceof APIConnectionError)
    return fail('vision-unreachable', 'The vision endpoint cannot be reached.', 'Check VISION_API_BASE.');
  // a body that is no JSON, though the status said success
  if (!(error instanceof APIError) || error.status === undefined)
    return fail('vision-invalid', 'The endpoint’s answer is not of the form asked for.', 'Check VISION_API_BASE.');
  const { status, code } = error;
  const named = typeof code === 'string' ? ` (${code.slice(0, 60)})` : '';
  const said = `The vision endpoint answered ${status}${named}.`;
  if (status === 401 || status === 403) return fail('vision-denied', said, 'Check VISION_API_KEY.');
  if (status === 408 || status === 429 || status >= 500) return fail('vision-busy', said, 'It is tried again.');
  return fail('vision-rejected', said, 'Check VISION_MODEL: it must read pictures and answer by JSON schema.');
}
