import { plain } from '../order/plain-text.ts';
import type { CustomerRecord } from '../records/customer-record.ts';
import { searchTokens } from '../search/search-tokens.ts';
import type { CanonicalPhone } from '../sender/phone.ts';

/** The key that all spellings of a name share; it is not unique. Emoji and other scripts stay as they are. */
export const nameKeyOf = (name: string): string => plain(name) || name.trim().toLowerCase();

export type KnownCustomer = { readonly id: string; readonly record: CustomerRecord };

export type CustomerMatch =
  | { readonly kind: 'matched'; readonly customer: KnownCustomer }
  | { readonly kind: 'new' }
  /** several may be meant: a person chooses */
  | { readonly kind: 'choose'; readonly candidates: readonly KnownCustomer[] };

/**
 * Which of the tenant's customers a name (and a phone, if one is known) means (R18). The phone decides; a name alone
 * matches only when exactly one customer has it and no phone speaks against it.
 * @param byPhone the customer with that phone
 * @param byName all customers with that name's key
 */
export function matchCustomer(
  phone: CanonicalPhone | null,
  byPhone: KnownCustomer | null,
  byName: readonly KnownCustomer[],
): CustomerMatch {
  if (byPhone !== null) return { kind: 'matched', customer: byPhone };
  const [only, ...others] = byName;
  if (only === undefined) return { kind: 'new' };
  const isContradicted = phone !== null && only.record.phone !== null;
  if (others.length > 0 || isContradicted) return { kind: 'choose', candidates: byName };
  return { kind: 'matched', customer: only };
}

/** What is stored of a customer's own words; `name` is not empty. */
export function customerFields(facts: {
  readonly name: string;
  readonly phone: CanonicalPhone | null;
  readonly notes: string;
}): Pick<CustomerRecord, 'name' | 'nameKey' | 'phone' | 'notes' | 'searchTokens'> {
  return { ...facts, nameKey: nameKeyOf(facts.name), searchTokens: searchTokens([facts.name, facts.phone]) };
}
