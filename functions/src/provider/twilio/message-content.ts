import { cleanText, singleLine } from '@casillero/domain/message/clean-text';
import type { InboundMedia, InboundMessage } from '@casillero/domain/message/inbound-message';
import { asNumber } from '../json-fields.ts';
import { placeSummary } from '../place-summary.ts';
import { type FormFields, first } from './form-fields.ts';

/** Most media that Twilio sends in one message (MMS); WhatsApp sends one. */
const MEDIA_MAX_COUNT = 10;

/**
 * What a message says. Which types there are Twilio does not document: what comes with nothing in it is one that it does not pass on.
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export function contentOf(
  fields: FormFields,
): Pick<InboundMessage, 'text' | 'media' | 'about' | 'kind'> & { readonly summary: string | null } {
  const content = { text: textOf(fields), media: mediaOf(fields), about: aboutOf(fields), summary: placeOf(fields) };
  const type = singleLine(first(fields, 'MessageType'), 60);
  if (content.summary !== null) return { ...content, kind: type || 'location' };
  const isEmpty = content.text === '' && content.media.length === 0 && content.about?.relation !== 'reaction';
  if (!isEmpty) return { ...content, kind: type || null };
  return { ...content, kind: type === '' || type === 'unsupported' ? 'unsupported' : `unsupported:${type}` };
}

/**
 * What its sender wrote; of a tap the title of what was tapped, as if it had been typed. The id beside it, which nobody sees, is never
 * taken for text: of a list Twilio does not document which of the two stands in `Body`.
 */
const textOf = (fields: FormFields): string =>
  cleanText(first(fields, 'ButtonText') || first(fields, 'ListTitle') || first(fields, 'Body'));

/** A reaction is one whether Twilio knows the message that it is about or not. */
function aboutOf(fields: FormFields): InboundMessage['about'] {
  const providerMessageId = first(fields, 'OriginalRepliedMessageSid');
  if (first(fields, 'MessageType') === 'reaction') return { providerMessageId, relation: 'reaction' };
  return providerMessageId === '' ? null : { providerMessageId, relation: 'reply' };
}

/** A place, which comes beside an empty text. */
function placeOf(fields: FormFields): string | null {
  const [latitude, longitude] = [asNumber(first(fields, 'Latitude')), asNumber(first(fields, 'Longitude'))];
  if (latitude === null || longitude === null) return null;
  return placeSummary({ latitude, longitude, words: [first(fields, 'Label'), first(fields, 'Address')] });
}

/** `NumMedia` may lie in either direction, or be missing: what has a URL exists, up to the number that Twilio allows. */
function mediaOf(fields: FormFields): InboundMedia[] {
  return Array.from({ length: MEDIA_MAX_COUNT }, (_, i) => ({
    url: first(fields, `MediaUrl${i}`),
    declaredType: (first(fields, `MediaContentType${i}`).split(';')[0] ?? '').trim().toLowerCase(),
  })).filter((medium) => medium.url !== '');
}
