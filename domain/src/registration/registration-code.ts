import { plainText } from '../message/clean-text.ts';

/** A code that registers the phone that sends it (R54): eight characters of CODE_ALPHABET, a letter in each half. */
export type RegistrationCode = string & { readonly __brand: 'RegistrationCode' };

/**
 * Characters that are told apart by eye and, in Spanish and English, by ear: no vowels (no words come about), no 0 and 1,
 * and of B/V, M/N and S/Z/X one each. Eight of them: 10^11 codes.
 */
export const CODE_ALPHABET = '23456789BCDFGHJKLMPQRTWX';
const CODE_LENGTH = 8;
const HALF = `[${CODE_ALPHABET}]{4}`;

/** Words that stand before a code in the message that we write for people, and that people write themselves. */
const KEYWORD = /(?:^|[^\p{L}])(?:registrar|registro|register|c[oó]digo|code)(?![\p{L}])/iu;

/** A phone or an amount has the form too, so that each half needs a letter. */
const CODE = new RegExp(
  `(?<![\\p{L}\\p{N}])(${HALF})(?:[ \\t]{0,3}[\\-\\u2010-\\u2015]?[ \\t]{0,3})(${HALF})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** What a text says of a code. isExplicit: it can hardly be anything else but an attempt to register. */
export type CodeInText = {
  readonly code: RegistrationCode;
  readonly isExplicit: boolean;
  readonly hasKeyword: boolean;
};

/** Characters of a text that are looked at: all that Meta and Twilio deliver of one message. */
const LOOKED_AT = 4_096;

/** Finds the first code anywhere in a text, however it is spelled; null if there is none. Of a longer one the beginning counts. */
export function registrationCodeIn(text: string): CodeInText | null {
  const plain = plainText(text.slice(0, LOOKED_AT)).toUpperCase();
  for (const match of plain.matchAll(CODE)) {
    const [whole, first = '', second = ''] = match;
    if (!isCode(first + second)) continue;
    const rest = plain.replace(whole, ' ');
    const hasKeyword = KEYWORD.test(rest);
    return {
      code: (first + second) as RegistrationCode,
      isExplicit: hasKeyword || !/[\p{L}\p{N}]/u.test(rest),
      hasKeyword,
    };
  }
  return null;
}

const isCode = (text: string): boolean => /[A-Z]/.test(text.slice(0, 4)) && /[A-Z]/.test(text.slice(4));

/**
 * Makes a code of random numbers; null if they make none (a half without a letter), and others are to be tried.
 * @param random CODE_RANDOM_COUNT whole numbers, each evenly spread from 0 to CODE_ALPHABET.length - 1
 */
export function newRegistrationCode(random: readonly number[]): RegistrationCode | null {
  const code = random.map((index) => CODE_ALPHABET[index] ?? '').join('');
  return code.length === CODE_LENGTH && isCode(code) ? (code as RegistrationCode) : null;
}
export const CODE_RANDOM_COUNT = CODE_LENGTH;

/** The code as people read it aloud: XXXX-XXXX. */
export const displayCode = (code: RegistrationCode): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What the phone is asked to send; the code alone does too. */
export const registrationText = (code: RegistrationCode, locale: 'es' | 'en'): string =>
  `${locale === 'es' ? 'Registrar' : 'Register'} ${displayCode(code)}`;
