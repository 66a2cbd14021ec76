/** Longest text kept in a message document, in UTF-16 code units; providers allow 4,096 (Meta, Twilio inbound). */
export const TEXT_MAX_LENGTH = 65_536;

/**
 * Makes a received text storable without changing what a person sees: NUL removed (Firestore's console and exports
 * choke on it), lone surrogates replaced by U+FFFD (Firestore refuses invalid UTF-8).
 */
export const cleanText = (text: string): string =>
  text.replaceAll('\u0000', '').toWellFormed().slice(0, TEXT_MAX_LENGTH).toWellFormed();

/** The text as codes are looked for in it: compatible forms of letters as the usual ones, without the marks that nobody sees. */
export const plainText = (text: string): string => text.normalize('NFKC').replace(/\p{Cf}/gu, '');

/** The text as one line, for a name: blanks folded, direction overrides removed, at most `max` code points. */
export const singleLine = (text: string, max: number): string =>
  [
    ...cleanText(text)
      .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, max)
    .join('');
