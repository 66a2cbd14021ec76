import { findAmounts } from './amount.ts';
import type { Segment } from './page-lines.ts';
import { letterCount } from './plain-text.ts';
import { heightOf } from './recognised-words.ts';
import { variationIn } from './variation.ts';

/** A price printed at an article. */
export type Price = {
  readonly value: number;
  readonly currency: string | null;
  /** It says that it is for one piece (`ea`, `c/u`). */
  readonly isEach: boolean;
  /** Height of its print, px: what is paid is printed larger than what is crossed out. */
  readonly height: number;
};

/** What a segment says about an article besides its name. */
export type Attributes = {
  readonly quantity: number | null;
  readonly size: string | null;
  readonly color: string | null;
  readonly prices: readonly Price[];
  /** Size or colour stand behind a label, or beside a count: there is no doubt what they are. */
  readonly isLabelled: boolean;
  /** What is left when all of that is taken away: '' for a line of attributes, else part of a name. */
  readonly rest: string;
};

const QUANTITY_LABEL =
  /(?<![\p{L}\d])(?:qty|quantity|cant(?:idad)?|cdad|uds?|unid(?:ad)?(?:es)?|pzas?|piezas?|count)[.:,\s]*[x×]?\s*(\d{1,3})(?![\d.,]*\d)[^\p{L}\d$]*/iu;
/** `x3`, `×3` alone or behind a price. OCR reads `x1` as `xl` or `x]`. */
const TIMES_COUNT = /(?:^|\s)[x×X]\s?(\d{1,3}|[lI|\]zZ])(?=\s*$)/u;
const MISREAD_COUNTS: Readonly<Record<string, number>> = { l: 1, I: 1, '|': 1, ']': 1, z: 2, Z: 2 };
const COUNT_TIMES = /^(\d{1,2})\s?[x×X](?=\s|$)/u;
/** `2 @ $12.00`, `2 x $12.00`: a count and what one piece costs. OCR reads `@` as a round letter. */
const COUNT_AT = /^\W{0,2}(\d{1,2})\s*[@x×eE©®&Q]\s*(?=\D{0,5}\d)/u;
const EACH = /^\W{0,2}(?:ea\b|each\b|c\/u|cada un[oa]|por unidad|per unit|\/ ?(?:ea|each|unit|u)\b)\.?/iu;
const PERCENT = /[-−–+]?\s?\d{1,2}\s?%(?:\s?(?:off|dto|desc)\.?)?/giu;
/** An amount behind these words is not what is paid. */
const NOT_PAID =
  /(?:was|before|antes|list(?: price)?|msrp|save[sd]?|saving|ahorr[aoó]\w*|reg(?:ular)?\.?|orig(?:inal)?\.?|precio anterior|off)\W*$/iu;

/** Words that only announce a price. */
const PRICE_WORDS =
  /^(?:(?:unit|item|sale|now|your|final) )?(?:price|precio|costo|importe|valor|total)?(?: unitari[oa]| final| actual)?\W*@?$/i;

/** Reads quantity, prices, size and colour out of a segment. */
export function attributesIn(segment: Segment): Attributes {
  let text = segment.text;
  let quantity: number | null = null;
  const label = QUANTITY_LABEL.exec(text);
  if (label) {
    quantity = Number(label[1]);
    text = `${text.slice(0, label.index)} · ${text.slice(label.index + label[0].length)}`;
  }
  const prices: Price[] = [];
  const at = quantity === null ? COUNT_AT.exec(text) : null;
  const isCountAt = at !== null && findAmounts(text.slice(at[0].length))[0]?.start === 0;
  if (at !== null && isCountAt) {
    quantity = Number(at[1]);
    text = text.slice(at[0].length);
  }
  for (const amount of findAmounts(text).reverse()) {
    const before = text.slice(0, amount.start);
    const behind = text.slice(amount.end);
    const each = EACH.exec(behind);
    const isPaid = amount.value > 0 && !NOT_PAID.test(before);
    if (isPaid) {
      const printed = segment.words.find((word) => findAmounts(word.text).some(({ value }) => value === amount.value));
      const height = heightOf((printed ?? segment).box);
      const isEach = each !== null || (isCountAt && amount.start === 0);
      prices.unshift({ value: amount.value, currency: amount.currency, isEach, height });
    }
    text = `${before} ${behind.slice(each?.[0].length ?? 0)}`;
  }
  text = text.replace(PERCENT, ' ').trim();
  const times = quantity === null ? (TIMES_COUNT.exec(text) ?? COUNT_TIMES.exec(text)) : null;
  if (times) {
    const misread = MISREAD_COUNTS[times[1] ?? ''];
    const isMisreadOne = misread !== undefined;
    if (!isMisreadOne || prices.length > 0 || /^\W*(?:x.|X[Zz])\W*$/.test(segment.text)) {
      quantity = misread ?? Number(times[1]);
      text = `${text.slice(0, times.index)} ${text.slice(times.index + times[0].length)}`.trim();
    }
  }
  const variation = variationIn(tidy(text));
  const hasSome = quantity !== null || prices.length > 0;
  let { color, rest } = variation;
  // `Sea Glass · Qty 1`: a short text before a counted dot is a variation, though its name is unknown
  if (
    label &&
    !color &&
    label.index > 0 &&
    rest !== '' &&
    rest.split(' ').length <= 3 &&
    /[·•|\-+*.,]\s*$/.test(segment.text.slice(0, label.index))
  ) {
    color = rest;
    rest = '';
  }
  if (PRICE_WORDS.test(rest) || (hasSome && letterCount(rest) < 3)) rest = '';
  return {
    quantity: quantity === 0 ? null : quantity,
    size: variation.size,
    color,
    prices,
    isLabelled: quantity !== null || variation.isLabelled,
    rest,
  };
}

const tidy = (text: string): string =>
  text
    .replace(/\s{2,}/g, ' ')
    .replace(/^[\s·•|,;/]+|[\s·•|,;/+*«»=~–—-]+$/gu, '')
    .trim();
