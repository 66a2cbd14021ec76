import { findAmounts, isFree, toCents } from './amount.ts';
import { belowOf } from './label-values.ts';
import type { Concept } from './label-words.ts';
import { labelsIn } from './labels.ts';
import type { Line, LinedPage, Segment } from './page-lines.ts';
import { plain } from './plain-text.ts';
import { centreY, heightOf, type RecognisedWord } from './recognised-words.ts';

/** A line of the sums: what it is called, and how much. */
type SummaryLine = {
  readonly kind: 'subtotal' | 'shipping' | 'tax' | 'discount' | 'total' | 'other-charge';
  /** Positive; reductions too. */
  readonly amount: number;
  readonly isNegative: boolean;
  readonly currency: string | null;
  readonly confidence: number;
  readonly line: number;
  readonly text: string;
  /** Left edge of its name, px. */
  readonly x: number;
  readonly words: readonly RecognisedWord[];
};

export type AmountField = 'subtotal' | 'shipping' | 'tax' | 'discount' | 'total';

/** The sums of an order as printed; `reconciles` if subtotal + shipping + tax - discount (and other charges) = total. */
export type SummaryAmounts = Readonly<Record<AmountField, number | null>> & {
  /** Of the print alone, whether or not the sums agree. */
  readonly confidence: Readonly<Record<AmountField, number>>;
  /** The printed amounts of each. */
  readonly words: Readonly<Record<AmountField | 'currency', readonly RecognisedWord[]>>;
  readonly currency: string | null;
  readonly reconciles: boolean;
  /** Charges (negative: reductions) that are none of the fields, such as a tip; currency units. */
  readonly otherCharges: readonly number[];
  /** Lines of the page that are sums, and where they begin (px): right of that no article is looked for. */
  readonly lines: ReadonlyMap<number, number>;
  /** How many different kinds of sums are there: evidence for an order. */
  readonly kinds: number;
};

const AMOUNT_CONCEPTS: readonly Concept[] = ['subtotal', 'shipping', 'tax', 'discount', 'total', 'other-charge'];

/** Reads subtotal, shipping, tax, reductions and total. */
export function findSummaryAmounts(page: LinedPage): SummaryAmounts {
  const named = page.lines.flatMap((line) => namedLine(line, page) ?? []);
  const lines = [...named, ...unnamedReductions(page, named)].sort((a, b) => a.line - b.line);
  const first = (kind: SummaryLine['kind']): SummaryLine | null => lines.find((line) => line.kind === kind) ?? null;
  const reductions = lines.filter((line) => line.kind === 'discount');
  const discountCents = reductions.reduce((sum, { amount }) => sum + toCents(amount), 0);
  const total = bestTotal(lines);
  const [subtotal, shipping, tax] = [first('subtotal'), first('shipping'), sumOf(lines, 'tax')];
  const others = lines.filter(
    (line) => line.kind === 'other-charge' && !/total|list price|you save/.test(plain(line.text)),
  );
  const expected =
    toCents(subtotal?.amount ?? 0) + toCents(shipping?.amount ?? 0) + toCents(tax?.amount ?? 0) - discountCents;
  const otherCharges = others.map((line) => line.amount * (line.isNegative ? -1 : 1));
  const extra = otherCharges.reduce((sum, amount) => sum + toCents(amount), 0);
  const reconciles = Boolean(
    subtotal && total && [expected, expected + extra].some((cents) => cents === toCents(total.amount)),
  );
  const sure = (line: SummaryLine | null): number => line?.confidence ?? 0;
  return {
    subtotal: subtotal?.amount ?? null,
    shipping: shipping?.amount ?? null,
    tax: tax?.amount ?? null,
    discount: reductions.length > 0 && discountCents > 0 ? discountCents / 100 : null,
    total: total?.amount ?? null,
    confidence: {
      subtotal: sure(subtotal),
      shipping: sure(shipping),
      tax: sure(tax),
      discount: sure(reductions[0] ?? null),
      total: sure(total),
    },
    words: {
      subtotal: subtotal?.words ?? [],
      shipping: shipping?.words ?? [],
      tax: tax?.words ?? [],
      discount: reductions.flatMap(({ words }) => words),
      total: total?.words ?? [],
      currency: (total?.currency ? total : lines.find((line) => line.currency))?.words ?? [],
    },
    currency: lines.find((line) => line.currency)?.currency ?? null,
    reconciles,
    otherCharges,
    lines: withLinesBetween(lines),
    kinds: new Set(lines.filter(({ kind }) => kind !== 'other-charge').map(({ kind }) => kind)).size,
  };
}

