import { fail, ok } from '@casillero/domain/result';
import { z } from 'zod';
import type { ProviderResult } from '../../usecases/numbers/ports.ts';
import type { TwilioClient } from './messages.ts';

export type TwilioCall = {
  readonly method: 'get' | 'post' | 'delete';
  /** api.twilio.com, messaging.twilio.com, pricing.twilio.com */
  readonly host: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
};

const TIMEOUT_MS = 20_000;

/** Errors of sockets that come before anything was sent. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Error body of every Twilio API. @see https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
const errorBody = z.object({ code: z.number().nullish().catch(null), message: z.string().nullish().catch(null) });

/** What to do about refusals that operators meet. @see https://www.twilio.com/docs/api/errors */
const HINTS: Readonly<Record<number, string>> = {
  20003: 'Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.',
  20008: 'Test credentials cannot do this.',
  21404: 'A trial account has one number: upgrade it.',
  21421: 'Choose a number from the search.',
  21422: 'Somebody was faster: choose another number.',
  21452: 'Search with other digits.',
  21631: 'Add an address in that country at Twilio, then resume.',
  21649: 'Add a regulatory bundle at Twilio, then resume.',
  63100: 'Check the business name against WhatsApp’s rules, then resume.',
  63102: 'The number’s account belongs to another WhatsApp Business Account: set TWILIO_WABA_ID.',
  63103: 'Set TWILIO_WABA_ID to the account’s WhatsApp Business Account.',
};

/**
 * Calls a Twilio API once, through the package's own client, and reads the answer by a schema. Never throws for what the
 * provider says: no answer or a 5xx after a POST or DELETE means that it may have been done.
 */
export async function callTwilio<Value>(
  client: TwilioClient,
  call: TwilioCall,
  schema: z.ZodType<Value>,
): Promise<ProviderResult<Value>> {
  const twilio = await client();
  let answer: { statusCode: number; body: unknown };
  try {
    answer = (await twilio.request({
      method: call.method,
      uri: `https://${call.host}${call.path}`,
      ...(call.query === undefined ? {} : { params: call.query }),
      ...(call.form === undefined ? {} : { data: call.form }),
      ...(call.json === undefined
        ? {}
        : { data: call.json as object, headers: { 'Content-Type': 'application/json' } }),
      timeout: TIMEOUT_MS,
    } as Parameters<typeof twilio.request>[0])) as unknown as typeof answer;
  } catch (error) {
    return noAnswer(call, error);
  }
  const body = typeof answer.body === 'string' ? jsonOf(answer.body) : answer.body;
  if (answer.statusCode >= 200 && answer.statusCode < 300) {
    const parsed = schema.safeParse(body);
    if (parsed.success) return ok(parsed.data);
    return fail(
      'unknown',
      `Twilio answered ${answer.statusCode} in a form that is not known.`,
      'Look at Twilio’s console.',
    );
  }
  return refusal(call, answer.statusCode, body);
}

function noAnswer(call: TwilioCall, error: unknown) {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null;
  const message = `No answer from Twilio${code === null ? '' : ` (${code})`}.`;
  const isUnsent = code !== null && NEVER_CONNECTED.has(code);
  return fail(isUnsent || call.method === 'get' ? 'temporary' : 'unknown', message, 'Try again in a moment.');
}

function refusal(call: TwilioCall, status: number, body: unknown) {
  const parsed = errorBody.safeParse(body);
  const code = parsed.success ? (parsed.data.code ?? null) : null;
  const words = parsed.success ? (parsed.data.message ?? '').slice(0, 300) : '';
  const message = `Twilio ${code ?? status}: ${words}`;
  if (status === 429 || code === 20429) return fail('temporary', message, 'Try again in a moment.');
  if (status >= 500) return fail(call.method === 'get' ? 'temporary' : 'unknown', message, 'Try again in a moment.');
  if (status === 404) return fail('missing', message, 'It is not there, or not in this account.');
  return fail(
    'permanent',
    message,
    (code === null ? null : HINTS[code]) ?? 'See the code in Twilio’s error dictionary.',
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
