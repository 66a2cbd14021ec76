import { singleLine } from '@casillero/domain/message/clean-text';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import { bsuidAlias, phoneAlias, type SenderAlias } from '@casillero/domain/sender/alias';
import { parsePhone } from '@casillero/domain/sender/phone';
import { asText, field, type JsonObject } from '../json-fields.ts';

/** The business-scoped user id in an alias: without slashes, which a document's id cannot hold. */
export const userAlias = (portfolioId: string, userId: string): SenderAlias =>
  bsuidAlias(portfolioId, userId.replaceAll('/', '_').slice(0, 200));

/** The phone's alias of digits as Meta writes them, or null. Empty means that the phone is hidden. */
export function digitsAlias(digits: unknown): SenderAlias | null {
  const text = asText(digits);
  const phone = text === null ? null : parsePhone(text);
  return phone?.ok ? phoneAlias(phone.value) : null;
}

/**
 * Who wrote a message. The phone may be missing or empty for people with a username; the contact entry is found by id, never by its
 * place. Both ids together are one person (R4).
 * @returns null if nothing says who
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
export function senderOf(
  message: JsonObject,
  contacts: readonly JsonObject[],
  portfolioId: string,
): InboundMessage['sender'] | null {
  const from = asText(message.from);
  const fromUser = asText(message.from_user_id);
  const contact = contacts.find(
    ({ wa_id, user_id }) => (from !== null && wa_id === from) || (fromUser !== null && user_id === fromUser),
  );
  const digits = from ?? asText(contact?.wa_id);
  const userId = fromUser ?? asText(contact?.user_id);
  const phone = digits === null ? null : parsePhone(digits);
  const byUser = userId === null ? null : userAlias(portfolioId, userId);
  const profileName = singleLine(asText(field(contact?.profile, 'name')) ?? '', 200) || null;
  if (digits !== null && phone?.ok)
    return {
      alias: phoneAlias(phone.value),
      otherAliases: byUser === null ? [] : [byUser],
      phone: phone.value,
      // Meta puts the business's own country code before a number without a plus.
      address: `+${digits.replace(/^\+/, '')}`,
      profileName,
    };
  if (userId === null || byUser === null) return null;
  return { alias: byUser, otherAliases: [], phone: null, address: userId, profileName };
}
