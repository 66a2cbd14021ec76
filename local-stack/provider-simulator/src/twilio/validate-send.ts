import type { TwilioAccount, TwilioContent, TwilioNumber } from './account.ts';
import { badRequest, type TwilioError } from './errors.ts';

/** A checked request to send, as Twilio understands it. */
export interface SendRequest {
  number: TwilioNumber;
  to: string;
  from: string;
  body: string;
  /** At most one for WhatsApp; further ones of the request are ignored. */
  mediaUrl: string | null;
  statusCallback: string | null;
  messagingServiceSid: string | null;
  isTemplate: boolean;
}

/** Form fields of the request; a repeated field has several values. */
export type SendForm = Readonly<Record<string, readonly string[]>>;

/** Counted in UTF-16 units, the stricter reading of "characters". */
const LONGEST_BODY = 1_600;
const MOST_MEDIA = 10;
const WHATSAPP_ADDRESS = /^whatsapp:\+[1-9]\d{2,14}$/;
/** A business-scoped user id is taken as a recipient too (field report). */
const RECIPIENT = /^whatsapp:(\+[1-9]\d{2,14}|[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128})$/;

/** @returns the request, or the error that Twilio answers with at once; errors 63xxx mostly come later, by callback */
export function validateSend(
  form: SendForm,
  account: TwilioAccount,
  numbers: readonly TwilioNumber[],
  contents: readonly TwilioContent[],
): { request: SendRequest } | { error: TwilioError } {
  const first = (key: string) => form[key]?.[0] ?? '';
  const to = first('To');
  if (to === '') return { error: badRequest(21604, "A 'To' phone number is required.") };
  if (!RECIPIENT.test(to)) {
    return { error: badRequest(21211, `The 'To' number ${to} is not a valid phone number.`) };
  }
  const sender = findSender(form, account, numbers);
  if ('error' in sender) return sender;
  if (sender.from === to) {
    return { error: badRequest(63031, 'Channels message cannot have same From and To addresses.') };
  }
  const content = findContent(form, contents);
  if ('error' in content) return content;
  const mediaUrls = form.MediaUrl ?? [];
  const body = content.body ?? first('Body');
  if (body === '' && mediaUrls.length === 0) return { error: badRequest(21602, 'Message body is required.') };
  if (body.length > LONGEST_BODY) {
    return { error: badRequest(21617, 'The concatenated message body exceeds the 1600 character limit.') };
  }
  if (mediaUrls.length > MOST_MEDIA) {
    return { error: badRequest(21623, `Number of media files exceeds allowed limit of ${MOST_MEDIA}.`) };
  }
  const badMediaUrl = mediaUrls.find((url) => !isWebAddress(url));
  if (badMediaUrl !== undefined) return { error: badRequest(21620, `Invalid media URL(s): ${badMediaUrl}`) };
  const statusCallback = first('StatusCallback');
  if (statusCallback !== '' && (!isWebAddress(statusCallback) || new URL(statusCallback).hostname.includes('_'))) {
    return { error: badRequest(21609, `The StatusCallback URL ${statusCallback} is not a valid URL.`) };
  }
  const validityPeriod = first('ValidityPeriod');
  if (validityPeriod !== '' && !(/^\d{1,5}$/.test(validityPeriod) && isWithin(Number(validityPeriod), 1, 36_000))) {
    return { error: badRequest(20001, 'ValidityPeriod must be from 1 to 36000 seconds.') };
  }
  return {
    request: {
      number: sender.number,
      to,
      from: sender.from,
      body,
      mediaUrl: mediaUrls[0] ?? null,
      statusCallback: statusCallback || (sender.number.statusCallbackUrl ?? null),
      messagingServiceSid: first('MessagingServiceSid') || null,
      isTemplate: content.body !== null,
    },
  };
}

const isWithin = (value: number, least: number, most: number) => value >= least && value <= most;

const isWebAddress = (url: string) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

function findSender(
  form: SendForm,
  account: TwilioAccount,
  numbers: readonly TwilioNumber[],
): { number: TwilioNumber; from: string } | { error: TwilioError } {
  const from = form.From?.[0] ?? '';
  const service = form.MessagingServiceSid?.[0] ?? '';
  const ours = numbers.filter((number) => number.accountSid === account.sid && number.isOnline !== false);
  if (from === '' && service !== '') {
    const number = ours.find((candidate) => candidate.messagingServiceSid === service);
    if (number) return { number, from: `whatsapp:${number.phone}` };
    return { error: badRequest(21703, 'The Messaging Service does not have a phone number available to send from.') };
  }
  if (from === '') return { error: badRequest(21603, "A 'From' phone number is required.") };
  if (/^\+[1-9]\d{2,14}$/.test(from)) {
    return { error: badRequest(21910, "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel.") };
  }
  if (!WHATSAPP_ADDRESS.test(from)) {
    return { error: badRequest(21212, `The 'From' number ${from} is not a valid phone number.`) };
  }
  const number = ours.find((candidate) => `whatsapp:${candidate.phone}` === from);
  if (number) return { number, from };
  return { error: badRequest(63007, 'Twilio could not find a Channel with the specified From address.') };
}

/** @returns the template's filled-in text, or null when the message is free-form */
function findContent(
  form: SendForm,
  contents: readonly TwilioContent[],
): { body: string | null } | { error: TwilioError } {
  const sid = form.ContentSid?.[0] ?? '';
  if (sid === '') return { body: null };
  if ((form.MediaUrl ?? []).length > 0) {
    return { error: badRequest(63030, 'Unsupported parameter for type of Channels message: MediaUrl.') };
  }
  const content = contents.find((candidate) => candidate.sid === sid);
  if (!content) return { error: badRequest(21655, 'The ContentSid is invalid.') };
  const variables = parseVariables(form.ContentVariables?.[0] ?? '{}');
  if (!variables) return { error: badRequest(21656, 'The ContentVariables parameter is invalid.') };
  return { body: content.body.replace(/\{\{(\w+)\}\}/g, (blank, name) => variables.get(name) ?? blank) };
}

function parseVariables(json: string): Map<string, string> | null {
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    const entries = Object.entries(parsed);
    return entries.every(([, value]) => typeof value === 'string') ? new Map(entries) : null;
  } catch {
    return null;
  }
}
