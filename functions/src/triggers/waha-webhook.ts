import { parseEvent, type WahaEvent } from '../provider/waha/parse-event.ts';
import { providerEventOf, type ResolveHiddenId } from '../provider/waha/provider-event.ts';
import { isSignedByWaha } from '../provider/waha/verify-signature.ts';
import type { KeepUnprocessed, TakeEvents } from '../usecases/take-events/take-events.ts';
import type { RecordWahaSession } from '../usecases/waha-sessions/record-session.ts';
import { type Log, mediaTypeOf, refused, type WebhookAnswer, type WebhookHandler } from './webhook.ts';

export type WahaWebhookDeps = {
  /** keys that sign, new and old while they are changed; none: WAHA is not configured */
  readonly keys: () => readonly string[];
  readonly takeEvents: TakeEvents;
  readonly keep: KeepUnprocessed;
  readonly recordSession: RecordWahaSession;
  /** that a message came to a session, for people to see */
  readonly noteMessage: (session: string) => Promise<void>;
  readonly resolve: ResolveHiddenId;
  readonly maxBytes: number;
  readonly now: () => Date;
  readonly log: Log;
};

const ACKNOWLEDGED: WebhookAnswer = { status: 200, contentType: 'application/json; charset=utf-8', body: '{}' };

/** One WAHA server serves all sessions, so its key speaks for all of them. */
const SERVER = 'waha';

/**
 * Answers WAHA: the signature over the raw bytes, then the event. WAHA tries everything again that is not 2xx, also what will never
 * work: all that is validly signed is answered with 200, unless the database is not there (R93).
 * @see https://waha.devlike.pro/docs/how-to/events/
 */
export const makeWahaWebhook =
  (deps: WahaWebhookDeps): WebhookHandler =>
  async (request) => {
    if (request.method !== 'POST') return refused(405, 'method-not-allowed', 'Use POST.', { Allow: 'POST' });
    if (deps.keys().length === 0)
      return refused(503, 'waha-not-configured', 'WAHA is not configured here; see docs/deploy.md.');
    if (request.rawBody.byteLength > deps.maxBytes)
      return refused(413, 'body-too-large', `The body is larger than ${deps.maxBytes} bytes.`);
    if (mediaTypeOf(request) !== 'application/json') return refused(415, 'not-json', 'Send application/json.');
    const [signature, algorithm] = [request.header('x-webhook-hmac'), request.header('x-webhook-hmac-algorithm')];
    if (!isSignedByWaha(signature, algorithm, request.rawBody, deps.keys())) {
      deps.log('WARNING', 'signature-mismatch', { provider: 'waha', bytes: request.rawBody.byteLength });
      return refused(401, 'signature-mismatch', 'X-Webhook-Hmac does not match the body.');
    }
    const text = new TextDecoder().decode(request.rawBody);
    const body = parsed(text);
    if (body === undefined) {
      deps.log('ERROR', 'unreadable-body', { provider: 'waha', bytes: request.rawBody.byteLength });
      await deps.keep(
        { provider: 'waha', accountId: SERVER },
        { code: 'not-json', message: 'The signed body is no JSON.' },
        text,
      );
      return ACKNOWLEDGED;
    }
    return take(deps, parseEvent(body, deps.now()), body);
  };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function take(deps: WahaWebhookDeps, event: WahaEvent, body: unknown): Promise<WebhookAnswer> {
  if (event.kind === 'unused') {
    deps.log('INFO', 'unused', { provider: 'waha', why: event.why });
    return ACKNOWLEDGED;
  }
  if (event.kind === 'ignored') deps.log('INFO', 'ignored', { provider: 'waha', why: event.ignored.why });
  if (event.kind === 'session') {
    deps.log('INFO', 'session-status', { provider: 'waha', session: event.session, status: event.status });
    await deps.recordSession(event);
    return ACKNOWLEDGED;
  }
  const told = await providerEventOf(deps.resolve, event, body);
  const taken = await deps.takeEvents([told], { provider: 'waha', accountId: SERVER });
  if (event.kind === 'message' && taken.isComplete) await deps.noteMessage(event.message.account);
  return taken.isComplete ? ACKNOWLEDGED : refused(503, 'try-again', 'It could not be stored. Send it again.');
}
