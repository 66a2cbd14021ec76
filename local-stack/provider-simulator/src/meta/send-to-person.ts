import type { StatusFaults, StatusName } from '../world/faults.ts';
import type { Person } from '../world/roster.ts';
import { userIdOf } from '../world/user-id.ts';
import { deliverUpdates } from './deliver-webhook.ts';
import type { LiveNumber, LiveWaba } from './directory.ts';
import type { Update } from './envelope.ts';
import { metaError, statusErrorJson } from './errors.ts';
import { type Json, unixSeconds, waIdOf } from './inbound-message.ts';
import { type MetaMedia, newMetaId, UPLOAD_LIFETIME_MS } from './media-store.ts';
import { fetchLink } from './outgoing-media.ts';
import { callbackUrl, newWamid } from './receive-from-people.ts';
import type { SendRequest } from './validate-send.ts';
import type { MetaWires } from './wires.ts';

type MetaStatus = 'sent' | 'delivered' | 'read' | 'failed';
const NORMAL_PATH: readonly MetaStatus[] = ['sent', 'delivered', 'read'];
/** Real messages take seconds; a simulated step only has to be later than the answer to the POST. */
const STEP_MS = 15;

export interface Outgoing {
  number: LiveNumber;
  waba: LiveWaba;
  request: SendRequest;
  /** null: nobody on WhatsApp is meant by the request. */
  person: Person | null;
  /** Uploaded before, when the request names a media id. */
  media: MetaMedia | null;
}

export interface SentByMeta {
  answer: Json;
  /** Lets the message go through its states and tells them. Call it once; it never rejects. */
  live(): Promise<void>;
}

/** Takes a checked request on; the person's phone shows the message as on its way. */
export function sendToPerson(outgoing: Outgoing, current: MetaWires): SentByMeta {
  const wires = { ...current };
  const id = newWamid();
  const { request, person, number } = outgoing;
  const faults = wires.faults.get().statuses ?? {};
  if (person && !request.reaction) showOnPhone(id, outgoing, person, wires);
  if (person) wires.typing.stop(person.phone, number.phone);
  const isVanishing = request.recipient.phone === null && request.recipient.userId === null;
  return {
    answer: answerOf(id, outgoing),
    live: () => (isVanishing ? Promise.resolve() : live(id, outgoing, faults, wires)),
  };
}

function answerOf(id: string, { request, person, waba }: Outgoing): Json {
  const { input, phone } = request.recipient;
  const contact = {
    input,
    ...(phone !== null && { wa_id: waIdOf(phone) }),
    ...(person && { user_id: userIdOf(person, waba.portfolioId) }),
  };
  return { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id, message_status: 'accepted' }] };
}

async function live(id: string, outgoing: Outgoing, faults: StatusFaults, wires: MetaWires): Promise<void> {
  const reason = (await reasonToFail(id, outgoing, wires)) ?? faults.errorCode ?? null;
  if (wires.stopping.aborted) return;
  const before = faults.errorCode === reason && faults.path ? statusesOf(faults.path) : [];
  const path: MetaStatus[] = reason === null ? [...statusesOf(faults.path ?? NORMAL_PATH)] : [...before, 'failed'];
  const { request, number } = outgoing;
  if (reason === null && request.reaction) {
    wires.timeline.change(request.reaction.messageId, { reaction: request.reaction.emoji });
  }
  const told: Update[] = [];
  for (const status of path) {
    await wires.clock.sleep(faults.stepMs ?? STEP_MS, wires.stopping);
    if (wires.stopping.aborted) return;
    const error = status === 'failed' && reason !== null ? metaError(reason) : null;
    const state = status === 'failed' ? 'undelivered' : status;
    wires.timeline.setState(id, state, error && { code: String(error.code), text: error.details });
    const json = statusJson(id, status, outgoing, wires.clock.now());
    if (error) json.errors = [statusErrorJson(error)];
    const update: Update = { number, kind: 'statuses', json, contact: null, messageId: id, summary: status };
    if (faults.order === 'reversed') told.unshift(update);
    else if (faults.isOnePost) told.push(update);
    else await tellUpdates([update], faults.copies ?? 1, outgoing, wires);
  }
  if (faults.isOnePost && told.length > 0) await tellUpdates(told, faults.copies ?? 1, outgoing, wires);
  else for (const update of told) await tellUpdates([update], faults.copies ?? 1, outgoing, wires);
}

