import { type ReceivingNumber, splitReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { fail, ok } from '@casillero/domain/result';
import type { Twilio } from 'twilio';
import type { FindSentMessage, OutgoingMessage, SendMessage } from '../../usecases/work-off/ports.ts';
import { classifySendFailure } from './send-failure.ts';

/** Longest text that Twilio takes in one message, in characters (error 21617). */
export const TWILIO_BODY_MAX = 1_600;

/** Gives the REST client; made on first use, since the package is heavy and webhooks do not need it. */
export type TwilioClient = () => Promise<Twilio>;

/**
 * Sends a WhatsApp text, or a file that Twilio fetches from its link.
 * @param statusCallback where Twilio says what becomes of it, for each message apart, whatever its number is set to
 * @see https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export const sendByTwilio =
  (client: TwilioClient, statusCallback: () => string): SendMessage =>
  async (message) => {
    try {
      const { body, ...to } = addressed(message);
      const words = body === '' ? {} : { body };
      const media = message.media && 'link' in message.media.source ? { mediaUrl: [message.media.source.link] } : {};
      const sent = await (await client()).messages.create({
        ...to,
        ...words,
        ...media,
        statusCallback: statusCallback(),
      });
      const { sid } = sent;
      return ok({ providerMessageId: sid });
    } catch (error) {
      const { code, message: words } = classifySendFailure(error);
      return fail(code, words, 'See the error code in Twilio’s error dictionary.');
    }
  };

/**
 * Looks for a message that an attempt with unknown outcome may have left: same sender, recipient and text, with a file or without, made
 * since the entry was, and not recorded as another one. @see https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources
 */
export const findSentByTwilio =
  (client: TwilioClient): FindSentMessage =>
  async (message, since, { isAnothers }) => {
    const { from, to, body } = addressed(message);
    const listed = await (await client()).messages.list({ from, to, dateSentAfter: since, limit: 50 });
    for (const { sid, body: text, direction, numMedia } of listed) {
      const hasFile = Number(numMedia) > 0 || sid.startsWith('MM');
      const isSame = direction.startsWith('outbound') && text === body && hasFile === Boolean(message.media);
      if (isSame && !(await isAnothers(sid))) return { providerMessageId: sid };
    }
    return null;
  };

function addressed({ number, address, text }: OutgoingMessage): { from: string; to: string; body: string } {
  const { name } = splitReceivingNumber(number as ReceivingNumber);
  const isWhatsApp = /^whatsapp:/i.test(address);
  return {
    from: isWhatsApp ? `whatsapp:${name}` : name,
    to: address,
    body: [...text].slice(0, TWILIO_BODY_MAX).join(''),
  };
}
