import type { OutgoingMessage } from '../../usecases/work-off/ports.ts';

/** Longest text and caption that Meta takes, in characters. */
export const META_TEXT_MAX = 4_096;
export const META_CAPTION_MAX = 1_024;

/**
 * The body of a call that sends a message. A phone goes into `to`, always with a plus (without it, Meta may put the business's own
 * country code in front); a business-scoped user id into `recipient`: in `to` it is accepted and vanishes.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export const messagePayload = (message: OutgoingMessage): Record<string, unknown> => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  ...recipientOf(message.address),
  ...contentOf(message),
  ...(message.replyTo ? { context: { message_id: message.replyTo } } : {}),
  // Comes back in every status: the only way to know a message whose answer was lost (R91).
  biz_opaque_callback_data: message.id,
});

const recipientOf = (address: string): Record<string, string> =>
  /^\+?\d+$/.test(address) ? { to: `+${address.replace(/^\+/, '')}` } : { recipient: address };

function contentOf({ text, media }: OutgoingMessage): Record<string, unknown> {
  if (!media) return { type: 'text', text: { body: cut(text, META_TEXT_MAX), preview_url: false } };
  const source = 'id' in media.source ? { id: media.source.id } : { link: media.source.link };
  const caption = media.kind === 'audio' || text === '' ? {} : { caption: cut(text, META_CAPTION_MAX) };
  const named = media.kind === 'document' && media.fileName ? { filename: media.fileName } : {};
  return { type: media.kind, [media.kind]: { ...source, ...caption, ...named } };
}

const cut = (text: string, max: number): string => [...text].slice(0, max).join('');
