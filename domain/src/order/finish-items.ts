import { toCents } from './amount.ts';
import type { Price } from './item-attributes.ts';
import { type ItemDraft, trimTo } from './item-name.ts';
import type { OrderItem } from './order.ts';
import type { LinedPage } from './page-lines.ts';
import { letterCount, plain } from './plain-text.ts';
import type { RecognisedWord } from './recognised-words.ts';

export type FoundItems = {
  readonly items: OrderItem[];
  /** Of each article, all that belongs to it. */
  readonly words: readonly (readonly RecognisedWord[])[];
  readonly currency: string | null;
  readonly confidence: number;
};

/** An article without price and count is believed only where its name stands right of a picture. */
const PICTURE_INDENT = 0.2;

/**
 * Turns drafts into articles: only those with a price or a count, unless none has one.
 * @param subtotal tells whether a printed price is for one piece or for the line; null if unknown
 */
export function finishItems(drafts: readonly ItemDraft[], page: LinedPage, subtotal: number | null): FoundItems {
  const named = drafts.filter(
    (draft) => draft.name.some((line) => letterCount(line.text) >= 4) && !isSum(draft.name.at(-1)?.text ?? ''),
  );
  const certain = named.filter((draft) => draft.quantity !== null || draft.prices.length > 0);
  const chosen = certain.length > 0 ? certain : named.filter((draft) => isBesidePicture(draft, page));
  const priced = chosen.map((draft) => {
    const { name, quantity } = nameOf(draft, page);
    return {
      draft,
      name,
      count: draft.quantity ?? quantity ?? countByPrices(draft.prices) ?? 1,
      price: paidPrice(draft.prices),
    };
  });
  provenCounts(priced, subtotal);
  const isLinePrice = pricesAreForLines(priced, subtotal);
  const finished = priced.filter(({ name }) => name !== '');
  const items = finished.map(({ draft, name, count, price }): OrderItem => {
    const unit =
      price === null ? null : price.isEach || !isLinePrice ? price.value : toCents(price.value / count) / 100;
    return { name, quantity: count, unitPrice: unit, size: draft.size, color: draft.color };
  });
  const words = chosen.flatMap((draft) => draft.name.flatMap((line) => line.words));
  const mean = words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length);
  const addsUp = subtotal !== null && sumOf(items) === toCents(subtotal);
  return {
    items,
    words: finished.map(({ draft }) => draft.words),
    currency: chosen.flatMap(({ prices }) => prices).find((price) => price.currency)?.currency ?? null,
    confidence: items.length === 0 ? 0 : addsUp ? Math.max(mean, 0.9) : 0.8 * mean,
  };
}

/** `Correct, total $45.90` within a sentence: what is named is a sum. */
const isSum = (text: string): boolean => /(?:^| )(?:sub ?total|total|balance|saldo)$/.test(plain(text));

const sumOf = (items: readonly OrderItem[]): number =>
  items.reduce((sum, item) => sum + item.quantity * toCents(item.unitPrice ?? 0), 0);

/** A price for one piece if one says so; else the larger print; else the lowest, since the crossed-out one is higher. */
function paidPrice(prices: readonly Price[]): Price | null {
  const each = prices.find((price) => price.isEach);
  if (each) return each;
  const tallest = Math.max(0, ...prices.map(({ height }) => height));
  const large = prices.filter(({ height }) => height >= 0.85 * tallest);
  return large.reduce<Price | null>(
    (lowest, price) => (lowest === null || price.value < lowest.value ? price : lowest),
    null,
  );
}

/** Both the price of the line and of one piece are printed, but the count was not read: the one divided by the other. */
function countByPrices(prices: readonly Price[]): number | null {
  const each = prices.find((price) => price.isEach);
  const line = prices.find((price) => !price.isEach);
  if (!each || !line || toCents(line.value) % toCents(each.value) !== 0) return null;
  const count = toCents(line.value) / toCents(each.value);
  return count <= 99 ? count : null;
}

/**
 * Where the price of one piece and of the line are printed without a word, and the count was not read: the line's price
 * divided by the piece's, if only then the articles make the subtotal. (A crossed-out price may be a multiple too.)
 */
function provenCounts(
  priced: { count: number; readonly draft: ItemDraft; readonly price: Price | null }[],
  subtotal: number | null,
): void {
  if (subtotal === null || priced.some(({ price }) => price === null)) return;
  const counts = priced.map(({ draft, count, price }) => {
    const piece = toCents(price?.value ?? 0);
    const line = Math.max(...draft.prices.map(({ value }) => toCents(value)));
    const isMultiple = draft.quantity === null && count === 1 && piece > 0 && line % piece === 0 && line / piece <= 99;
    return isMultiple ? line / piece : count;
  });
  const sumWith = (each: readonly number[]): number =>
    priced.reduce((sum, { price }, index) => sum + (each[index] ?? 1) * toCents(price?.value ?? 0), 0);
  const isProven =
    sumWith(counts) === toCents(subtotal) && sumWith(priced.map(({ count }) => count)) !== toCents(subtotal);
  if (!isProven) return;
  for (const [index, item] of priced.entries()) item.count = counts[index] ?? item.count;
}

/** With more than one piece of something, the subtotal decides whether prices are for the line or for one piece. */
function pricesAreForLines(
  priced: readonly { readonly count: number; readonly price: Price | null }[],
  subtotal: number | null,
): boolean {
  if (subtotal === null || priced.some(({ price }) => price === null)) return false;
  const asLines = priced.reduce(
    (sum, { count, price }) => sum + toCents(price?.value ?? 0) * (price?.isEach ? count : 1),
    0,
  );
  const asPieces = priced.reduce((sum, { count, price }) => sum + toCents(price?.value ?? 0) * count, 0);
  return asLines === toCents(subtotal) && asPieces !== asLines;
}

/** The lines of a name joined; a leading count (`2 x Socks`) is not part of it. */
function nameOf(draft: ItemDraft, page: LinedPage): { readonly name: string; readonly quantity: number | null } {
  const left = Math.max(...draft.name.map(({ box }) => box.x0));
  const lines = draft.name.map((line) => trimTo(line, left, page).text);
  const joined = lines
    .reduce((name, line) => (/\p{L}-$|\d-$/u.test(name) ? name + line : `${name} ${line}`), '')
    .trim();
  const before = /^(\d{1,2})\s?[x×]\s+(?=\p{L})/u.exec(joined);
  const after = /\s+[x×]\s?(\d{1,2})$/u.exec(joined);
  const counted = before ?? after;
  const name = (counted ? joined.replace(counted[0], '') : joined)
    .replace(/^[^\p{L}\d(["'¡¿]+/u, '')
    .replace(/(?:\s*(?:\.{2,}|…))+$|\s+[^\p{L}\d)\]"'!?]+$/gu, '')
    .trim();
  return { name, quantity: counted ? Number(counted[1]) : null };
}

function isBesidePicture(draft: ItemDraft, page: LinedPage): boolean {
  const [first] = draft.name;
  if (!first || first.words.length < 2) return false;
  return first.box.x0 >= PICTURE_INDENT * page.width && letterCount(draft.name.map(({ text }) => text).join(' ')) >= 8;
}
