import { singleLine } from '@casillero/domain/message/clean-text';
import type { DeliveryStatus } from '@casillero/domain/message/delivery-status';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { asObjects, asText, field, type JsonObject, timeOf } from '../json-fields.ts';
import { isOurTrouble } from './errors.ts';
import type { ChangeContext } from './parse-message.ts';
import { digitsAlias, userAlias } from './sender.ts';

/** `played` is a voice message that was listened to. @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages/status */
const STATES: Readonly<Record<string, DeliveryStatus['state']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};

export type ParsedStatus = {
  readonly status: DeliveryStatus;
  /** what we gave along when we sent it: the outbox id; the only way to know a message whose answer was lost (R91) */
  readonly outboxId: string | null;
};

/** Reads one entry of `statuses[]`; null for states that say nothing about delivery. */
export function parseStatus(item: JsonObject, context: ChangeContext): ParsedStatus | null {
  const id = asText(item.id);
  const word = asText(item.status) ?? '';
  const state = Object.hasOwn(STATES, word) ? STATES[word] : undefined;
  if (id === null || state === undefined) return null;
  const userId = asText(item.recipient_user_id);
  const aliases = [
    digitsAlias(item.recipient_id),
    userId === null ? null : userAlias(context.portfolioId, userId),
  ].filter((alias) => alias !== null);
  const failure = state === 'failed' ? failureOf(item) : null;
  return {
    status: {
      provider: 'meta',
      account: context.phoneNumberId,
      number: receivingNumber('meta', context.phoneNumberId),
      providerMessageId: id,
      state,
      failure,
      ...(isOurTrouble(Number(failure?.code)) ? { isOurTrouble: true } : {}),
      recipientAliases: aliases,
      at: timeOf(item.timestamp, context.receivedAt),
    },
    outboxId: asText(item.biz_opaque_callback_data),
  };
}

function failureOf(item: JsonObject): DeliveryStatus['failure'] {
  const [error] = asObjects(item.errors);
  const details = asText(field(error?.error_data, 'details')) ?? asText(error?.message) ?? asText(error?.title);
  return { code: asText(error?.code) ?? 'unknown', message: singleLine(details ?? 'Meta gave no reason.', 500) };
}
