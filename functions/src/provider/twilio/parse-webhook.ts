import { cleanText } from '@casillero/domain/message/clean-text';
import type { InboundMedia, InboundMessage } from '@casillero/domain/message/inbound-message';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { fail, ok, type Result } from '@casillero/domain/result';
import { bsuidAlias, phoneAlias } from '@casillero/domain/sender/alias';
import { parsePhone } from '@casillero/domain/sender/phone';

export type FormFields = Readonly<Record<string, string | string[]>>;

/** Most media that Twilio sends in one message (MMS); WhatsApp sends one. */
const MEDIA_MAX_COUNT = 10;

/** The fields of a form body: decoded, untrimmed, a repeated field as a list. Hostile names are ordinary names. */
export function formFields(rawBody: Uint8Array): FormFields {
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(rawBody))) {
    const earlier = fields[name];
    fields[name] = earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value];
  }
  return fields;
}

export type TwilioWebhook =
  | { readonly kind: 'message'; readonly message: InboundMessage }
  /** a status callback, which Twilio may send to the same URL */
  | { readonly kind: 'status'; readonly providerMessageId: string; readonly status: string };

/**
 * Reads a verified webhook body. Unknown fields are kept in `raw` and otherwise ignored.
 * @returns 'missing-field' for a body that names no message, no sender or no receiver
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export function parseWebhook(fields: FormFields, receivedAt: Date): Result<TwilioWebhook, 'missing-field'> {
  const providerMessageId = first(fields, 'MessageSid') || first(fields, 'SmsSid');
  if (!providerMessageId) return missing('MessageSid');
  const account = first(fields, 'AccountSid');
  if (!account) return missing('AccountSid');
  const status = first(fields, 'MessageStatus');
  if (status && status !== 'received') return ok({ kind: 'status', providerMessageId, status });
  const to = first(fields, 'To');
  if (!to) return missing('To');
  const from = first(fields, 'From');
  if (!from) return missing('From');

  const phone = parsePhone(first(fields, 'WaId') || from);
  const text = cleanText(first(fields, 'Body'));
  const repliedTo = first(fields, 'OriginalRepliedMessageSid');
  return ok({
    kind: 'message',
    message: {
      provider: 'twilio',
      account,
      providerMessageId,
      receivingNumber: receivingNumber('twilio', to.replace(/^whatsapp:/i, '')),
      sender: {
        // Without a phone the address is Meta's business-scoped id, which Twilio writes as whatsapp:SV.7001...
        alias: phone.ok
          ? phoneAlias(phone.value)
          : bsuidAlias(account, from.replace(/^whatsapp:/i, '').replaceAll('/', '_')),
        otherAliases: [],
        phone: phone.ok ? phone.value : null,
        address: from,
        profileName: cleanText(first(fields, 'ProfileName')).trim().slice(0, 200) || null,
      },
      text,
      media: mediaOf(fields),
      about: repliedTo === '' ? null : { providerMessageId: repliedTo, relation: 'reply' },
      kind: first(fields, 'MessageType') || null,
      receivedAt,
      raw: Object.fromEntries(Object.entries(fields).map(([name, value]) => [cleanText(name), cleanedValue(value)])),
    },
  });
}

const missing = (field: string) =>
  fail('missing-field', `The webhook has no ${field}.`, 'Check that the URL is set as a messaging webhook.');

/** A field may be repeated; only the first is a message's own. Absent is empty. */
function first(fields: FormFields, name: string): string {
  const value = fields[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** `NumMedia` may lie in either direction: what has a URL exists, up to the number that Twilio allows. */
function mediaOf(fields: FormFields): InboundMedia[] {
  const told = Number.parseInt(first(fields, 'NumMedia'), 10);
  const count = Math.min(Number.isNaN(told) || told < 0 ? 0 : told, MEDIA_MAX_COUNT);
  return Array.from({ length: count }, (_, i) => ({
    url: first(fields, `MediaUrl${i}`),
    declaredType: (first(fields, `MediaContentType${i}`).split(';')[0] ?? '').trim().toLowerCase(),
  })).filter((medium) => medium.url !== '');
}

const cleanedValue = (value: string | string[]): string | string[] =>
  Array.isArray(value) ? value.map(cleanText) : cleanText(value);
