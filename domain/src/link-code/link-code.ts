import { plainText } from '../message/clean-text.ts';

/** The code in a deep link `https://wa.me/<number>?text=start_<code>`; small letters and digits. */
export type LinkCode = string & { readonly __brand: 'LinkCode' };

/** What stands before the code unless the platform's settings say otherwise. */
export const LINK_PREFIX = 'start_';

/** What people and apps put before a text without meaning it: blanks, quotation marks, brackets, WhatsApp's bold and italics. */
const AROUND = /^[\s'"“”„‘’‚«»‹›`*_~¡¿()[\]<>]*/;

/** At most what a prefix and a code may take, with all that stands around them. */
const LOOKED_AT = 200;

/**
 * Finds the link code that a text starts with (R1.3), or null. At the start only: blanks, quotation marks and marks that nobody
 * sees may precede it, text may follow it. Any case, full-width letters too.
 */
export function linkCodeIn(text: string, prefix: string = LINK_PREFIX): LinkCode | null {
  const plain = plainText(text.slice(0, LOOKED_AT));
  // A prefix may itself begin with what is left away.
  const begun = plain.startsWith(prefix) ? plain : plain.replace(AROUND, '');
  if (begun.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return null;
  const code = /^([a-z0-9]{4,24})(?!_*[\p{L}\p{N}])/iu.exec(begun.slice(prefix.length))?.[1];
  return code === undefined ? null : (code.toLowerCase() as LinkCode);
}

/**
 * Characters of new codes: no 0, 1, l, o, and no vowels, so that none spells a word. Seven of them: 6 * 10^9 codes, too many
 * to walk through by sending messages, few enough to read aloud.
 */
export const LINK_CODE_ALPHABET = '23456789bcdfghjkmpqrstwxz';
export const LINK_CODE_LENGTH = 7;

/** Makes a code of LINK_CODE_LENGTH random numbers, each evenly spread from 0 to LINK_CODE_ALPHABET.length - 1. */
export const newLinkCode = (random: readonly number[]): LinkCode =>
  random.map((index) => LINK_CODE_ALPHABET[index] ?? '').join('') as LinkCode;

/** What a message has to begin with to use the link. */
export const linkText = (code: LinkCode, prefix: string = LINK_PREFIX): string => `${prefix}${code}`;
