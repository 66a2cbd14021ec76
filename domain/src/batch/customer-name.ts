import { singleLine } from '../message/clean-text.ts';
import type { BatchRecord } from '../records/intake-records.ts';
import { searchTokens } from '../search/search-tokens.ts';

/** Longest customer name of a batch, in code points; the whole text stays in the message. */
export const CUSTOMER_NAME_MAX = 80;

/** The customer's name that a text or caption gives (R10), or null if nothing visible is in it. Emoji are a name. */
export function customerNameIn(text: string): string | null {
  const name = singleLine(text, CUSTOMER_NAME_MAX);
  return /[^\s\p{Cf}\p{Mn}]/u.test(name) ? name : null;
}

/** A batch's name and what its search finds it by: written together wherever a batch gets a name. */
export const namedFields = (customerName: string | null): Pick<BatchRecord, 'customerName' | 'searchTokens'> => ({
  customerName,
  searchTokens: searchTokens([customerName]),
});
