import { randomBytes } from 'node:crypto';
import { invalidInput, notFound } from '../problem.ts';
import type { WebhookAttempt } from '../world/journal.ts';
import type { DeliveryReport, PersonsMessage } from '../world/persons-message.ts';
import { leavingPhone } from '../world/persons-text.ts';
import type { Reason, TimelineMessage } from '../world/timeline.ts';
import { deliverUpdates, isSuccess } from './deliver-webhook.ts';
import type { LiveNumber, LiveWaba } from './directory.ts';
import type { Update } from './envelope.ts';
import { contactOf, inboundMessage } from './inbound-message.ts';
import { INBOUND_LIFETIME_MS, type MetaMedia, newMetaId } from './media-store.ts';
import type { MetaWires } from './wires.ts';

export type MetaPersonsMessage = PersonsMessage<LiveNumber>;

/** @returns an opaque id as WhatsApp makes them: base64 with all its signs, case-sensitive */
export const newWamid = () => `wamid.${Buffer.concat([Buffer.from([0xfb, 0xff]), randomBytes(30)]).toString('base64')}`;

/** Acts that do not open the service window. */
const QUIET_ACTS: ReadonlySet<string> = new Set(['edit', 'delete', 'changed-number', 'changed-user-id']);

interface Kept {
  sent: MetaPersonsMessage;
  waba: LiveWaba;
  update: Update;
  shown: TimelineMessage;
}

/**
 * Takes messages of people in as Meta does and tells them in one POST per subscribed app and callback URL. Resolves when
 * the first request of every copy is answered; retries go on in the background. Faults of delivery are those of the
 * first message. Rejects with Problem for an order that WhatsApp could not carry.
 */
export async function receiveFromPeople(
  sents: readonly MetaPersonsMessage[],
  current: MetaWires,
): Promise<DeliveryReport[]> {
  const wires = { ...current };
  for (const sent of sents) check(sent);
  const kept = sents.map((sent) => keep(sent, wires));
  const faults = sents[0]?.delivery ?? {};
  if (faults.delayMs) await wires.clock.sleep(faults.delayMs, wires.stopping);

  const onAttempt = (updates: readonly Update[], attempt: WebhookAttempt) => {
    for (const { messageId } of updates) noteAnswer(messageId, attempt, wires);
  };
  const attempts: { updates: readonly Update[]; attempt: WebhookAttempt }[] = [];
  const posts = postsOf(kept, wires).map((post) => async () => {
    const { first } = await deliverUpdates(
      { ...post, ...(faults.signature !== undefined && { signature: faults.signature }), onAttempt },
      wires,
    );
    attempts.push({ updates: post.updates, attempt: first });
  });
  const { copies = 1, spacing = 'in-sequence' } = faults;
  const all = Array.from({ length: copies }, () => posts).flat();
  if (spacing === 'at-once') await Promise.all(all.map((post) => post()));
  else for (const post of all) await post();

  return kept.map(({ shown, update }) => reportOf(shown, update, attempts, wires));
}

function check({ media, number, act, person }: MetaPersonsMessage): void {
  if (media.length > 1) {
    throw invalidInput('One message carries one medium. Send several messages, at once or in one POST.');
  }
  if ((number.status ?? 'CONNECTED') !== 'CONNECTED')
    throw invalidInput(`The number ${number.phone} is not connected.`);
  if (act?.kind === 'changed-number' && act.phone === person.phone) {
    throw invalidInput('act.phone must be another phone.');
  }
}

