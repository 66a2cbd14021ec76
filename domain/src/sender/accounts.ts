import type { InboundMessage } from '../message/inbound-message.ts';
import type { SenderAlias } from './alias.ts';
import { parseExactPhone } from './phone.ts';

/** Most aliases of one message that are looked at: phone, user id, hidden id. Each costs a read (R5). */
const ALIASES_MAX = 3;

/** What a message's sender is known by, each once, the most telling one first. */
export const aliasesOf = ({ sender }: Pick<InboundMessage, 'sender'>): readonly SenderAlias[] =>
  [...new Set([sender.alias, ...sender.otherAliases])].slice(0, ALIASES_MAX);

/**
 * The exact accounts that a message came from: the phone as the provider spells it, unfolded, in the address or beside a hidden id,
 * and the aliases that are no phone. Folded spellings match a sender; only exact accounts are proof (R4, R54).
 */
export function accountsOf(message: Pick<InboundMessage, 'sender' | 'provider'>): readonly string[] {
  const phone = parseExactPhone(message.sender.exactPhone ?? message.sender.address);
  const others = aliasesOf(message).filter((alias) => !alias.startsWith('phone:'));
  return phone.ok ? [isSms(message) ? `sms:${phone.value}` : phone.value, ...others] : others;
}

/** Whoever sends an SMS can claim any phone: it is no proof of the WhatsApp account. */
export const isSms = ({ provider, sender }: Pick<InboundMessage, 'sender' | 'provider'>): boolean =>
  provider === 'twilio' && !/^whatsapp:/i.test(sender.address);
