import { postWebhook } from '../wire/post-webhook.ts';
import type { Clock } from '../world/clock.ts';
import type { DeliveryFaults } from '../world/faults.ts';
import type { Journal, WebhookAttempt } from '../world/journal.ts';
import type { MetaApp } from './account.ts';
import { envelopeOf, type Update } from './envelope.ts';
import { encodeJson, signWebhook } from './sign-webhook.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Meta says "decreasing frequency, for 7 days" and no more; these steps add up to that. */
export const DEFAULT_RETRY_DELAYS_MS: readonly number[] = [
  5_000,
  30_000,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  4 * HOUR_MS,
  ...Array.from({ length: 13 }, () => 12 * HOUR_MS),
];

/** No limit is published; users report that connections are given up after 5 to 20 s. */
const CONNECT_TIMEOUT_MS = 10_000;
const READ_TIMEOUT_MS = 20_000;

export interface MetaPost {
  app: MetaApp;
  url: string;
  /** The bytes that are sent and signed. */
  body: string;
  kind: WebhookAttempt['kind'];
  summary: string;
  messageId: string;
  signature?: DeliveryFaults['signature'];
}

export interface MetaDeliveryWires {
  clock: Clock;
  journal: Journal;
  stopping: AbortSignal;
  retryDelaysMs: readonly number[];
}

/** Nothing but 200 counts. @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/set-up-webhooks */
export const isSuccess = ({ status }: Pick<WebhookAttempt, 'status'>) => status === 200;

/** Posts once and notes it. Never rejects. */
export async function postOnce(post: MetaPost, attempt: number, wires: MetaDeliveryWires): Promise<WebhookAttempt> {
  const startedAt = wires.clock.now();
  const body = Buffer.from(post.body, 'utf8');
  const signature = signatureFor(post, body);
  const answer = await postWebhook(
    {
      method: 'POST',
      url: post.url,
      headers: {
        Accept: '*/*',
        'User-Agent': 'facebookexternalua',
        'Content-Type': 'application/json',
        'Content-Length': String(body.length),
        ...(signature !== null && { 'X-Hub-Signature-256': signature }),
      },
      body: post.body,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      readTimeoutMs: READ_TIMEOUT_MS,
      signal: wires.stopping,
    },
    wires.clock,
  );
  const made: WebhookAttempt = {
    provider: 'meta',
    messageSid: post.messageId,
    kind: post.kind,
    summary: post.summary,
    url: post.url,
    attempt,
    status: answer.status,
    contentType: answer.contentType,
    body: answer.body,
    failure: answer.failure,
    elapsedMs: wires.clock.now().getTime() - startedAt.getTime(),
    at: startedAt.toISOString(),
    fields: {},
    json: parsed(post.body),
  };
  wires.journal.webhook(made);
  return made;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function signatureFor({ app, signature }: MetaPost, body: Buffer): string | null {
  if (signature === 'missing') return null;
  if (signature === 'wrong') return signWebhook('this is not the app secret', body);
  if (signature === 'old-secret') return signWebhook(app.previousSecret ?? `previous ${app.secret}`, body);
  return signWebhook(app.secret, body);
}

export interface UpdateDelivery {
  app: MetaApp;
  url: string;
  updates: readonly Update[];
  signature?: DeliveryFaults['signature'];
  /** Runs when an attempt has ended, with the updates it carried. */
  onAttempt?: (updates: readonly Update[], attempt: WebhookAttempt) => void;
}

/**
 * Delivers updates in one POST. What is not answered with 200 is tried again for days, in the background: each update in
 * a POST of its own then, all at once and in no order, since Meta promises neither grouping nor order.
 * @returns the first attempt, with the promise of the rest. Neither rejects
 */
export async function deliverUpdates(
  delivery: UpdateDelivery,
  wires: MetaDeliveryWires,
): Promise<{ first: WebhookAttempt; settled: Promise<void> }> {
  const first = await postUpdates(delivery, delivery.updates, 1, wires);
  const settled = isSuccess(first)
    ? Promise.resolve()
    : Promise.all(shuffled(delivery.updates).map((update) => retry(delivery, update, wires))).then(() => undefined);
  return { first, settled };
}

async function retry(delivery: UpdateDelivery, update: Update, wires: MetaDeliveryWires): Promise<void> {
  let dueAtMs = wires.clock.now().getTime();
  for (const [index, delayMs] of wires.retryDelaysMs.entries()) {
    // Counted from the first failure, so that a clock moved forward in big steps makes every attempt that has fallen due.
    dueAtMs += delayMs;
    await wires.clock.sleep(dueAtMs - wires.clock.now().getTime(), wires.stopping);
    if (wires.stopping.aborted) return;
    if (isSuccess(await postUpdates(delivery, [update], index + 2, wires))) return;
  }
}

async function postUpdates(
  { app, url, signature, onAttempt }: UpdateDelivery,
  updates: readonly Update[],
  attempt: number,
  wires: MetaDeliveryWires,
): Promise<WebhookAttempt> {
  const [first] = updates;
  const made = await postOnce(
    {
      app,
      url,
      body: encodeJson(envelopeOf(updates)),
      kind: updates.every(({ kind }) => kind === 'statuses') ? 'status' : 'message',
      summary: updates.map(({ summary }) => summary).join(', '),
      messageId: first?.messageId ?? '',
      ...(signature !== undefined && { signature }),
    },
    attempt,
    wires,
  );
  onAttempt?.(updates, made);
  return made;
}

const shuffled = <T>(list: readonly T[]): T[] =>
  list
    .map((item) => ({ item, weight: Math.random() }))
    .sort((one, other) => one.weight - other.weight)
    .map(({ item }) => item);
