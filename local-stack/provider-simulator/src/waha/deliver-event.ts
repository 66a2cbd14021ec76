import { createHmac, randomUUID } from 'node:crypto';
import { postWebhook, type WebhookAnswer } from '../wire/post-webhook.ts';
import type { DeliveryFaults } from '../world/faults.ts';
import type { WebhookAttempt } from '../world/journal.ts';
import type { WahaWebhook } from './account.ts';
import { newEventId } from './addresses.ts';
import type { Json } from './payload.ts';
import { type LiveSession, meOf } from './sessions.ts';
import type { WahaWires } from './wires.ts';

/** A hanging endpoint holds a socket for good: there is no client timeout. */
const NEVER_MS = 7 * 24 * 60 * 60 * 1000;
const DEFAULT_DELAY_SECONDS = 2;
const DEFAULT_ATTEMPTS = 15;
/** exponential adds up to so much chance. */
const JITTER = 0.2;

export const VERSION = '2026.7.1';

/** X-Webhook-Hmac: hex HMAC-SHA512 of the body. @see https://waha.devlike.pro/docs/how-to/events/#hmac-authentication */
export const signEvent = (key: string, body: string | Buffer) => createHmac('sha512', key).update(body).digest('hex');

export interface EventToTell {
  session: LiveSession;
  event: string;
  payload: Json;
  messageId?: string;
  summary?: string;
  faults?: DeliveryFaults;
  onAttempt?: (attempt: WebhookAttempt) => void;
}

/** Any 2xx counts. */
export const isSuccess = ({ status, failure }: Pick<WebhookAttempt, 'status' | 'failure'>) =>
  failure === null && status !== null && status >= 200 && status < 300;

/** The webhooks that want this event: the session's own, and the global one besides. */
function webhooksFor(event: string, session: LiveSession, wires: WahaWires): WahaWebhook[] {
  const global = wires.globalWebhook ? [{ url: wires.targets.of('waha'), ...wires.globalWebhook }] : [];
  return [...(session.config.webhooks ?? []), ...global].filter(
    ({ events }) => events.includes(event) || events.includes('*'),
  );
}

/**
 * Tells an event to every webhook that wants it. Resolves with the first attempts; what fails is tried again in the
 * background, and lost when the simulator is cleared or stopped. Never rejects.
 */
export async function tellEvent(told: EventToTell, current: WahaWires): Promise<WebhookAttempt[]> {
  const wires = { ...current };
  const { copies = 1, spacing = 'in-sequence' } = told.faults ?? {};
  const posts = webhooksFor(told.event, told.session, wires).flatMap((webhook) => {
    const at = wires.clock.now();
    const body = JSON.stringify(envelopeOf(told, at, wires));
    return Array.from({ length: copies }, () => () => deliver(told, webhook, body, wires));
  });
  if (spacing === 'at-once') return Promise.all(posts.map((post) => post()));
  const attempts: WebhookAttempt[] = [];
  for (const post of posts) attempts.push(await post());
  return attempts;
}

function envelopeOf({ session, event, payload }: EventToTell, at: Date, wires: WahaWires): Json {
  const { engine } = wires;
  return {
    id: newEventId(at),
    timestamp: at.getTime(),
    event,
    session: session.name,
    metadata: session.config.metadata ?? {},
    me: meOf(session),
    payload,
    engine,
    environment: { version: VERSION, engine, tier: 'CORE', browser: null },
    worker: { id: 'simulated' },
  };
}

async function deliver(
  told: EventToTell,
  webhook: WahaWebhook,
  body: string,
  wires: WahaWires,
): Promise<WebhookAttempt> {
  const requestId = randomUUID();
  const post = (attempt: number) => postOnce(told, webhook, body, { requestId, attempt }, wires);
  const first = await post(1);
  if (!isSuccess(first.made)) void retry(webhook, first.answer, post, wires);
  return first.made;
}

async function retry(
  { retries }: WahaWebhook,
  firstAnswer: WebhookAnswer,
  post: (attempt: number) => Promise<{ made: WebhookAttempt; answer: WebhookAnswer }>,
  wires: WahaWires,
): Promise<void> {
  const { policy = 'constant', delaySeconds = DEFAULT_DELAY_SECONDS, attempts = DEFAULT_ATTEMPTS } = retries ?? {};
  let dueAtMs = wires.clock.now().getTime();
  let answer = firstAnswer;
  for (let nth = 1; nth <= attempts; nth++) {
    const factor = { constant: 1, linear: nth, exponential: 2 ** nth * (1 + JITTER * Math.random()) }[policy];
    const asked = answer.retryAfter !== null && /^\d+$/.test(answer.retryAfter) ? Number(answer.retryAfter) : null;
    dueAtMs += 1_000 * (asked ?? delaySeconds * factor);
    await wires.clock.sleep(dueAtMs - wires.clock.now().getTime(), wires.stopping);
    if (wires.stopping.aborted) return;
    const next = await post(nth + 1);
    if (isSuccess(next.made)) return;
    answer = next.answer;
  }
}

async function postOnce(
  told: EventToTell,
  webhook: WahaWebhook,
  body: string,
  { requestId, attempt }: { requestId: string; attempt: number },
  wires: WahaWires,
): Promise<{ made: WebhookAttempt; answer: WebhookAnswer }> {
  const startedAt = wires.clock.now();
  const url = wires.targets.toLocal(webhook.url);
  const signature = signatureFor(webhook.hmac?.key, body, told.faults?.signature);
  const custom = (webhook.customHeaders ?? []).map(({ name, value }): [string, string] => [name, value]);
  const answer = await postWebhook(
    {
      method: 'POST',
      url,
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
        'User-Agent': `WAHA/${VERSION}`,
        'X-Webhook-Request-Id': requestId,
        'X-Webhook-Timestamp': String(startedAt.getTime()),
        ...(signature !== null && { 'X-Webhook-Hmac': signature, 'X-Webhook-Hmac-Algorithm': 'sha512' }),
        ...Object.fromEntries(custom),
      },
      body,
      connectTimeoutMs: NEVER_MS,
      readTimeoutMs: NEVER_MS,
      signal: wires.stopping,
    },
    wires.clock,
  );
  const made: WebhookAttempt = {
    provider: 'waha',
    messageSid: told.messageId ?? '',
    kind: told.event === 'message.ack' ? 'status' : told.event.startsWith('message') ? 'message' : 'event',
    summary: told.summary ?? told.event,
    url,
    attempt,
    status: answer.status,
    contentType: answer.contentType,
    body: answer.body,
    failure: answer.failure,
    elapsedMs: wires.clock.now().getTime() - startedAt.getTime(),
    at: startedAt.toISOString(),
    fields: {},
    json: JSON.parse(body),
  };
  wires.journal.webhook(made);
  told.onAttempt?.(made);
  return { made, answer };
}

function signatureFor(key: string | undefined, body: string, fault: DeliveryFaults['signature']): string | null {
  if (key === undefined || fault === 'missing') return null;
  if (fault === 'wrong') return signEvent('this is not the key', body);
  if (fault === 'old-secret') return signEvent(`previous ${key}`, body);
  return signEvent(key, body);
}
