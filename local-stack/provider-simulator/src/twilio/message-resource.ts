import type { TwilioMedia } from './media-store.ts';

/** Twilio's words for the life of a message. */
export type TwilioStatus = 'received' | 'queued' | 'sent' | 'delivered' | 'read' | 'undelivered';

export interface TwilioMessage {
  sid: string;
  accountSid: string;
  /** With the channel: whatsapp:+50370000001 */
  from: string;
  to: string;
  body: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  status: TwilioStatus;
  media: TwilioMedia[];
  errorCode: number | null;
  errorMessage: string | null;
  messagingServiceSid: string | null;
  dateCreated: Date;
  dateUpdated: Date;
  dateSent: Date | null;
}

/** Without the channel prefix. */
export const phoneOf = (address: string) => address.replace(/^whatsapp:/, '');

const rfc2822 = (date: Date | null) => date?.toUTCString().replace('GMT', '+0000') ?? null;

export const messagesUri = (accountSid: string) => `/2010-04-01/Accounts/${accountSid}/Messages`;

/** The Message resource as the REST API writes it: numbers as strings, dates in RFC 2822.
 *  @see https://www.twilio.com/docs/messaging/api/message-resource */
export function messageJson(message: TwilioMessage): Record<string, unknown> {
  const uri = `${messagesUri(message.accountSid)}/${message.sid}`;
  return {
    account_sid: message.accountSid,
    api_version: '2010-04-01',
    body: message.body,
    date_created: rfc2822(message.dateCreated),
    date_sent: rfc2822(message.dateSent),
    date_updated: rfc2822(message.dateUpdated),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorMessage,
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: '1',
    price: null,
    price_unit: null,
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}

/** One item of the Media list of a message. */
export function mediaJson(message: TwilioMessage, media: TwilioMedia): Record<string, unknown> {
  return {
    account_sid: message.accountSid,
    content_type: media.contentType,
    date_created: rfc2822(message.dateCreated),
    date_updated: rfc2822(message.dateCreated),
    parent_sid: message.sid,
    sid: media.sid,
    uri: `${messagesUri(message.accountSid)}/${message.sid}/Media/${media.sid}.json`,
  };
}
