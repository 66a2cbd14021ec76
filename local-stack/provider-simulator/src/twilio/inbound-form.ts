import type { Act, MessageContext } from '../world/persons-message.ts';
import type { Person } from '../world/roster.ts';
import type { Place } from '../world/timeline.ts';
import { actFields, contextFields, identityFields } from './act-form.ts';
import { messagesUri, type TwilioMessage } from './message-resource.ts';

/** What a webhook tells of an inbound message beyond the message resource. */
export interface InboundDetails {
  person: Person;
  place: Place | null;
  act: Act | null;
  context: MessageContext;
  mediaBaseUrl: string;
  messagingServiceSid: string | null;
}

/**
 * The form fields of an inbound WhatsApp webhook, in the order of a captured request.
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export function inboundForm(message: TwilioMessage, details: InboundDetails): Record<string, string> {
  const form: Record<string, string> = {
    SmsMessageSid: message.sid,
    NumMedia: String(message.media.length),
    ProfileName: details.person.name,
    MessageType: messageType(message, details.place),
    SmsSid: message.sid,
    ...(!details.person.hidesPhone && { WaId: details.person.phone.slice(1) }),
    SmsStatus: 'received',
    Body: message.body,
    To: message.to,
    NumSegments: '1',
    ReferralNumMedia: '0',
    MessageSid: message.sid,
    AccountSid: message.accountSid,
    From: message.from,
    ...identityFields(details.person, message.accountSid),
    ...contextFields(details.context, message.to.replace(/^whatsapp:/, '')),
    ...(details.act && actFields(details.act)),
  };
  if (details.messagingServiceSid !== null) form.MessagingServiceSid = details.messagingServiceSid;
  if (details.place) {
    form.Latitude = String(details.place.latitude);
    form.Longitude = String(details.place.longitude);
    if (details.place.address !== undefined) form.Address = details.place.address;
    if (details.place.label !== undefined) form.Label = details.place.label;
  }
  for (const [index, media] of message.media.entries()) {
    form[`MediaContentType${index}`] = media.contentType;
    form[`MediaUrl${index}`] =
      `${details.mediaBaseUrl}${messagesUri(message.accountSid)}/${message.sid}/Media/${media.sid}`;
  }
  form.ApiVersion = '2010-04-01';
  return form;
}

/** The values of MessageType that have been seen; Twilio documents no list. */
function messageType(message: TwilioMessage, place: Place | null): string {
  if (place) return 'location';
  const contentType = message.media[0]?.contentType;
  if (contentType === undefined) return 'text';
  if (contentType === 'image/webp') return 'sticker';
  if (/^text\/(x-)?vcard/.test(contentType)) return 'contacts';
  const kind = contentType.split('/')[0] ?? '';
  return ['image', 'audio', 'video'].includes(kind) ? kind : 'document';
}