const statusesOf = (path: readonly (StatusName | MetaStatus)[]): MetaStatus[] =>
  path.filter((name) => name !== 'queued');

/** Rules of WhatsApp that Meta tells of only after it has answered. */
async function reasonToFail(id: string, outgoing: Outgoing, wires: MetaWires): Promise<number | null> {
  const { request, number, person } = outgoing;
  if (!person) return 131026;
  const isOpen = wires.windows.isOpen(person.phone, number.phone, wires.clock.now());
  if (!request.isTemplate && !isOpen) return 131047;
  if (request.media === null || !('link' in request.media.source)) return null;
  const { type, source, fileName } = request.media;
  const fetched = await fetchLink(type, source.link, wires.stopping);
  if (!fetched) return 131053;
  const media: MetaMedia = {
    ...fetched,
    id: newMetaId(),
    phoneNumberId: number.phoneNumberId,
    wabaId: number.wabaId,
    fileName,
    expiresAt: new Date(wires.clock.now().getTime() + UPLOAD_LIFETIME_MS),
    fault: null,
    fetches: 0,
  };
  if (wires.stopping.aborted) return null;
  wires.media.add(media);
  showOnPhone(id, { ...outgoing, media }, person, wires);
  return null;
}

/** A status of any message, also of one that was never sent. */
export function statusUpdate(
  told: { id: string; status: string; errorCode: number | null; callbackData: string | null },
  person: Person,
  number: LiveNumber,
  waba: LiveWaba,
  wires: MetaWires,
): Update {
  const request: SendRequest = {
    recipient: { input: person.phone, phone: person.phone, userId: null },
    text: '',
    media: null,
    place: null,
    choices: [],
    reaction: null,
    isTemplate: false,
    replyTo: null,
    callbackData: told.callbackData,
  };
  const outgoing = { number, waba, request, person, media: null };
  const json = statusJson(told.id, told.status, outgoing, wires.clock.now());
  if (told.errorCode !== null) json.errors = [statusErrorJson(metaError(told.errorCode))];
  return { number, kind: 'statuses', json, contact: null, messageId: told.id, summary: told.status };
}

/** One entry of `statuses[]`. @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages/status */
function statusJson(id: string, status: string, { request, person, waba }: Outgoing, at: Date): Json {
  const phone = person && !person.hidesPhone ? person.phone : request.recipient.phone;
  const category = request.isTemplate ? 'utility' : 'service';
  return {
    id,
    status,
    timestamp: unixSeconds(at),
    ...(phone !== null && { recipient_id: waIdOf(phone) }),
    ...(person && { recipient_user_id: userIdOf(person, waba.portfolioId) }),
    ...(request.callbackData !== null && { biz_opaque_callback_data: request.callbackData }),
    ...((status === 'sent' || status === 'delivered') && {
      pricing: { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category },
    }),
  };
}

/** Tells every app that is subscribed. Never rejects. */
export async function tellUpdates(
  updates: readonly Update[],
  copies: number,
  { waba, number }: Pick<Outgoing, 'waba' | 'number'>,
  wires: MetaWires,
): Promise<void> {
  for (const { app, overrideUrl } of wires.directory.callbacksOf(waba, number)) {
    const url = callbackUrl(app.webhookUrl, overrideUrl, wires);
    for (let copy = 1; copy <= copies; copy++) await deliverUpdates({ app, url, updates }, wires);
  }
}

function showOnPhone(id: string, { request, media, number }: Outgoing, person: Person, wires: MetaWires): void {
  wires.timeline.put({
    id,
    provider: 'meta',
    author: 'business',
    person: person.phone,
    number: number.phone,
    text: request.text,
    media: media
      ? [{ id: media.id, contentType: media.contentType, sizeBytes: media.bytes.length, fileName: media.fileName }]
      : [],
    place: request.place,
    ...(request.choices.length > 0 && { choices: request.choices }),
    ...(request.replyTo !== null && { replyTo: request.replyTo }),
    at: wires.clock.now().toISOString(),
    state: 'queued',
    reason: null,
  });
}
