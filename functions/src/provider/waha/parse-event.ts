import { cleanText, singleLine } from '@casillero/domain/message/clean-text';
import type { DeliveryStatus } from '@casillero/domain/message/delivery-status';
import type { InboundMedia, InboundMessage, MessageReference } from '@casillero/domain/message/inbound-message';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { phoneAlias } from '@casillero/domain/sender/alias';
import { parsePhone } from '@casillero/domain/sender/phone';
import { asNumber, asObject, asText, field, type JsonObject, keptJson, timeOf } from '../json-fields.ts';
import { aliasOf, type ChatId, messageIdOf, readChatId } from './chat-id.ts';

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
  /** not ours to serve: group, channel, broadcast, echo, waiting, unused */
  | { readonly kind: 'ignored'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Session names as WAHA allows them; they become part of a document's id. */
const SESSION = /^[A-Za-z0-9_-]{1,100}$/;

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
  return { kind: 'ignored', why: event === 'message.waiting' ? 'waiting' : 'unused' };
}

function messageOf(event: string, session: string, payload: JsonObject, receivedAt: Date): WahaEvent {
  // A deletion tells about the message as it is now, or as it was, by engine.
  const told = event === 'message.revoked' ? (asObject(payload.after) ?? asObject(payload.before) ?? payload) : payload;
  const id = asText(told.id) ?? asText(payload.id);
  const chat = readChatId(asText(told.from));
  if (told.fromMe === true) return { kind: 'ignored', why: 'echo' };
  if (chat.kind === 'group' || chat.kind === 'channel' || chat.kind === 'broadcast')
    return { kind: 'ignored', why: chat.kind };
  const sender = senderOf(session, chat, told);
  if (id === null || sender === null)
    return { kind: 'unreadable', why: 'The message does not say which it is, or whose.' };
  const content = contentOf(event, told, payload);
  if (content === null) return { kind: 'ignored', why: 'waiting' };
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

type Content = Pick<InboundMessage, 'text' | 'media' | 'about'> & {
  readonly summary: string | null;
  readonly kind: string;
};

/** Engines name an edit or a deletion by an id of its own, or by that of the message that it is about. */
function keyOf(event: string, id: string, { about, kind }: Content, at: Date): string {
  const key = messageIdOf(id);
  if (event === 'message' || event === 'message.any') return kind === 'unsupported' ? `${key}:empty` : key;
  return about !== null && key === about.providerMessageId ? `${key}:${event}:${at.getTime()}` : key;
}

function contentOf(event: string, told: JsonObject, payload: JsonObject): Content | null {
  const about = (id: string | null, relation: MessageReference['relation']): MessageReference | null =>
    id === null ? null : { providerMessageId: messageIdOf(id), relation };
  const text = cleanText(asText(payload.body) ?? '');
  const nothing = { text: '', media: [], summary: null };
  switch (event) {
    case 'message.reaction': {
      const emoji = cleanText(asText(field(payload.reaction, 'text')) ?? '');
      return {
        ...nothing,
        text: emoji,
        about: about(asText(field(payload.reaction, 'messageId')), 'reaction'),
        kind: 'reaction',
      };
    }
    case 'message.edited':
      return { ...nothing, text, about: about(asText(payload.editedMessageId), 'edit'), kind: 'edit' };
    case 'message.revoked':
      return { ...nothing, about: about(asText(payload.revokedMessageId), 'deletion'), kind: 'revoke' };
  }
  const media = mediaOf(told);
  const summary = placeOf(asObject(told.location)) ?? cardsOf(told.vCards);
  const reply = about(asText(field(told.replyTo, 'id')), 'reply');
  if (text === '' && media.length === 0 && summary === null)
    return isPromise(told) ? null : { ...nothing, about: reply, kind: 'unsupported' };
  return {
    text,
    media,
    summary,
    about: reply,
    kind: summary === null ? (media.length === 0 ? 'text' : 'media') : 'place-or-card',
  };
}

/** Announces something that follows by itself: an album, or a message that the phone could not decrypt yet. */
function isPromise(told: JsonObject): boolean {
  const inner = told._data;
  const message = asObject(field(inner, 'message')) ?? asObject(field(inner, 'Message'));
  const type = asText(field(inner, 'type'));
  return (
    type === 'album' ||
    type === 'ciphertext' ||
    (message !== null && 'albumMessage' in message) ||
    field(inner, 'messageStubType') === 2
  );
}

/**
 * A file is named by its address, and behind `#` by chat and message, so that it can be asked for again when the server has deleted it
 * (after 180 s by default).
 */
function mediaOf(told: JsonObject): InboundMedia[] {
  const [url, type] = [asText(field(told.media, 'url')), asText(field(told.media, 'mimetype'))];
  if (told.hasMedia !== true && url === null) return [];
  const again = `${encodeURIComponent(asText(told.from) ?? '')}/${encodeURIComponent(asText(told.id) ?? '')}`;
  return [
    {
      url: `${(url ?? '').split('#')[0]}#${again}`,
      declaredType: ((type ?? '').split(';')[0] ?? '').trim().toLowerCase(),
    },
  ];
}

function placeOf(location: JsonObject | null): string | null {
  if (location === null) return null;
  const [latitude, longitude] = [asNumber(location.latitude), asNumber(location.longitude)];
  const at = latitude === null || longitude === null ? null : `${latitude}, ${longitude}`;
  const words = [asText(location.name) ?? asText(location.description), asText(location.address), at];
  return singleLine(`📍 ${words.filter((each) => each !== null).join(' · ')}`, 300);
}

/** @see https://www.rfc-editor.org/rfc/rfc2426 */
function cardsOf(vCards: unknown): string | null {
  const cards = (Array.isArray(vCards) ? vCards : []).flatMap((card) => {
    const lines = (asText(card) ?? asText(field(card, 'vcard')) ?? '').split(/\r?\n/);
    const name = lines.find((line) => /^FN[:;]/i.test(line))?.replace(/^[^:]*:/, '');
    const phones = lines.filter((line) => /^(item\d+\.)?TEL/i.test(line)).map((line) => line.replace(/^[^:]*:/, ''));
    return [name, ...phones].filter((each) => each !== undefined && each !== '').join(' ');
  });
  return cards.length === 0 ? null : singleLine(`👤 ${cards.join(' · ')}`, 1_000);
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
  const byPhone = all.find((each) => each.kind === 'phone' && parsePhone(each.user).ok);
  const phone = byPhone?.kind === 'phone' ? parsePhone(byPhone.user) : null;
  const hidden = all.find((each) => each.kind === 'lid') ?? null;
  const hiddenAlias = hidden === null ? null : aliasOf(session, hidden);
  const names = [field(inner, 'notifyName'), field(inner, 'pushName'), field(field(inner, 'Info'), 'PushName')];
  const profileName = singleLine(names.map(asText).find((name) => name !== null) ?? '', 200) || null;
  const common = { address: chat.id, profileName };
  if (phone?.ok) {
    const otherAliases = hiddenAlias === null ? [] : [hiddenAlias];
    return { sender: { ...common, alias: phoneAlias(phone.value), otherAliases, phone: phone.value }, hiddenId: null };
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
  const phone = chat.kind === 'phone' ? parsePhone(chat.user) : null;
  if (!phone?.ok) return message;
  const { sender } = message;
  return {
    ...message,
    sender: { ...sender, alias: phoneAlias(phone.value), otherAliases: [sender.alias], phone: phone.value },
  };
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
  if (fromMe !== 'true' || state === undefined) return { kind: 'ignored', why: 'status' };
  if (chat.kind === 'group' || chat.kind === 'channel' || chat.kind === 'broadcast')
    return { kind: 'ignored', why: chat.kind };
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
