import { cleanText, singleLine } from '@casillero/domain/message/clean-text';
import type { InboundMedia, InboundMessage, MessageReference } from '@casillero/domain/message/inbound-message';
import { asNumber, asObject, asText, field, type JsonObject } from '../json-fields.ts';
import { placeSummary } from '../place-summary.ts';
import { messageIdOf } from './chat-id.ts';

/** What an event says, by its kind. */
export type WahaContent = Pick<InboundMessage, 'text' | 'media' | 'about'> & {
  readonly summary: string | null;
  readonly kind: string;
};

/**
 * What a message says.
 * @param told the message as it is now  @param payload of the event
 * @returns null for one that only announces another
 */
export function contentOf(event: string, told: JsonObject, payload: JsonObject): WahaContent | null {
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
  // Engines repeat a card as text, and of a place its little map: neither is anything that a person wrote.
  if (summary !== null) return { text: '', media, summary, about: reply, kind: 'place-or-card' };
  const kind = media.length === 0 ? 'text' : isSticker(told) ? 'sticker' : 'media';
  return { text, media, summary, about: reply, kind };
}

/** Each engine has its own word for it. */
function isSticker(told: JsonObject): boolean {
  const inner = told._data;
  const message = asObject(field(inner, 'message')) ?? asObject(field(inner, 'Message'));
  const type = asText(field(inner, 'type')) ?? asText(field(field(inner, 'Info'), 'MediaType'));
  return type === 'sticker' || (message !== null && 'stickerMessage' in message);
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

const placeOf = (location: JsonObject | null): string | null =>
  location &&
  placeSummary({
    latitude: asNumber(location.latitude),
    longitude: asNumber(location.longitude),
    words: [asText(location.name) ?? asText(location.description), asText(location.address)],
  });

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
