import { newSid } from './account.ts';
import type { TwilioMedia } from './media-store.ts';
import type { TwilioMessage } from './message-resource.ts';

/** Outgoing limits of WhatsApp through Twilio. @see https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages */
const LARGEST_IMAGE_BYTES = 5 * 1024 * 1024;
const LARGEST_FILE_BYTES = 16 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 15_000;

const SENDABLE_TYPES =
  /^(image\/(jpe?g|png|webp)|audio\/(ogg|amr|3gpp|aac|mpeg)|video\/mp4|text\/vcard|application\/(pdf|msword|vnd\.openxmlformats-officedocument\.[\w.-]+))$/;

/** Fetches a MediaUrl as Twilio does before it hands the message to WhatsApp. Never rejects.
 *  @returns 63019 when it cannot be had, 63021 for a type that WhatsApp does not carry, 63034 when it is too large */
export async function fetchOutgoingMedia(
  url: string,
  message: TwilioMessage,
  stopping: AbortSignal,
): Promise<{ media: TwilioMedia } | { errorCode: number }> {
  try {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(FETCH_TIMEOUT_MS)]);
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) return { errorCode: 63019 };
    const contentType = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (!SENDABLE_TYPES.test(contentType)) return { errorCode: 63021 };
    const limitBytes = contentType.startsWith('image/') ? LARGEST_IMAGE_BYTES : LARGEST_FILE_BYTES;
    const chunks: Uint8Array[] = [];
    let sizeBytes = 0;
    for await (const chunk of response.body) {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes) return { errorCode: 63034 };
    }
    const media = {
      sid: newSid('ME'),
      accountSid: message.accountSid,
      messageSid: message.sid,
      contentType,
      bytes: Buffer.concat(chunks),
      fileName: null,
      fault: null,
      fetches: 0,
    };
    return { media };
  } catch {
    return { errorCode: 63019 };
  }
}
