import { UPLOAD_MAX_BYTES } from '../upload/upload.ts';
import { textMaxFrom } from './message-length.ts';

/** What people may send to contacts; every provider carries these. */
export const OUTGOING_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type OutgoingType = (typeof OUTGOING_TYPES)[number];

export type OutgoingKind = 'image' | 'document';

/** How a file is sent: as a picture that the chat shows, or as a document. */
export const outgoingKind = (contentType: OutgoingType): OutgoingKind =>
  contentType === 'application/pdf' ? 'document' : 'image';

const MEGABYTE = 1_048_576;

/**
 * Largest file that can leave from a number, in bytes. Pictures: 5 MB at Meta and Twilio. Documents: 16 MB at Twilio, and as large as an
 * upload may be elsewhere. @param number key of a receiving number
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
 * @see https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
 */
export const fileMaxFrom = (number: string, kind: OutgoingKind): number =>
  kind === 'image' && !number.startsWith('waha:') ? 5 * MEGABYTE : UPLOAD_MAX_BYTES;

/** Longest caption at Meta and in WhatsApp itself. */
const CAPTION_MAX = 1_024;

/**
 * Longest text that goes with a file in one message, in code points; null: the number's provider shows none with it, so that the text is
 * a message of its own. @see https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
 */
export function captionMaxFrom(number: string, kind: OutgoingKind): number | null {
  if (!number.startsWith('twilio:')) return CAPTION_MAX;
  return kind === 'document' ? null : textMaxFrom(number);
}
