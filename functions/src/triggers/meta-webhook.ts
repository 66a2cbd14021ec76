import { believe, signerOf } from '../provider/meta/believe.ts';
import { changesOf, type MetaChange } from '../provider/meta/envelope.ts';
import { answerHandshake } from '../provider/meta/handshake.ts';
import { type ReadChange, readChange, unreadableEvent } from '../provider/meta/read-changes.ts';
import { isSignedByMeta } from '../provider/meta/verify-signature.ts';
import type { AccountDirectory, MetaApp } from '../usecases/accounts/account-directory.ts';
import type { EventSource, KeepUnprocessed, TakeEvents } from '../usecases/take-events/take-events.ts';
import { type Log, mediaTypeOf, queryOf, refused, type WebhookAnswer, type WebhookHandler } from './webhook.ts';

export type MetaWebhookDeps = {
  readonly directory: Pick<AccountDirectory, 'metaApp' | 'ownerOf'>;
  readonly takeEvents: TakeEvents;
  readonly keep: KeepUnprocessed;
  readonly countRefused: (source: EventSource, number: string, events: number) => Promise<void>;
  /** that something came from an account, for people to see; must not fail the request */
  readonly noteArrival: (accountId: string) => Promise<void>;
  readonly maxBytes: number;
  readonly now: () => Date;
  readonly log: Log;
};

/** `/webhooks/meta` is the platform's app; `/webhooks/meta/{accountId}` an account's own (R51). */
const PATH = /\/webhooks\/meta(?:\/((?!__.*__\/?$)[A-Za-z0-9_-]{1,64}))?\/?$/;

/** Exactly 200: anything else makes Meta send it all again, for days. */
const ACKNOWLEDGED: WebhookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'EVENT_RECEIVED' };

/**
 * Answers Meta. GET: the handshake. POST: the signature over the raw bytes with the secrets of this address's app only, then the
 * body. A change is believed only if the number that it is about belongs to that app (R51). All that is validly signed is answered with
 * 200, whatever is in it (R93), unless the database is not there: then 503, and Meta sends it again (R90).
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/set-up-webhooks
 */
export const makeMetaWebhook =
  (deps: MetaWebhookDeps): WebhookHandler =>
  async (request) => {
    const path = PATH.exec(request.url.split('?')[0] ?? '');
    const app = path === null ? null : await deps.directory.metaApp(path[1] ?? null);
    if (app === null) return refused(404, 'unknown-account', 'There is no such account here.');
    if (request.method === 'GET') return handshake(deps, app, queryOf(request));
    if (request.method !== 'POST') return refused(405, 'method-not-allowed', 'Use POST.', { Allow: 'GET, POST' });
    if (app.appSecrets.length === 0) return notConfigured();
    if (request.rawBody.byteLength > deps.maxBytes)
      return refused(413, 'body-too-large', `The body is larger than ${deps.maxBytes} bytes.`);
    if (mediaTypeOf(request) !== 'application/json') return refused(415, 'not-json', 'Send application/json.');
    if (!isSignedByMeta(request.header('x-hub-signature-256'), request.rawBody, app.appSecrets)) {
      const { accountId } = app;
      deps.log('WARNING', 'signature-mismatch', { provider: 'meta', accountId, bytes: request.rawBody.byteLength });
      return refused(401, 'signature-mismatch', 'X-Hub-Signature-256 does not match the body.');
    }
    return takeIn(deps, app, request.rawBody);
  };

const notConfigured = () =>
  refused(503, 'meta-not-configured', 'No app secret is set for this address; see docs/deploy.md.');

function handshake(deps: MetaWebhookDeps, app: MetaApp, query: string): WebhookAnswer {
  if (app.verifyTokens.length === 0) return notConfigured();
  const answer = answerHandshake(query, app.verifyTokens);
  deps.log(answer.ok ? 'INFO' : 'WARNING', answer.ok ? 'handshake' : answer.failure.code, {
    provider: 'meta',
    accountId: app.accountId,
  });
  if (!answer.ok) return refused(403, answer.failure.code, answer.failure.message);
  return { status: 200, contentType: 'text/plain; charset=utf-8', body: answer.value };
}

async function takeIn(deps: MetaWebhookDeps, app: MetaApp, rawBody: Uint8Array): Promise<WebhookAnswer> {
  const signer = signerOf(app);
  const source: EventSource = { provider: 'meta', accountId: signer };
  const receivedAt = deps.now();
  const text = new TextDecoder().decode(rawBody);
  const body = parsed(text);
  if (!body.ok) {
    // Sent again it would be no better: kept for a person to look at.
    deps.log('ERROR', 'unreadable-body', { provider: 'meta', accountId: signer, bytes: rawBody.byteLength });
    await deps.keep(source, { code: 'not-json', message: 'The signed body is no JSON.' }, text);
    return ACKNOWLEDGED;
  }
  const envelope = changesOf(body.value);
  if (envelope === null) {
    deps.log('WARNING', 'unknown-object', { provider: 'meta', accountId: signer });
    return ACKNOWLEDGED;
  }
  const read: ReadChange[] = [];
  const notBelieved: MetaChange[] = [];
  const arrivedAt = new Set<string>();
  for (const change of envelope.changes) {
    const believed = await believe(deps.directory, app, change);
    if (believed === null) notBelieved.push(change);
    else {
      read.push(readChange(change, believed, receivedAt));
      arrivedAt.add(believed.accountId);
    }
  }
  await refuse(deps, source, notBelieved);
  const unreadable = envelope.unreadable.map((each) => unreadableEvent('The change is of no known form.', each));
  const events = [...read.flatMap((each) => each.events), ...unreadable];
  const taken = await deps.takeEvents(events, source);
  for (const accountId of arrivedAt) await deps.noteArrival(accountId);
  const ignored = Object.groupBy(
    events.flatMap((event) => (event.kind === 'ignored' ? [event.ignored.why] : [])),
    (why) => why,
  );
  deps.log(taken.isComplete ? 'INFO' : 'ERROR', taken.isComplete ? 'webhook-taken-in' : 'webhook-incomplete', {
    provider: 'meta',
    accountId: signer,
    events: events.length,
    ...taken,
    ignored: Object.fromEntries(Object.entries(ignored).map(([why, all]) => [why, all?.length ?? 0])),
  });
  for (const problem of read.flatMap((each) => each.problems))
    deps.log('WARNING', 'provider-problem', { provider: 'meta', accountId: signer, ...problem });
  return taken.isComplete ? ACKNOWLEDGED : refused(503, 'try-again', 'Not everything could be stored. Send it again.');
}

function parsed(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

/** Told and counted, once per request; what was in it is not kept, since anybody with an app could fill the database. */
async function refuse(deps: MetaWebhookDeps, source: EventSource, changes: readonly MetaChange[]): Promise<void> {
  const numbers = [...new Set(changes.map(({ phoneNumberId, wabaId }) => phoneNumberId ?? wabaId))];
  const [first] = numbers;
  if (first === undefined) return;
  const { accountId } = source;
  deps.log('WARNING', 'number-not-of-signer', { provider: 'meta', accountId, numbers: numbers.slice(0, 20) });
  await deps.countRefused(source, first, changes.length);
}
