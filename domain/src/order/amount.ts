/** One amount found in a text. `value` is signed: a reduction is negative. */
export type Amount = {
  readonly value: number;
  /** ISO 4217, or null if the text shows no currency. */
  readonly currency: string | null;
  /** Where it stands in the text: [start, end). */
  readonly start: number;
  readonly end: number;
};

/** How currencies are printed by shops that deliver to Central America. Longest first: `MX$` before `$`. */
const SIGNS: readonly (readonly [pattern: string, currency: string])[] = [
  ['MX\\s?\\$|MXN\\s?\\$?', 'MXN'],
  ['CA\\s?\\$|CAD\\s?\\$?', 'CAD'],
  ['US\\s?\\$|USD\\s?\\$?|U\\$S', 'USD'],
  ['€|EUR', 'EUR'],
  ['£|GBP', 'GBP'],
  ['GTQ|Q(?=\\s?\\d)', 'GTQ'],
  ['HNL|L\\.', 'HNL'],
  ['CRC|₡', 'CRC'],
  ['\\$', 'USD'],
];

const SIGN = SIGNS.map(([pattern]) => pattern).join('|');
// 1,234.56 | 1.234,56 | 1 234,56 | 1234.56; two decimals are required, since bare whole numbers are sizes and counts
const DECIMAL = '\\d{1,3}(?:[.,\u00a0 ]\\d{3})*[.,]\\d{2}|\\d+[.,]\\d{2}';
const WHOLE_WITH_SIGN = '\\d{1,3}(?:,\\d{3})+|\\d+';
const AMOUNT = new RegExp(
  `(?<minus>[-−–—~]\\s?)?(?:(?<before>${SIGN})\\s?(?<minus2>[-−–])?(?<signed>${DECIMAL}|${WHOLE_WITH_SIGN})|(?<misread>(?<![\\p{L}\\d])[S§])?(?<bare>${DECIMAL}))(?![\\d%]|[.,]\\d)(?:\\s?(?<after>${SIGN}))?`,
  'gu',
);

/**
 * Finds the amounts of a text in US form (`$1,234.56`) and in Spanish form (`1.234,56 US$`), from left to right.
 * A number needs a currency sign or exactly two decimals to be an amount. `S22.40` is read as a misread `$22.40`.
 */
export function findAmounts(text: string): Amount[] {
  const found: Amount[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const groups = match.groups ?? {};
    const digits = groups.signed ?? groups.bare;
    const previous = text[match.index - 1] ?? ' ';
    // a dollar sign begins an amount even where the space before it was lost: `HDMI$39.98`
    const isGlued = groups.before?.startsWith('$') && /\p{L}/u.test(previous);
    if (digits === undefined || (!isGlued && /[\p{L}\d.,/:]/u.test(previous))) continue;
    const sign = groups.before ?? groups.after ?? (groups.misread ? '$' : null);
    const next = text[match.index + match[0].length] ?? ' ';
    if (!sign && /[\p{L}\d/:°]/u.test(next)) continue;
    const isNegative = Boolean(groups.minus ?? groups.minus2);
    found.push({
      value: (isNegative ? -1 : 1) * toNumber(digits),
      currency: sign ? currencyOf(sign) : null,
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found;
}

/** The last separator followed by exactly two digits is the decimal one; all others group thousands. */
function toNumber(digits: string): number {
  const match = /^(.*)[.,](\d{2})$/.exec(digits);
  if (!match) return Number(digits.replace(/[^\d]/g, ''));
  return Number(`${(match[1] ?? '').replace(/[^\d]/g, '')}.${match[2]}`);
}

function currencyOf(sign: string): string | null {
  const known = SIGNS.find(
    ([pattern]) =>
      new RegExp(`^(?:${pattern})$`, 'u').test(sign) || new RegExp(`^(?:${pattern})`, 'u').test(`${sign} 1`),
  );
  return known?.[1] ?? null;
}

/** Rounds to cents, so that sums of amounts compare exactly. */
export const toCents = (amount: number): number => Math.round(amount * 100);

const FREE = /^(?:free|gratis|gratuito|gratuita|sin costo|sin cargo|included|incluido)$/;

/** Whether a plain text says that something costs nothing. */
export const isFree = (plainText: string): boolean => FREE.test(plainText) || /(?:^| )(?:free|gratis)$/.test(plainText);
