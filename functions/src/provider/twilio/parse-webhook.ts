import { cleanText, singleLine } from '@casillero/domain/message/clean-text';
import type { DeliveryStatus } from '@casillero/domain/message/delivery-status';
import type { IgnoredMessage } from '@casillero/domain/message/ignored-message';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { fail, ok, type Result } from '@casillero/domain/result';
import { bsuidAlias, phoneAlias, smsAlias } from '@casillero/domain/sender/alias';
import { parseExactPhone, parsePhone } from '@casillero/domain/sender/phone';
import { type FormFields, first, keptFields } from './form-fields.ts';
import { contentOf } from './message-content.ts';
import { isOurTrouble } from './send-failure.ts';

export type TwilioWebhook =
  | { readonly kind: 'message'; readonly message: InboundMessage }
  /** a status callback, which Twilio may send to the same URL */
  | { readonly kind: 'status'; readonly word: string; readonly status: DeliveryStatus | null }
  /** a status callback that is not understood */
  | { readonly kind: 'ignored'; readonly ignored: IgnoredMessage };

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
  const word = first(fields, 'MessageStatus') || first(fields, 'SmsStatus');
  if (word !== '' && !INBOUND.has(word.toLowerCase()))
    return ok(statusWebhook(fields, word, { account, providerMessageId, receivedAt }));
  const to = first(fields, 'To');
  if (!to) return missing('To');
  const from = first(fields, 'From');
  if (!from) return missing('From');

  const told = parsePhone(first(fields, 'WaId'));
  const phone = told.ok ? told : parsePhone(from);
  // A hidden id in From, with the phone beside it.
  const exact = parseExactPhone(parseExactPhone(from).ok ? '' : first(fields, 'WaId'));
  // Without a phone the address is Meta's business-scoped id, which Twilio writes as whatsapp:SV.7001...
  const userId = withoutChannel(first(fields, 'ExternalUserId') || (phone.ok ? '' : from));
  const byUserId = userId === '' ? [] : [userAlias(account, userId)];
  const byPhone = /^whatsapp:/i.test(from) ? phoneAlias : smsAlias;
  const aliases = [...(phone.ok ? [byPhone(phone.value)] : []), ...byUserId];
  return ok({
    kind: 'message',
    message: {
      provider: 'twilio',
      account,
      providerMessageId,
      receivingNumber: receivingNumber('twilio', withoutChannel(to)),
      sender: {
        alias: aliases[0] ?? userAlias(account, from),
        otherAliases: aliases.slice(1),
        phone: phone.ok ? phone.value : null,
        address: from,
        ...(exact.ok ? { exactPhone: exact.value } : {}),
        profileName: singleLine(first(fields, 'ProfileName'), 200) || null,
      },
      ...contentOf(fields),
      ...optOutOf(fields, from),
      receivedAt,
      raw: keptFields(fields),
    },
  });
}

/** Words for a message to us; all others are about one of ours. */
const INBOUND = new Set(['received', 'receiving']);

/** The business-scoped user id in an alias, which is a document's id: no slashes, and not endless. */
const userAlias = (account: string, userId: string) =>
  bsuidAlias(account, userId.replaceAll('/', '_').toWellFormed().slice(0, 200).toWellFormed());

/**
 * What Twilio itself took a text as, and answered: a Messaging Service with Advanced Opt-Out says so; of an SMS its default keywords
 * are always handled. @see https://help.twilio.com/articles/223134027
 */
function optOutOf(fields: FormFields, from: string): Pick<InboundMessage, 'optOut'> {
  const told = first(fields, 'OptOutType').toUpperCase();
  const isSms = !/^whatsapp:/i.test(from);
  const word = told !== '' || !isSms ? told : (SMS_KEYWORDS[first(fields, 'Body').trim().toUpperCase()] ?? '');
  return word === 'STOP' ? { optOut: 'stop' } : word === 'START' ? { optOut: 'start' } : {};
}

const SMS_KEYWORDS: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  ...Object.fromEntries(
    ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'].map((word) => [word, 'STOP']),
  ),
  ...Object.fromEntries(['START', 'YES', 'UNSTOP'].map((word) => [word, 'START'])),
});

/** Words that say no more than that Twilio took the message. */
const TAKEN = new Set(['accepted', 'scheduled', 'queued', 'sending']);

type Callback = { readonly account: string; readonly providerMessageId: string; readonly receivedAt: Date };

/** A word that nobody knows is kept apart: it may say something one day. */
function statusWebhook(fields: FormFields, word: string, callback: Callback): TwilioWebhook {
  const status = statusOf(fields, word, callback);
  if (status !== null || TAKEN.has(word.toLowerCase())) return { kind: 'status', word, status };
  const { account, providerMessageId, receivedAt } = callback;
  const from = withoutChannel(first(fields, 'From'));
  const kind = `status:${singleLine(word, 60)}`;
  return {
    kind: 'ignored',
    ignored: {
      provider: 'twilio',
      account,
      providerMessageId: `${providerMessageId}:${kind}`,
      number: from === '' ? null : receivingNumber('twilio', from),
      why: 'status',
      kind,
      at: receivedAt,
    },
  };
}

/** Twilio's words for what became of a message. */
const STATES: Readonly<Record<string, DeliveryStatus['state']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};

/**
 * What a status callback says; null: nothing that goes further than the send's own answer.
 * @see https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
function statusOf(
  fields: FormFields,
  told: string,
  { account, providerMessageId, receivedAt }: Callback,
): DeliveryStatus | null {
  const word = told.toLowerCase();
  const state = Object.hasOwn(STATES, word) ? STATES[word] : undefined;
  const from = first(fields, 'From');
  if (state === undefined || from === '') return null;
  const phone = parsePhone(first(fields, 'To'));
  const reason = first(fields, 'ErrorMessage') || first(fields, 'ChannelStatusMessage') || `Twilio says ${word}.`;
  return {
    provider: 'twilio',
    account,
    number: receivingNumber('twilio', withoutChannel(from)),
    providerMessageId,
    state,
    failure:
      state === 'failed'
        ? { code: first(fields, 'ErrorCode') || word, message: cleanText(reason).slice(0, 500) }
        : null,
    ...(state === 'failed' && isOurTrouble(Number(first(fields, 'ErrorCode'))) ? { isOurTrouble: true } : {}),
    recipientAliases: phone.ok ? [phoneAlias(phone.value)] : [],
    at: receivedAt,
  };
}

const withoutChannel = (address: string): string => address.replace(/^whatsapp:/i, '');

const missing = (field: string) =>
  fail('missing-field', `The webhook has no ${field}.`, 'Check that the URL is set as a messaging webhook.');