/** Reads a line as a named sum, or null. The amount stands at the right, or under the name (`Total` in a bar). */
function namedLine(line: Line, page: LinedPage): SummaryLine | null {
  for (const segment of line.segments) {
    const kind = kindOf(segment);
    if (!kind) continue;
    const rest = rightOf(segment, line, page);
    const here = amountOf([...(kind.rest ? [kind.rest] : []), ...rest]);
    if (here)
      return {
        ...here,
        kind: settle(kind.kind, here.isNegative, here.amount),
        line: segment.line,
        text: segment.text,
        x: segment.box.x0,
      };
    if (kind.kind !== 'total' || rest.length > 0 || kind.rest) continue;
    const below = belowOf(segment, page);
    const under = below && heightOf(below.box) >= heightOf(segment.box) * 0.8 ? amountOf([below]) : null;
    if (under && below) return { ...under, kind: 'total', line: below.line, text: segment.text, x: segment.box.x0 };
  }
  return null;
}

/**
 * What stands right of a name. In a photo the amount may have come to lie on a line of its own, a little higher or lower;
 * that line then has nothing at the left.
 */
function rightOf(segment: Segment, line: Line, page: LinedPage): readonly Segment[] {
  const here = line.segments.filter(({ box }) => box.x0 >= segment.box.x1);
  if (here.length > 0) return here;
  const beside = [page.lines[segment.line - 1], page.lines[segment.line + 1]].find(
    (other) =>
      other !== undefined &&
      other.box.x0 >= segment.box.x1 + 2 * page.textHeight &&
      Math.abs(centreY(other.box) - centreY(segment.box)) < 0.8 * page.textHeight,
  );
  return beside?.segments ?? [];
}

/** A minus sign makes a reduction of anything but a refund or a payment; a reduction of zero is none. */
const settle = (kind: SummaryLine['kind'], isNegative: boolean, amount: number): SummaryLine['kind'] => {
  if (kind === 'discount' && amount === 0) return 'other-charge';
  return isNegative && kind !== 'total' && kind !== 'other-charge' ? 'discount' : kind;
};

function kindOf(segment: Segment): { readonly kind: SummaryLine['kind']; readonly rest: Segment | null } | null {
  const counted = /^\(?\d+\)? (?:items?|articulos?|productos?|pcs|pieces|piezas)\b.*\btotal\b/.test(
    plain(segment.text),
  );
  if (counted) return { kind: 'total', rest: segment };
  if (/^\d+ (?:items?|articulos?|productos?)$/.test(plain(segment.text))) return { kind: 'subtotal', rest: null };
  const label = labelsIn(segment).find(({ concept }) => AMOUNT_CONCEPTS.includes(concept));
  if (label) return { kind: label.concept as SummaryLine['kind'], rest: label.rest };
  const text = plain(segment.text);
  const worded = text.split(' ').length <= 5 ? WORDED.find(([words]) => words.test(text)) : undefined;
  return worded ? { kind: worded[1], rest: null } : null;
}

