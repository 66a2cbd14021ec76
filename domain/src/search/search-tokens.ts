import { plain } from '../order/plain-text.ts';

/** Shortest and longest beginnings of a word that find it. */
const SHORTEST = 2;
const LONGEST = 12;

/** Numbers are also found by their end, which is what people read out: the last four digits or more. */
const SHORTEST_END = 4;

/** A record's tokens are stored with it and indexed: more than this would cost more than they find. */
const MOST_TOKENS = 150;

/**
 * The tokens by which a record is found with one `array-contains` query: every beginning of every word, without
 * accents and case; for numbers of six digits or more also every ending.
 * @param texts names, numbers, phones; null and empty ones are left out
 */
export function searchTokens(texts: readonly (string | null)[]): string[] {
  const tokens = new Set<string>();
  for (const word of texts.flatMap((text) => wordsOf(text ?? ''))) {
    for (let length = SHORTEST; length <= Math.min(word.length, LONGEST); length++) tokens.add(word.slice(0, length));
    if (/^\d{6,}$|\d{6,}$/.test(word))
      for (let length = SHORTEST_END; length <= Math.min(word.length, LONGEST); length++)
        tokens.add(word.slice(-length));
  }
  return [...tokens].slice(0, MOST_TOKENS);
}

/** What somebody typed into a search field: the one token to ask the database for, and the words each result must have. */
export type Search = { readonly token: string; readonly words: readonly string[] };

/** Reads a search; null if nothing in it can be searched for (too short). The longest word narrows most. */
export function parseSearch(typed: string): Search | null {
  const groups = groupsOf(typed);
  const number = joinedNumber(groups);
  const words = number === null ? groups.filter((word) => word.length >= SHORTEST) : [number];
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), '');
  return longest === '' ? null : { token: longest.slice(0, LONGEST), words };
}

/** Whether a record with these tokens has every word of the search. */
export const isFound = (search: Search, tokens: readonly string[]): boolean =>
  search.words.every((word) => tokens.includes(word.slice(0, LONGEST)));

/** Words are letters and digits. A number printed in groups is also one word without its gaps. */
function wordsOf(text: string): string[] {
  const words = groupsOf(text);
  const number = joinedNumber(words);
  return number === null || words.length === 1 ? words : [...words, number];
}

/** The number that groups of digits make, as in a phone; null for anything else. */
function joinedNumber(words: readonly string[]): string | null {
  const joined = words.join('');
  return /^\d{6,}$/.test(joined) ? joined : null;
}

const groupsOf = (text: string): string[] =>
  plain(text)
    .split(' ')
    .filter((word) => /[a-z0-9]/.test(word));
