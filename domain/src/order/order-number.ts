import { valuesOf } from './label-values.ts';
import type { Label } from './labels.ts';
import { type LinedPage, type Segment, toSegment } from './page-lines.ts';
import { plain } from './plain-text.ts';
import { boxAround, type RecognisedWord } from './recognised-words.ts';
import { trackingForm } from './tracking-number.ts';

/** The order number as printed, without a leading `#`. */
export type FoundOrderNumber = {
  readonly number: string;
  readonly confidence: number;
  /** Where it stands; an order list repeats the label for each order. */
  readonly line: number;
  readonly isLabelled: boolean;
  readonly words: readonly RecognisedWord[];
};

/** Forms by which shops' order numbers are known, and the shop that each suggests. */
const KNOWN_FORMS: readonly (readonly [RegExp, string])[] = [
  [/^\d{3}-\d{7}-\d{7}$/, 'Amazon'],
  [/^GS[HUO][0-9A-Z]{12}$/, 'Shein'],
  [/^PO-\d{3}-\d{15,20}$/, 'Temu'],
  [/^\d{2}-\d{5}-\d{5}$/, 'eBay'],
  [/^20001\d{2}-\d{8}$/, 'Walmart'],
  [/^BBY\d{2}-\d{9,12}$/, 'Best Buy'],
  [/^C0\d{10}$/, 'Nike'],
  [/^AUS\d{8}$/, 'Adidas'],
  [/^91200\d{10}$/, 'Target'],
  [/^8\d{15}$/, 'AliExpress'],
];

/** All order numbers of the page, from top to bottom: behind their labels, or by a shop's own form. */
export function findOrderNumbers(page: LinedPage, labels: readonly Label[]): FoundOrderNumber[] {
  const found: FoundOrderNumber[] = [];
  for (const label of labels) {
    if (label.concept !== 'order-number') continue;
    const isExplicit = EXPLICIT_LABEL.test(plain(label.segment.text));
    for (const value of valuesOf(label, page)) {
      const whole = unbroken(value, page);
      const number = numberIn(whole, isExplicit);
      if (!number) continue;
      const words = wordsOf(whole, number);
      found.push({ number, confidence: value.confidence, line: label.segment.line, isLabelled: true, words });
      break;
    }
  }
  if (found.length > 0) return found;
  for (const line of page.lines) {
    for (const segment of line.segments) {
      const word = segment.words.find(({ text }) => isStrongForm(clean(text)));
      if (!word) continue;
      const confidence = segment.confidence * 0.8;
      found.push({ number: clean(word.text), confidence, line: segment.line, isLabelled: false, words: [word] });
    }
  }
  return found;
}

/** The shop whose order numbers have this form, or null. A suggestion only: nothing is printed. */
export function shopOfNumber(number: string): string | null {
  return KNOWN_FORMS.find(([form]) => form.test(number.toUpperCase()))?.[1] ?? null;
}

/** Forms with letters or groups prove themselves; a bare row of digits needs a label. */
/** A number whose first letters OCR confused with digits, put right if a shop's form then fits: `P0-211-...` is `PO-211-...`. */
function repaired(number: string): string {
  if (shopOfNumber(number)) return number;
  const letters = number.replace(/^[A-Z0]{2,3}/i, (head) => head.replace(/0/g, 'O'));
  const digits = number.replace(/(?<=\d)[OQ]|[OQ](?=\d)/g, '0').replace(/(?<=\d)[Il|]/g, '1');
  const hooks = number.replace(/[)\]]/g, 'J');
  return [letters, digits, hooks].find((candidate) => shopOfNumber(candidate) !== null) ?? number;
}

const isStrongForm = (text: string): boolean => /[-A-Z]/.test(text) && shopOfNumber(text) !== null;

/** Labels that say `number`: what follows is one, however short. `Order` alone may be followed by anything. */
const EXPLICIT_LABEL = /#|\b(?:number|no|num|id|numero|nro|n o?|codigo|code|reference|referencia) ?/;

/** A number broken at a hyphen goes on at the beginning of the next line. */
function unbroken(value: Segment, page: LinedPage): Segment {
  const last = value.words.at(-1);
  const next = page.lines[value.line + 1]?.segments[0]?.words[0];
  if (!last || !next || !/\d-$/.test(last.text) || !/^\d{4,}$/.test(next.text)) return value;
  const joined = {
    ...last,
    text: last.text + next.text,
    seenAt: boxAround([last.seenAt ?? last.box, next.seenAt ?? next.box]),
  };
  return toSegment([...value.words.slice(0, -1), joined], value.line);
}

/** The first thing in a value that can be an order number. */
function numberIn(value: Segment, isExplicit: boolean): string | null {
  const words = value.words.map((word) => clean(word.text));
  // a number that was read in pieces, if the pieces together have a shop's form
  for (let count = Math.min(4, words.length); count > 1; count--) {
    const joined = repaired(words.slice(0, count).join(''));
    if (shopOfNumber(joined)) return joined;
  }
  for (const [index, word] of words.entries()) {
    if (/^\d{3,5}$/.test(word) && /^\d{3,5}$/.test(words[index + 1] ?? '')) {
      const grouped = groupsFrom(words, index);
      if (grouped.length >= 8) return grouped;
    }
    const known = repaired(word);
    if (shopOfNumber(known)) return known;
    if (!isIdentifier(word, isExplicit)) continue;
    if (trackingForm(word)?.isOwn) return null;
    return repaired(word);
  }
  return null;
}

/** The words that hold a number, or a part of it. */
function wordsOf(value: Segment, number: string): readonly RecognisedWord[] {
  const digits = number.replace(/\D/g, '');
  const words = value.words.filter((word) => {
    const own = word.text.replace(/\D/g, '');
    return own.length >= 2 && (digits.includes(own) || own.includes(digits));
  });
  return words.length > 0 ? words : value.words;
}

/** Digits printed in groups (`8195 4886 9149 3952`) as one number. */
function groupsFrom(words: readonly string[], start: number): string {
  let joined = '';
  for (const word of words.slice(start)) {
    if (!/^\d{2,5}$/.test(word)) break;
    joined += word;
  }
  return joined;
}

function isIdentifier(word: string, isExplicit: boolean): boolean {
  const digits = word.replace(/\D/g, '').length;
  const [leastSigns, leastDigits] = isExplicit ? [4, 3] : [6, 4];
  const isDate = /^20\d\d-\d\d-\d\d$/.test(word) || /^\d{1,2}-\d{1,2}-(?:20)?\d\d$/.test(word);
  return (
    /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])$/.test(word) &&
    word.length >= leastSigns &&
    digits >= leastDigits &&
    !isDate
  );
}

/** Without a leading `#` or `N.º`, brackets and full stops; dashes of all lengths become `-`. */
const clean = (text: string): string =>
  text
    .replace(/[–—−_~]/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .replace(/^\$(?=\d)/, '');
