import { singleLine } from '@casillero/domain/message/clean-text';
import type { DeliveryStatus } from '@casillero/domain/message/delivery-status';
import type { IgnoredMessage, IgnoredReason } from '@casillero/domain/message/ignored-message';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import type { OwnMessage } from '@casillero/domain/message/own-message';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { phoneAlias } from '@casillero/domain/sender/alias';
import { type ExactPhone, foldPhone, parseExactPhone, parsePhone } from '@casillero/domain/sender/phone';
import { asNumber, asObject, asText, field, type JsonObject, keptJson, timeOf } from '../json-fields.ts';
import { aliasOf, type ChatId, messageIdOf, readChatId } from './chat-id.ts';
import { contentOf, type WahaContent } from './message-content.ts';

export type WahaEvent =
  /** `hiddenId`: the sender's, where nothing tells the phone: it is to be asked for */
  | { readonly kind: 'message'; readonly message: InboundMessage; readonly hiddenId: string | null }
  | { readonly kind: 'status'; readonly status: DeliveryStatus }
  | {
      readonly kind: 'session';
      readonly session: string;
      readonly status: string;
      readonly phone: string | null;
      readonly at: Date;
    }
  /** typed on the session's phone; `hiddenId` as above, of the recipient */
  | { readonly kind: 'own-message'; readonly message: OwnMessage; readonly hiddenId: string | null }
  /** a message that is not ours to serve: that it came is recorded */
  | { readonly kind: 'ignored'; readonly ignored: IgnoredMessage }
  /** no message: an ack that says nothing of one of ours, or something that nobody subscribed to */
  | { readonly kind: 'unused'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Session names as WAHA allows them; they become part of a document's id. */
const SESSION = /^(?!__.*__$)[A-Za-z0-9_-]{1,100}$/;

/** @see https://waha.devlike.pro/docs/how-to/events/ */
const MESSAGE_EVENTS = new Set(['message', 'message.any', 'message.reaction', 'message.edited', 'message.revoked']);

/** Reads a verified event. What it says is believed of its own session only. */
export function parseEvent(body: unknown, receivedAt: Date): WahaEvent {
  const [event, session, payload] = [
    asText(field(body, 'event')),
    asText(field(body, 'session')),
    asObject(field(body, 'payload')),
  ];
  if (event === null || session === null || !SESSION.test(session) || payload === null)
    return { kind: 'unreadable', why: 'The event has no name, session or payload.' };
  if (MESSAGE_EVENTS.has(event)) return messageOf(event, session, payload, receivedAt);
  if (event === 'message.ack') return statusOf(session, payload, asNumber(field(body, 'timestamp')), receivedAt);
  if (event === 'session.status') {
    const me = readChatId(asText(field(field(body, 'me'), 'id')));
    const phone = me.kind === 'phone' ? parsePhone(me.user) : null;
    return {
      kind: 'session',
      session,
      status: asText(payload.status) ?? 'UNKNOWN',
      phone: phone?.ok ? phone.value : null,
      at: timeOf((asNumber(field(body, 'timestamp')) ?? 0) / 1_000, receivedAt),
    };
  }
  const id = event === 'message.waiting' ? asText(payload.id) : null;
  if (id !== null) return ignored(event, session, id, 'waiting', payload, receivedAt);
  return { kind: 'unused', why: event.slice(0, 100) };
}

/** What is said of something that is not served. What follows under the same id must not be taken for it. */
function ignored(
  event: string,
  session: string,
  id: string,
  why: IgnoredReason,
  told: JsonObject,
  receivedAt: Date,
): WahaEvent {
  const at = timeOf(told.timestamp, receivedAt);
  const key = messageIdOf(id);
  const isPlain = event === 'message' || event === 'message.any';
  const about = isPlain ? '' : `:${event}:${at.getTime()}`;
  const providerMessageId = why === 'waiting' ? `${key}:waiting` : `${key}${about}`;
  const kind = isPlain && told.hasMedia === true ? `${event}:media` : event;
  const number = receivingNumber('waha', session);
  return { kind: 'ignored', ignored: { provider: 'waha', account: session, providerMessageId, number, why, kind, at } };
}

function messageOf(event: string, session: string, payload: JsonObject, receivedAt: Date): WahaEvent {
  // A deletion tells about the message as it is now, or as it was, by engine.
  const told = event === 'message.revoked' ? (asObject(payload.after) ?? asObject(payload.before) ?? payload) : payload;
  const id = asText(told.id) ?? asText(payload.id);
  const isOwn = told.fromMe === true;
  // The chat stands in the id, whoever wrote.
  const chat = readChatId(isOwn ? (id?.split('_')[1] ?? asText(told.to)) : asText(told.from));
  if (id !== null && (chat.kind === 'group' || chat.kind === 'channel' || chat.kind === 'broadcast'))
    return ignored(event, session, id, chat.kind, told, receivedAt);
  if (id !== null && isOwn) return ownMessageOf(event, session, id, chat, told, receivedAt);
  const sender = senderOf(session, chat, told);
  if (id === null || sender === null)
    return { kind: 'unreadable', why: 'The message does not say which it is, or whose.' };
  const content = contentOf(event, told, payload);
  if (content === null) return ignored(event, session, id, 'waiting', told, receivedAt);
  const at = timeOf(told.timestamp, receivedAt);
  const message: InboundMessage = {
    provider: 'waha',
    account: session,
    providerMessageId: keyOf(event, id, content, at),
    receivingNumber: receivingNumber('waha', session),
    sender: sender.sender,
    text: content.text,
    summary: content.summary,
    media: content.media,
    about: content.about,
    kind: content.kind,
    receivedAt: at,
    raw: keptJson(payload),
  };
  return { kind: 'message', message, hiddenId: sender.hiddenId };
}

/**
 * A message of our own number: typed on its phone (`source` is `app`), or sent through the API, by us. Reactions, edits and deletions are
 * left aside. @see https://waha.devlike.pro/docs/how-to/events/#messageany
 */
function ownMessageOf(
  event: string,
  session: string,
  id: string,
  chat: ChatId,
  told: JsonObject,
  receivedAt: Date,
): WahaEvent {
  const isPlain = event === 'message' || event === 'message.any';
  const content = isPlain && told.source === 'app' ? contentOf(event, told, told) : null;
  const recipient = content === null ? null : senderOf(session, chat, told);
  if (content === null || recipient === null) return ignored(event, session, id, 'own-echo', told, receivedAt);
  const { alias, otherAliases } = recipient.sender;
  const message: OwnMessage = {
    provider: 'waha',
    account: session,
    providerMessageId: messageIdOf(id),
    number: receivingNumber('waha', session),
    recipientAliases: [alias, ...otherAliases],
    text: content.text === '' ? (content.summary ?? '') : content.text,
    mediaCount: content.media.length,
    kind: content.kind,
    replyTo: content.about?.providerMessageId ?? null,
    at: timeOf(told.timestamp, receivedAt),
    raw: keptJson(told),
  };
  return { kind: 'own-message', message, hiddenId: recipient.hiddenId };
}

/** Engines name an edit or a deletion by an id of its own, or by that of the message that it is about. */
function keyOf(event: string, id: string, { about, kind }: WahaContent, at: Date): string {
  const key = messageIdOf(id);
  if (event === 'message' || event === 'message.any') return kind === 'unsupported' ? `${key}:empty` : key;
  return about !== null && key === about.providerMessageId ? `${key}:${event}:${at.getTime()}` : key;
}

/** Who wrote; engines hide the other of phone and hidden id in different places. */
function senderOf(
  session: string,
  chat: ChatId,
  told: JsonObject,
): { readonly sender: InboundMessage['sender']; readonly hiddenId: string | null } | null {
  if (chat.kind !== 'phone' && chat.kind !== 'lid') return null;
  const inner = told._data;
  const alternatives = [
    field(field(inner, 'key'), 'remoteJidAlt'),
    field(field(inner, 'key'), 'senderPn'),
    field(field(inner, 'key'), 'participantAlt'),
    field(field(inner, 'Info'), 'SenderAlt'),
  ].map((each) => readChatId(asText(each)));
  const all = [chat, ...alternatives];
  const byPhone = all.find((each) => each.kind === 'phone' && parseExactPhone(each.user).ok);
  const phone = byPhone?.kind === 'phone' ? parseExactPhone(byPhone.user) : null;
  const hidden = all.find((each) => each.kind === 'lid') ?? null;
  const hiddenAlias = hidden === null ? null : aliasOf(session, hidden);
  const names = [field(inner, 'notifyName'), field(inner, 'pushName'), field(field(inner, 'Info'), 'PushName')];
  const profileName = singleLine(names.map(asText).find((name) => name !== null) ?? '', 200) || null;
  const common = { address: chat.id, profileName };
  if (phone?.ok) {
    const otherAliases = hiddenAlias === null ? [] : [hiddenAlias];
    return { sender: { ...common, ...knownBy(phone.value), otherAliases }, hiddenId: null };
  }
  if (hiddenAlias === null) return null;
  return {
    sender: { ...common, alias: hiddenAlias, otherAliases: [], phone: null },
    hiddenId: hidden?.kind === 'lid' ? hidden.id : null,
  };
}

/** The message of a sender whose phone was found out: known by it from now on, and by the hidden id as well (R4). */
export function withPhone(message: InboundMessage, address: string): InboundMessage {
  const chat = readChatId(address);
  const phone = chat.kind === 'phone' ? parseExactPhone(chat.user) : null;
  if (!phone?.ok) return message;
  const { sender } = message;
  return { ...message, sender: { ...sender, ...knownBy(phone.value), otherAliases: [sender.alias] } };
}

/** A phone that WAHA itself tells is the account's own, whatever address the message came from (R54). */
function knownBy(exactPhone: ExactPhone): Pick<InboundMessage['sender'], 'alias' | 'phone' | 'exactPhone'> {
  const phone = foldPhone(exactPhone);
  return { alias: phoneAlias(phone), phone, exactPhone };
}

/** The same for a recipient. */
export function withRecipientPhone(message: OwnMessage, address: string): OwnMessage {
  const chat = readChatId(address);
  const phone = chat.kind === 'phone' ? parsePhone(chat.user) : null;
  return phone?.ok ? { ...message, recipientAliases: [phoneAlias(phone.value), ...message.recipientAliases] } : message;
}

/** ERROR, SERVER, DEVICE, READ, PLAYED; PENDING says nothing. */
const STATES: Readonly<Record<string, DeliveryStatus['state']>> = {
  '-1': 'failed',
  '1': 'sent',
  '2': 'delivered',
  '3': 'read',
  '4': 'read',
};

function statusOf(session: string, payload: JsonObject, toldAtMs: number | null, receivedAt: Date): WahaEvent {
  const [id, ack] = [asText(payload.id), asText(payload.ack)];
  const state = ack === null || !Object.hasOwn(STATES, ack) ? undefined : STATES[ack];
  if (id === null) return { kind: 'unreadable', why: 'The status names no message.' };
  const [fromMe, chatText] = id.split('_');
  const chat = readChatId(chatText ?? null);
  if (fromMe !== 'true' || state === undefined) return { kind: 'unused', why: 'status' };
  if (chat.kind === 'group' || chat.kind === 'channel' || chat.kind === 'broadcast')
    return { kind: 'unused', why: `${chat.kind} status` };
  const alias = aliasOf(session, chat);
  return {
    kind: 'status',
    status: {
      provider: 'waha',
      account: session,
      number: receivingNumber('waha', session),
      providerMessageId: messageIdOf(id),
      state,
      failure: state === 'failed' ? { code: 'ack-error', message: 'WhatsApp did not take the message.' } : null,
      recipientAliases: alias === null ? [] : [alias],
      at: timeOf(toldAtMs === null ? null : toldAtMs / 1_000, receivedAt),
    },
  };
}
