import { postWebhook, type WebhookAnswer } from '../wire/post-webhook.ts';
import type { Clock } from '../world/clock.ts';
import type { Journal, WebhookAttempt } from '../world/journal.ts';
import { type ConnectionPolicy, connectionPolicyOf } from './connection-overrides.ts';
import { encodeForm, withoutFragment } from './sign-webhook.ts';

/** Where a webhook goes, and which URL its signature covers: they differ behind a proxy. */
export interface WebhookAddress {
  postTo: string;
  signedUrl: string;
}

export interface WebhookDelivery {
  kind: 'message' | 'status';
  messageSid: string;
  address: WebhookAddress;
  /** Asked once after the primary URL has failed for good. */
  fallback: WebhookAddress | null;
  fields: Record<string, string>;
  /** The same on every retry of this delivery. */
  idempotencyToken: string;
  /** @returns the signature header, or null to send none */
  sign: (url: string, fields: Record<string, string>) => string | null;
}

export interface DeliveryWires {
  clock: Clock;
  journal: Journal;
  /** Aborts when the simulator stops. */
  stopping: AbortSignal;
}

const MOST_REDIRECTS = 5;

/**
 * Delivers as Twilio does: retries as the URL's fragment says, all within the total time, then the fallback URL once.
 * What goes wrong becomes a debugger alert. Never rejects.
 * @returns every request made, the deciding one last
 */
export async function deliverWebhook(delivery: WebhookDelivery, wires: DeliveryWires): Promise<WebhookAttempt[]> {
  const attempts = await withRetries(delivery, delivery.address, delivery.fields, wires);
  const last = attempts.at(-1);
  if (!last || isSuccess(last)) return attempts;
  const alert = alertFor(last);
  wires.journal.alert({
    ...alert,
    url: last.url,
    messageSid: delivery.messageSid,
    at: wires.clock.now().toISOString(),
  });
  if (!delivery.fallback) return attempts;
  const fields = { ...delivery.fields, ErrorCode: String(alert.code), ErrorUrl: delivery.address.signedUrl };
  const fallbackAttempts = await withRetries(delivery, delivery.fallback, fields, wires);
  return [...attempts, ...fallbackAttempts];
}

/** True for an answer that Twilio takes as delivered. */
export const isSuccess = (attempt: Pick<WebhookAttempt, 'status' | 'failure'>) =>
  attempt.failure === null && attempt.status !== null && attempt.status >= 200 && attempt.status < 300;

async function withRetries(
  delivery: WebhookDelivery,
  address: WebhookAddress,
  fields: Record<string, string>,
  wires: DeliveryWires,
): Promise<WebhookAttempt[]> {
  const policy = connectionPolicyOf(address.postTo);
  const total = new AbortController();
  const callOff = wires.clock.schedule(policy.totalTimeoutMs, () => total.abort());
  const signal = AbortSignal.any([total.signal, wires.stopping]);
  const attempts: WebhookAttempt[] = [];
  for (let attempt = 1; attempt <= 1 + policy.retryCount; attempt++) {
    const made = await requestOnce({ delivery, address, fields, policy, signal, attempt }, wires);
    attempts.push(made);
    if (isSuccess(made) || signal.aborted || !isWorthRetrying(made, policy)) break;
  }
  callOff();
  return attempts;
}

interface OneRequest {
  delivery: WebhookDelivery;
  address: WebhookAddress;
  fields: Record<string, string>;
  policy: ConnectionPolicy;
  signal: AbortSignal;
  attempt: number;
}

async function requestOnce(one: OneRequest, wires: DeliveryWires): Promise<WebhookAttempt> {
  const { delivery, policy, signal } = one;
  const startedAt = wires.clock.now();
  let postTo = withoutFragment(one.address.postTo);
  let signedUrl = withoutFragment(one.address.signedUrl);
  let method: 'POST' | 'GET' = 'POST';
  let answer: WebhookAnswer;
  for (let redirects = 0; ; redirects++) {
    const sentFields = method === 'POST' ? one.fields : {};
    const body = encodeForm(sentFields);
    const signature = delivery.sign(signedUrl, sentFields);
    const headers: Record<string, string> = {
      Accept: '*/*',
      'User-Agent': 'TwilioProxy/1.1',
      'I-Twilio-Idempotency-Token': delivery.idempotencyToken,
      ...(method === 'POST' && {
        'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'Content-Length': String(Buffer.byteLength(body)),
      }),
      ...(signature !== null && { 'X-Twilio-Signature': signature }),
    };
    const { connectTimeoutMs, readTimeoutMs } = policy;
    answer = await postWebhook(
      { method, url: postTo, headers, body, connectTimeoutMs, readTimeoutMs, signal },
      wires.clock,
    );
    const isRedirect = answer.status !== null && answer.status >= 300 && answer.status < 400;
    if (!isRedirect || answer.location === null || redirects >= MOST_REDIRECTS) break;
    // As in production, a redirected POST becomes a GET without its parameters.
    postTo = new URL(answer.location, postTo).href;
    signedUrl = postTo;
    method = 'GET';
  }
  const made: WebhookAttempt = {
    messageSid: delivery.messageSid,
    provider: 'twilio',
    kind: delivery.kind,
    summary: one.fields.MessageStatus ?? '',
    url: postTo,
    attempt: one.attempt,
    status: answer.status,
    contentType: answer.contentType,
    body: answer.body,
    failure: answer.failure,
    elapsedMs: wires.clock.now().getTime() - startedAt.getTime(),
    at: startedAt.toISOString(),
    fields: one.fields,
  };
  wires.journal.webhook(made);
  return made;
}

function isWorthRetrying({ failure, status }: WebhookAttempt, { retryOn }: ConnectionPolicy): boolean {
  if (retryOn.has('all')) return true;
  if (failure === 'connect') return retryOn.has('ct');
  if (failure === 'read-timeout') return retryOn.has('rt');
  if (status !== null && status >= 500) return retryOn.has('5xx');
  if (status !== null && status >= 400) return retryOn.has('4xx');
  return false;
}

/** @see https://www.twilio.com/docs/api/errors, 11200, 11205, 11750 */
function alertFor(attempt: WebhookAttempt): { code: number; message: string } {
  if (attempt.failure === 'too-large') return { code: 11750, message: 'TwiML response body too large (over 64 kB)' };
  if (attempt.failure === 'connect') return { code: 11205, message: 'HTTP connection failure: no connection' };
  if (attempt.failure !== null) return { code: 11205, message: 'HTTP connection failure: no answer in time' };
  return { code: 11200, message: `HTTP retrieval failure: the webhook answered ${attempt.status}` };
}
