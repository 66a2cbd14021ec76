import type { Act, MessageContext, PersonsMessage } from '../world/persons-message.ts';
import type { Person } from '../world/roster.ts';
import { userIdOf } from '../world/user-id.ts';
import type { LiveNumber } from './directory.ts';
import { type MetaMedia, sha256Of } from './media-store.ts';

/** A JSON object on its way to a webhook. */
export type Json = Record<string, unknown>;

export interface InboundFacts {
  id: string;
  sentAt: Date;
  portfolioId: string;
  /** At most one medium per message, as everywhere at WhatsApp. */
  media: MetaMedia | null;
  /** Where its bytes are, when the webhook says so. */
  mediaUrl: string | null;
}

/** Unix seconds as a string: the form of all times in webhooks about messages. */
export const unixSeconds = (date: Date) => String(Math.floor(date.getTime() / 1000));

/** Digits without the plus. */
export const waIdOf = (phone: string) => phone.slice(1);

/** The entry of `contacts[]` that belongs to a person's messages; none comes with a system message. */
export function contactOf(person: Person, portfolioId: string): Json {
  return {
    profile: { name: person.name, ...(person.username !== undefined && { username: person.username }) },
    ...(!person.hidesPhone && { wa_id: waIdOf(person.phone) }),
    user_id: userIdOf(person, portfolioId),
  };
}

/**
 * One entry of `messages[]`.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages
 */
export function inboundMessage(sent: PersonsMessage<LiveNumber>, facts: InboundFacts): Json {
  const { person } = sent;
  const message: Json = {
    ...(!person.hidesPhone && { from: waIdOf(person.phone) }),
    from_user_id: userIdOf(person, facts.portfolioId),
    id: facts.id,
    timestamp: unixSeconds(facts.sentAt),
    ...contextOf(sent.context, sent.act, sent.number),
    ...contentOf(sent, facts),
  };
  for (const [key, value] of Object.entries(sent.raw)) {
    if (value === null) delete message[key];
    else message[key] = value;
  }
  return message;
}

function contextOf({ replyTo, forwarded, ad }: MessageContext, act: Act | null, number: LiveNumber): Json {
  const quoted = replyTo === undefined ? {} : { from: waIdOf(number.phone), id: replyTo };
  const passedOn =
    forwarded === undefined ? {} : forwarded === 'often' ? { frequently_forwarded: true } : { forwarded: true };
  const context = { ...quoted, ...passedOn };
  // A reaction names its message itself.
  const hasContext = Object.keys(context).length > 0 && act?.kind !== 'reaction';
  return {
    ...(hasContext && { context }),
    ...(ad && {
      referral: {
        source_url: ad.sourceUrl,
        source_id: ad.sourceId,
        source_type: 'ad',
        headline: ad.headline ?? '',
        body: '',
        media_type: 'image',
        image_url: `${ad.sourceUrl}/image`,
        ...(ad.clickId !== undefined && { ctwa_clid: ad.clickId }),
      },
    }),
  };
}

function contentOf(sent: PersonsMessage<LiveNumber>, facts: InboundFacts): Json {
  if (sent.act) return actContent(sent.act, sent, facts);
  if (facts.media) return mediaContent(facts.media, sent.text, facts.mediaUrl);
  if (sent.place) {
    const { latitude, longitude, label, address } = sent.place;
    const named = { ...(label !== undefined && { name: label }), ...(address !== undefined && { address }) };
    return { type: 'location', location: { latitude, longitude, ...named } };
  }
  return { type: 'text', text: { body: sent.text } };
}

/** image, video, audio, document or sticker, by the declared type; WhatsApp makes a sticker of every WebP. */
export function mediaTypeOf(contentType: string): string {
  const kind = contentType.split('/')[0] ?? '';
  if (/^image\/webp/.test(contentType)) return 'sticker';
  if (/^image\/(jpe?g|png)/.test(contentType)) return 'image';
  return kind === 'audio' || kind === 'video' ? kind : 'document';
}

function mediaContent(media: MetaMedia, caption: string, url: string | null): Json {
  const type = mediaTypeOf(media.contentType);
  const isVoice = type === 'audio' && /^audio\/ogg/.test(media.contentType);
  return {
    type,
    [type]: {
      id: media.id,
      mime_type: isVoice ? 'audio/ogg; codecs=opus' : media.contentType,
      sha256: sha256Of(media, 'base64'),
      ...(caption !== '' && ['image', 'video', 'document'].includes(type) && { caption }),
      ...(type === 'document' && { filename: media.fileName ?? 'document' }),
      ...(type === 'audio' && { voice: isVoice }),
      ...(type === 'sticker' && { animated: false }),
      ...(url !== null && { url }),
    },
  };
}

const UNSUPPORTED = {
  code: 131051,
  title: 'Message type unknown',
  message: 'Message type unknown',
  error_data: { details: 'Message type is currently not supported.' },
};

const unsupported = (subType: string | undefined): Json => ({
  type: 'unsupported',
  ...(subType !== undefined && { unsupported: { type: subType } }),
  errors: [UNSUPPORTED],
});

function actContent(act: Act, sent: PersonsMessage<LiveNumber>, facts: InboundFacts): Json {
  const { person, number, text } = sent;
  switch (act.kind) {
    case 'button':
      return {
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: act.id, title: act.title } },
      };
    case 'list-row': {
      const { id, title, description } = act;
      const row = { id, title, ...(description !== undefined && { description }) };
      return { type: 'interactive', interactive: { type: 'list_reply', list_reply: row } };
    }
    case 'template-button':
      return { type: 'button', button: { payload: act.payload, text: act.title } };
    case 'reaction':
      return {
        type: 'reaction',
        reaction: { message_id: act.messageId, ...(act.emoji !== '' && { emoji: act.emoji }) },
      };
    case 'contacts':
      return {
        type: 'contacts',
        contacts: act.contacts.map(({ name, phones }) => ({
          ...(name !== undefined && { name: { formatted_name: name, first_name: name } }),
          phones: phones.map((phone) => ({ phone, wa_id: phone.replace(/\D/g, ''), type: 'CELL' })),
        })),
      };
    case 'edit':
      // Only numbers that are also in the Business app see edits as such.
      return number.isCoexistence
        ? {
            type: 'edit',
            edit: { original_message_id: act.messageId, message: { type: 'text', text: { body: text } } },
          }
        : unsupported('edit');
    case 'delete':
      return number.isCoexistence
        ? { type: 'revoke', revoke: { original_message_id: act.messageId } }
        : unsupported('revoke');
    case 'changed-number':
      return {
        type: 'system',
        system: {
          body: `${person.name} changed from ${person.phone} to ${act.phone}`,
          wa_id: waIdOf(act.phone),
          type: 'user_changed_number',
        },
      };
    case 'changed-user-id': {
      const userId = act.userId ?? `${userIdOf(person, facts.portfolioId)}1`;
      return {
        type: 'system',
        system: { body: `${person.name} changed`, user_id: userId, type: 'user_changed_user_id' },
      };
    }
    case 'unsupported':
      return unsupported(act.subType);
    case 'new-type':
      return { type: act.type, [act.type]: {} };
    case 'welcome':
      return { type: 'request_welcome' };
    default:
      return act satisfies never;
  }
}
