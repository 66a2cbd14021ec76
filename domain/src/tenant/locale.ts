/** The two languages of replies and dashboard (R96). */
export const LOCALES = ['es', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/**
 * Country calling codes (E.164, without '+') whose people are answered in Spanish when nothing else tells their language.
 * Source: ITU-T E.164 list of assigned country codes; +1 787/939 (Puerto Rico) and +1 809/829/849 (Dominican Republic)
 * share the North American code.
 */
const SPANISH_SPEAKING_CALLING_CODES = [
  '34',
  '51',
  '52',
  '53',
  '54',
  '56',
  '57',
  '58',
  '240',
  '502',
  '503',
  '504',
  '505',
  '506',
  '507',
  '591',
  '593',
  '595',
  '598',
  '1787',
  '1939',
  '1809',
  '1829',
  '1849',
];

/** The language to answer an unknown phone in (R1.5). `phone` is E.164 with '+', or null for a sender without a phone. */
export const localeOfPhone = (phone: string | null): Locale =>
  phone !== null && SPANISH_SPEAKING_CALLING_CODES.some((code) => phone.startsWith(`+${code}`)) ? 'es' : 'en';