/** Names of sums that no list knows (`Delivery from store`, `FL state tax`), by the word that says what they are. */
const WORDED: readonly (readonly [RegExp, SummaryLine['kind']])[] = [
  [/^sub ?total\b/, 'subtotal'],
  [/\b(?:tip|propina|fee|fees|cargo)\b/, 'other-charge'],
  [/\b(?:discount|coupon|savings|promo|promotion|descuento|cupon|ahorro)\b/, 'discount'],
  [/\b(?:tax|taxes|impuesto|impuestos|iva)\b/, 'tax'],
  [/^(?:shipping|delivery|postage|envio|entrega|flete)\b/, 'shipping'],
];

type Reading = Pick<SummaryLine, 'amount' | 'isNegative' | 'currency' | 'confidence' | 'words'>;

/** The last amount of some segments: a crossed-out one stands before it. A word for free beats any amount. */
function amountOf(segments: readonly Segment[]): Reading | null {
  const text = segments.map((segment) => segment.text).join('  ');
  const confidence = Math.min(...segments.map((segment) => segment.confidence), 1);
  const words = segments.flatMap((segment) => segment.words);
  const amounts = findAmounts(text);
  const currency = amounts.find((amount) => amount.currency)?.currency ?? null;
  if (isFree(plain(text))) return { amount: 0, isNegative: false, currency, confidence, words };
  const last = amounts.at(-1);
  if (!last) return null;
  return { amount: Math.abs(last.value), isNegative: last.value < 0, currency: last.currency, confidence, words };
}

/** Reductions under a name of the shop's own (`Weekly deal -$5.00`): negative amounts between or beside named sums. */
function unnamedReductions(page: LinedPage, named: readonly SummaryLine[]): SummaryLine[] {
  const known = new Set(named.map(({ line }) => line));
  return page.lines.flatMap((line, index): SummaryLine[] => {
    if (known.has(index)) return [];
    const isBeside = [index - 1, index + 1, index - 2, index + 2].some(
      (other) =>
        known.has(other) &&
        Math.abs(centreY((page.lines[other] ?? line).box) - centreY(line.box)) < 6 * page.textHeight,
    );
    const last = line.segments.at(-1);
    if (!isBeside || !last || line.segments.length < 2) return [];
    const reading = amountOf([last]);
    if (!reading?.isNegative || findAmounts(last.text).length !== 1) return [];
    return [
      { ...reading, kind: 'discount', line: index, text: line.text, x: line.segments.at(-2)?.box.x0 ?? line.box.x0 },
    ];
  });
}

/** The total nearest to the other sums; a total in a header says the same and is the second choice. */
function bestTotal(lines: readonly SummaryLine[]): SummaryLine | null {
  const totals = lines.filter(({ kind }) => kind === 'total');
  const others = lines.filter(({ kind }) => kind !== 'total' && kind !== 'other-charge');
  const lastOther = others.at(-1);
  if (!lastOther) return totals[0] ?? null;
  return totals.find(({ line }) => line > lastOther.line) ?? totals[0] ?? null;
}

/** The lines of the sums and single ones between them (`Driver tip`), which are sums too. */
function withLinesBetween(lines: readonly SummaryLine[]): Map<number, number> {
  const all = new Map(lines.map(({ line, x }) => [line, x]));
  for (const { line, x } of lines) if (all.has(line + 2) && !all.has(line + 1)) all.set(line + 1, x);
  return all;
}

/** Several lines of one kind (state tax, city tax) added up. */
function sumOf(lines: readonly SummaryLine[], kind: SummaryLine['kind']): SummaryLine | null {
  const [head, ...more] = lines.filter((line) => line.kind === kind);
  if (!head) return null;
  const different = more.filter(
    (line) => plain(line.text) !== plain(head.text) && Math.abs(line.line - head.line) <= 3,
  );
  return {
    ...head,
    words: [head, ...different].flatMap(({ words }) => words),
    amount: different.reduce((sum, line) => sum + toCents(line.amount), toCents(head.amount)) / 100,
  };
}
