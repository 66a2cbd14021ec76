import { cleanText, singleLine } from '@casillero/domain/message/clean-text';
import type { InboundMedia, MessageReference } from '@casillero/domain/message/inbound-message';
import { asNumber, asObject, asObjects, asText, field, type JsonObject } from '../json-fields.ts';
import { placeSummary } from '../place-summary.ts';

/** What a message says, by its type. */
export type MetaContent = {
  readonly text: string;
  readonly media: readonly InboundMedia[];
  readonly about: MessageReference | null;
  /** what a person should see of a message without text */
  readonly summary: string | null;
};

/** null: the type's own object is missing, so that it is not understood. */
type Reader = (message: JsonObject) => MetaContent | null;

const content = (over: Partial<MetaContent>): MetaContent => ({
  text: '',
  media: [],
  about: null,
  summary: null,
  ...over,
});

const textOf = (value: unknown): string => cleanText(typeof value === 'string' ? value : '');

/** Media are named by their id: the URL that may come along lives five minutes, the id seven days. */
const media =
  (type: string): Reader =>
  (message) => {
    const id = asText(field(message[type], 'id'));
    if (id === null) return null;
    const declaredType = ((asText(field(message[type], 'mime_type')) ?? '').split(';')[0] ?? '').trim().toLowerCase();
    return content({ text: textOf(field(message[type], 'caption')), media: [{ url: id, declaredType }] });
  };

const about = (providerMessageId: string | null, relation: MessageReference['relation']): MessageReference | null =>
  providerMessageId === null ? null : { providerMessageId, relation };

/**
 * Every type that Meta documents, and what of it we keep.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages
 */
const READERS: Readonly<Record<string, Reader>> = {
  text: ({ text }) => (typeof field(text, 'body') === 'string' ? content({ text: textOf(field(text, 'body')) }) : null),
  image: media('image'),
  video: media('video'),
  audio: media('audio'),
  document: media('document'),
  sticker: media('sticker'),
  location: ({ location }) => asObject(location) && content({ summary: placeOf(location) }),
  contacts: ({ contacts }) => (Array.isArray(contacts) ? content({ summary: contactsSummary(contacts) }) : null),
  interactive: ({ interactive }) => interactiveContent(asObject(interactive)),
  button: ({ button }) => choice(field(button, 'text')),
  order: ({ order }) =>
    asObject(order) &&
    content({ text: textOf(field(order, 'text')), summary: orderSummary(field(order, 'product_items')) }),
  reaction: ({ reaction }) => {
    const reference = about(asText(field(reaction, 'message_id')), 'reaction');
    // An emoji that is missing or empty takes the reaction back.
    return reference && content({ text: textOf(field(reaction, 'emoji')), about: reference });
  },
  edit: ({ edit }) => {
    const reference = about(asText(field(edit, 'original_message_id')), 'edit');
    const changed = asObject(field(edit, 'message'));
    // What an edit makes of a message is no edit itself: however deep they are nested, one level is read.
    const inner = changed === null || changed.type === 'edit' ? null : readContent(changed);
    return reference && content({ text: inner?.content?.text ?? '', about: reference });
  },
  revoke: ({ revoke }) => {
    const reference = about(asText(field(revoke, 'original_message_id')), 'deletion');
    return reference && content({ about: reference });
  },
  /** the chat was opened for the first time; there is nothing in it */
  request_welcome: () => content({}),
};

/**
 * What a message of a known type says.
 * @returns `kind`: the type, or `unsupported:<type>` for what is not understood; `content` null then
 */
export function readContent(message: JsonObject): { readonly kind: string; readonly content: MetaContent | null } {
  const type = asText(message.type) ?? '';
  const named = asText(field(message.unsupported, 'type'));
  if (type === 'unsupported' || type === 'unknown') return { kind: unsupported(named), content: null };
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  const read = reader?.(message) ?? null;
  if (read === null) return { kind: unsupported(type), content: null };
  const reply = read.about ?? about(asText(field(message.context, 'id')), 'reply');
  return { kind: type, content: { ...read, about: reply } };
}

const unsupported = (type: string | null): string => {
  const name = singleLine(type ?? '', 60);
  return name === '' ? 'unsupported' : `unsupported:${name}`;
};

/**
 * A tap says what its title says, as if that had been typed: whoever edits it could type it as well. Its id or payload, which nobody
 * sees, stays in the raw message, and is not to be believed. null: without a title it says nothing.
 */
function choice(title: unknown): MetaContent | null {
  const text = textOf(title);
  return text.trim() === '' ? null : content({ text });
}

function interactiveContent(interactive: JsonObject | null): MetaContent | null {
  const type = asText(interactive?.type);
  const chosen = type === null ? null : asObject(interactive?.[type]);
  if (type === null || chosen === null) return null;
  if (type === 'button_reply' || type === 'list_reply') return choice(chosen.title);
  if (type === 'nfm_reply')
    return content({ summary: singleLine(asText(chosen.body) ?? asText(chosen.name) ?? '', 200) });
  return null;
}

const placeOf = (location: unknown): string =>
  placeSummary({
    latitude: asNumber(field(location, 'latitude')),
    longitude: asNumber(field(location, 'longitude')),
    words: [asText(field(location, 'name')), asText(field(location, 'address'))],
  });

/** A person's name may be missing, when the card answers a request for the phone. */
function contactsSummary(contacts: readonly unknown[]): string {
  const cards = asObjects(contacts).map((contact) => {
    const phones = asObjects(contact.phones).flatMap(({ phone }) => asText(phone) ?? []);
    return [asText(field(contact.name, 'formatted_name')), ...phones].filter((each) => each !== null).join(' ');
  });
  return singleLine(`👤 ${cards.join(' · ')}`, 1_000);
}

/** Quantities come as numbers or as text. */
function orderSummary(items: unknown): string {
  const lines = asObjects(items).map(
    (item) => `${asNumber(item.quantity) ?? '?'} × ${asText(item.product_retailer_id) ?? '?'}`,
  );
  return singleLine(`🛒 ${lines.join(' · ')}`, 1_000);
}
