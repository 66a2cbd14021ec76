import type { Language } from './order.ts';
import { plain } from './plain-text.ts';

/** First letters that tell the months apart, English and Spanish. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene'],
  ['feb'],
  ['mar'],
  ['apr', 'abr'],
  ['may'],
  ['jun'],
  ['jul'],
  ['aug', 'ago'],
  ['sep', 'set'],
  ['oct'],
  ['nov'],
  ['dec', 'dic'],
];
const MONTH = '(jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|set|oct|nov|dec|dic)[a-z]*';

/**
 * Finds the first full date (day, month and year) of a text and gives it as YYYY-MM-DD, or null.
 * Numeric dates are month first on English pages, day first on Spanish ones, unless only one of the two is possible.
 */
export function findDate(text: string, language: Language): string | null {
  const words = plain(text);
  const monthFirst = new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)? (20\\d\\d)\\b`).exec(words);
  const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: de)? ?${MONTH}(?: del?)? (20\\d\\d)\\b`).exec(words);
  const iso = /\b(20\d\d) (\d{1,2}) (\d{1,2})\b/.exec(words);
  return (
    (monthFirst && isoDate(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2])) ??
    (dayFirst && isoDate(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1])) ??
    (iso && isoDate(iso[1], iso[2], iso[3])) ??
    numericDate(text, language)
  );
}

function numericDate(text: string, language: Language): string | null {
  const numeric = /\b(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|\d\d)\b/.exec(text);
  if (!numeric) return null;
  const [, first, second, year] = numeric;
  const isDayFirst = Number(first) > 12 || (language === 'es' && Number(second) <= 12);
  const fullYear = year?.length === 2 ? `20${year}` : year;
  return isDayFirst ? isoDate(fullYear, second, first) : isoDate(fullYear, first, second);
}

/** Whether a plain text names a month or a weekday, or is a numeric date: the rest of `Delivered Tue, Nov 4`. */
export function looksLikeDate(text: string): boolean {
  const words = plain(text);
  return (
    new RegExp(`\\b${MONTH}\\b`).test(words) ||
    /\b(mon|tue|wed|thu|fri|sat|sun|lun|mie|jue|vie|sab|dom|today|tomorrow|hoy|manana)[a-z]*\b/.test(words) ||
    /\b\d{1,2}[/.]\d{1,2}\b/.test(text)
  );
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.findIndex((names) => names.includes(name ?? '')) + 1);
}

/** Null for a date that does not exist, such as a misread 2025-02-31. */
function isoDate(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  if (date.getUTCFullYear() !== y || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
