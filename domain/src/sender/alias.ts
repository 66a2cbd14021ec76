import type { CanonicalPhone } from './phone.ts';

/** A sender as a whole: one WhatsApp account, whatever it is known by. */
export type SenderId = string & { readonly __brand: 'SenderId' };

/**
 * One of the names a sender is known by, and the id of its document in `senders` (R4, R5):
 * `phone:+503...`, `bsuid:<portfolio>:<id>`, `lid:<session>:<id>`; `sms:+503...` for who writes an SMS.
 */
export type SenderAlias = string & { readonly __brand: 'SenderAlias' };

/** The alias of a canonical phone. */
export const phoneAlias = (phone: CanonicalPhone): SenderAlias => `phone:${phone}` as SenderAlias;

/**
 * The alias of a phone in SMS. In these anybody can claim any phone, so that they are no part of the WhatsApp account's conversation and
 * prove nothing of it (R54).
 */
export const smsAlias = (phone: CanonicalPhone): SenderAlias => `sms:${phone}` as SenderAlias;

/** The alias of Meta's business-scoped user id; it differs per portfolio, so the portfolio is part of it. */
export const bsuidAlias = (portfolio: string, userId: string): SenderAlias =>
  `bsuid:${portfolio}:${userId}` as SenderAlias;

/** What user ids of a tenant's own app are scoped to, in place of a portfolio: it tells which it likes (R4, R51). */
export const ownScope = (accountId: string): string => `own-${accountId}`;

/** The beginning of an alias that a tenant's own app told, the same for all of that app; null: somebody else told it. */
export const ownScopeOf = (alias: string): string | null => /^bsuid:own-[^:]*:/.exec(alias)?.[0] ?? null;

/** The alias of WAHA's hidden id, which is only known within its session. */
export const lidAlias = (session: string, lid: string): SenderAlias => `lid:${session}:${lid}` as SenderAlias;

/** The phone in an alias, or null for an alias that is not a phone. */
export const phoneOfAlias = (alias: SenderAlias): CanonicalPhone | null =>
  alias.startsWith('phone:') ? (alias.slice('phone:'.length) as CanonicalPhone) : null;
