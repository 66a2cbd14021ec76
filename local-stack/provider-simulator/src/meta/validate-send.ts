import { asList, asObject, asText, type JsonObject } from '../wire/json-object.ts';
import type { Choice, Place } from '../world/timeline.ts';
import { USER_ID } from '../world/user-id.ts';
import type { MetaTemplate } from './account.ts';
import { badParameter, type MetaError, metaError } from './errors.ts';
import { validateInteractive } from './validate-interactive.ts';
import { validateTemplate } from './validate-template.ts';

/** How the client named the person; `to` goes before `recipient`. */
export interface Recipient {
  input: string;
  /** E.164, or null when only a user id was given. */
  phone: string | null;
  userId: string | null;
}

export interface OutgoingMedia {
  type: 'image' | 'audio' | 'video' | 'document' | 'sticker';
  source: { id: string } | { link: string };
  fileName: string | null;
}

/** A checked request to send. */
export interface SendRequest {
  recipient: Recipient;
  text: string;
  media: OutgoingMedia | null;
  place: Place | null;
  choices: Choice[];
  reaction: { messageId: string; emoji: string } | null;
  isTemplate: boolean;
  replyTo: string | null;
  callbackData: string | null;
}

const LONGEST_TEXT = 4_096;
const LONGEST_CAPTION = 1_024;
const LONGEST_CALLBACK_DATA = 512;
const MEDIA_TYPES = ['image', 'audio', 'video', 'document', 'sticker'] as const;

type Content = Pick<SendRequest, 'text' | 'media' | 'place' | 'choices' | 'reaction' | 'isTemplate'>;
const EMPTY: Content = { text: '', media: null, place: null, choices: [], reaction: null, isTemplate: false };

/**
 * @returns the request, or the error that the Graph API answers with at once
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export function validateSend(
  body: JsonObject | null,
  templates: readonly MetaTemplate[],
): { request: SendRequest } | { error: MetaError } {
  if (body?.messaging_product !== 'whatsapp') {
    return { error: badParameter('The parameter messaging_product is required.') };
  }
  if (body.recipient_type !== undefined && body.recipient_type !== 'individual') {
    return { error: badParameter('Param recipient_type must be one of {INDIVIDUAL}.') };
  }
  const recipient = recipientOf(body);
  if ('error' in recipient) return recipient;
  const content = contentOf(body, templates);
  if ('error' in content) return content;
  const callbackData = asText(body.biz_opaque_callback_data);
  if (callbackData !== null && callbackData.length > LONGEST_CALLBACK_DATA) {
    return {
      error: badParameter(`Param biz_opaque_callback_data must be at most ${LONGEST_CALLBACK_DATA} characters.`),
    };
  }
  const replyTo = asText(asObject(body.context)?.message_id);
  if (body.context !== undefined && !replyTo) {
    return { error: badParameter("The parameter context['message_id'] is required.") };
  }
  return { request: { ...EMPTY, ...content, recipient, replyTo, callbackData } };
}

function recipientOf(body: JsonObject): Recipient | { error: MetaError } {
  const to = asText(body.to);
  const userId = asText(body.recipient);
  if (!to && !userId) return { error: badParameter('The parameter to is required.') };
  if (!to && userId) {
    if (!USER_ID.test(userId)) return { error: badParameter('Param recipient is not a valid user id.') };
    return { input: userId, phone: null, userId };
  }
  const input = to ?? '';
  // A user id in `to` is answered like a phone, and then nothing happens.
  if (USER_ID.test(input)) return { input, phone: null, userId: null };
  const digits = input.replace(/[\s()-]/g, '').replace(/^\+/, '');
  if (!/^[1-9]\d{2,14}$/.test(digits)) return { error: badParameter('Param to is not a valid WhatsApp phone number.') };
  return { input, phone: `+${digits}`, userId: null };
}

function contentOf(body: JsonObject, templates: readonly MetaTemplate[]): Partial<Content> | { error: MetaError } {
  const type = body.type === undefined ? 'text' : asText(body.type);
  const media = MEDIA_TYPES.find((candidate) => candidate === type);
  if (media) return mediaOf(media, asObject(body[media]));
  switch (type) {
    case 'text':
      return textOf(asObject(body.text));
    case 'location':
      return placeOf(asObject(body.location));
    case 'reaction':
      return reactionOf(asObject(body.reaction));
    case 'contacts':
      return contactsOf(asList(body.contacts));
    case 'interactive': {
      const read = validateInteractive(asObject(body.interactive));
      return 'error' in read ? read : read.interactive;
    }
    case 'template': {
      const read = validateTemplate(asObject(body.template), templates);
      return 'error' in read ? read : { ...read.template, isTemplate: true };
    }
    default:
      return { error: badParameter(`Param type must be one of the known message types, not ${String(body.type)}.`) };
  }
}

function textOf(text: JsonObject | null): Partial<Content> | { error: MetaError } {
  const body = asText(text?.body);
  if (body === null || body.trim() === '') return { error: badParameter("The parameter text['body'] is required.") };
  if (body.length > LONGEST_TEXT) {
    return { error: badParameter(`Param text['body'] must be at most ${LONGEST_TEXT} characters long.`) };
  }
  return { text: body };
}

function mediaOf(type: OutgoingMedia['type'], given: JsonObject | null): Partial<Content> | { error: MetaError } {
  const id = asText(given?.id);
  const link = asText(given?.link);
  if ((id === null) === (link === null)) {
    return { error: badParameter(`Exactly one of ${type}['id'] and ${type}['link'] is required.`) };
  }
  if (link !== null && !isWebAddress(link)) return { error: badParameter(`Param ${type}['link'] is not a valid URI.`) };
  const caption = asText(given?.caption) ?? '';
  if (caption !== '' && (type === 'audio' || type === 'sticker')) {
    return { error: badParameter(`Unexpected key "caption" on param "${type}".`) };
  }
  if (caption.length > LONGEST_CAPTION) {
    return { error: badParameter(`Param ${type}['caption'] must be at most ${LONGEST_CAPTION} characters long.`) };
  }
  const source = id === null ? { link: link ?? '' } : { id };
  return { text: caption, media: { type, source, fileName: asText(given?.filename) } };
}

function placeOf(given: JsonObject | null): Partial<Content> | { error: MetaError } {
  const [latitude, longitude] = [Number(given?.latitude ?? Number.NaN), Number(given?.longitude ?? Number.NaN)];
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    return { error: metaError(131008, 'location.latitude and location.longitude are required.') };
  }
  const label = asText(given?.name);
  const address = asText(given?.address);
  const place = { latitude, longitude, ...(label && { label }), ...(address && { address }) };
  return { place };
}

function reactionOf(given: JsonObject | null): Partial<Content> | { error: MetaError } {
  const messageId = asText(given?.message_id);
  const emoji = asText(given?.emoji);
  if (!messageId || emoji === null) {
    return { error: metaError(131008, 'reaction.message_id and reaction.emoji are required.') };
  }
  return { reaction: { messageId, emoji } };
}

function contactsOf(contacts: readonly unknown[]): Partial<Content> | { error: MetaError } {
  const names = contacts.map((contact) => asText(asObject(asObject(contact)?.name)?.formatted_name));
  if (names.length === 0 || names.includes(null)) {
    return { error: metaError(131008, 'contacts[].name.formatted_name is required.') };
  }
  return { text: names.join('\n') };
}

const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