function keep(sent: MetaPersonsMessage, wires: MetaWires): Kept {
  const { number, person, act } = sent;
  const waba = wires.directory.findWaba(number.wabaId);
  if (!waba) throw notFound(`The number ${number.phone} belongs to an account that is not configured.`);
  const sentAt = wires.clock.now();
  const media = keepMedia(sent, sentAt, wires);
  const id = newWamid();
  const json = inboundMessage(sent, { id, sentAt, portfolioId: waba.portfolioId, media, mediaUrl: null });
  const isSystem = act?.kind === 'changed-number' || act?.kind === 'changed-user-id';
  const shown = leavingPhone({
    id: String(json.id),
    provider: 'meta',
    person: person.phone,
    number: number.phone,
    text: sent.text,
    act,
    media: media ? [{ ...media, sizeBytes: media.bytes.length }] : [],
    place: sent.place,
    replyTo: sent.context.replyTo,
    at: sentAt,
  });
  wires.timeline.put(shown);
  if (act?.kind === 'reaction') wires.timeline.change(act.messageId, { reaction: act.emoji });
  if (act?.kind === 'changed-number') wires.roster.add({ ...person, phone: act.phone });
  if (!QUIET_ACTS.has(act?.kind ?? '')) wires.windows.open(person.phone, number.phone, sentAt);
  wires.rates.countIncoming({ messagesPerSecond: 80, ...number }, sentAt);
  const update: Update = {
    number,
    kind: 'messages',
    json,
    contact: isSystem ? null : contactOf(person, waba.portfolioId),
    messageId: shown.id,
    summary: String(json.type),
  };
  return { sent, waba, update, shown };
}

function keepMedia({ media: [file], mediaFault, number }: MetaPersonsMessage, now: Date, wires: MetaWires) {
  if (!file) return null;
  const lifetimeMs = mediaFault?.kind === 'expired' ? -1 : INBOUND_LIFETIME_MS;
  const media: MetaMedia = {
    id: newMetaId(),
    phoneNumberId: number.phoneNumberId,
    wabaId: number.wabaId,
    contentType: mediaFault?.kind === 'wrong-type' ? mediaFault.contentType : file.contentType,
    bytes: file.bytes,
    fileName: file.fileName,
    expiresAt: new Date(now.getTime() + lifetimeMs),
    fault: mediaFault,
    fetches: 0,
  };
  wires.media.add(media);
  return media;
}

/** @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started: "at most 1,000 updates" */
const MOST_UPDATES = 1_000;

const chunksOf = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / MOST_UPDATES) }, (_, nth) =>
    list.slice(nth * MOST_UPDATES, (nth + 1) * MOST_UPDATES),
  );

/** One POST per app and URL, of at most 1,000 updates; a number or account with a callback of its own is told there. */
function postsOf(kept: readonly Kept[], wires: MetaWires) {
  const told = kept.flatMap(({ update, waba }) =>
    wires.directory.callbacksOf(waba, update.number).map(({ app, overrideUrl }) => ({
      app,
      update,
      url: callbackUrl(app.webhookUrl, overrideUrl, wires),
    })),
  );
  return [...Map.groupBy(told, ({ app, url }) => `${app.id} ${url}`).values()].flatMap((group) => {
    const [first] = group;
    return first ? chunksOf(group).map((chunk) => ({ ...first, updates: chunk.map(({ update }) => update) })) : [];
  });
}

/** On this machine. */
export const callbackUrl = (appUrl: string | undefined, overrideUrl: string | null, { targets }: MetaWires) =>
  targets.toLocal(overrideUrl ?? appUrl ?? targets.of('meta'));

function noteAnswer(messageId: string, attempt: WebhookAttempt, wires: MetaWires): void {
  const message = wires.timeline.find(messageId);
  if (message?.author !== 'person') return;
  if (isSuccess(attempt)) wires.timeline.setState(messageId, 'accepted');
  else if (message.state !== 'accepted') wires.timeline.setState(messageId, 'refused', reasonOf(attempt));
}

const reasonOf = ({ failure, status }: WebhookAttempt): Reason =>
  failure
    ? { code: failure, text: `The webhook did not answer: ${failure}.` }
    : { code: String(status), text: `The webhook answered ${status}; Meta takes nothing but 200.` };

function reportOf(
  shown: TimelineMessage,
  update: Update,
  attempts: readonly { updates: readonly Update[]; attempt: WebhookAttempt }[],
  wires: MetaWires,
): DeliveryReport {
  const own = attempts.filter(({ updates }) => updates.includes(update)).map(({ attempt }) => attempt);
  const deciding = own.find(isSuccess) ?? own.at(-1);
  if (!deciding) {
    const text = 'No app is subscribed to this account: POST /{waba}/subscribed_apps.';
    wires.timeline.setState(shown.id, 'refused', { code: 'not-subscribed', text });
  }
  return {
    message: wires.timeline.find(shown.id) ?? shown,
    status: deciding?.status ?? null,
    body: deciding?.body ?? '',
    attempts: own,
  };
}
