import { together, type Witness, weigh } from './merge-values.ts';
import type { Conflict, ScreenshotReading } from './merged-order.ts';
import type { OrderItem } from './order.ts';
import { itemLikeness } from './similar-items.ts';

/** One article as its screenshots show it. */
type Seen = Witness<OrderItem>;

export type MergedItems = {
  readonly items: OrderItem[];
  /** the screenshot that each article's name was taken from */
  readonly origins: string[];
  readonly conflicts: Conflict[];
  readonly confidence: number;
};

/**
 * Puts the articles of several screenshots into one list, in the order of the pages: where pages overlap, an article that
 * both show is one; a page that shows the same article twice has two of it.
 * @param readings in the order of the pages
 */
export function mergeItems(readings: readonly ScreenshotReading[]): MergedItems {
  const articles: Seen[][] = [];
  for (const { screenshotId, order } of readings) {
    let at = 0; // where the next article stands that no page before has shown
    const mine = new Set<Seen[]>();
    for (const item of order.items) {
      const seen: Seen = { value: item, confidence: order.confidence.items, screenshotId };
      const known = mostAlike(item, articles, mine);
      if (known === null) articles.splice(at === 0 && mine.size === 0 ? articles.length : at, 0, [seen]);
      else known.push(seen);
      const place = known ?? articles.find(([first]) => first === seen) ?? [];
      mine.add(place);
      at = articles.indexOf(place) + 1;
    }
  }
  const merged = articles.map((article, index) => mergeArticle(article, index));
  return {
    items: merged.map(({ item }) => item),
    origins: merged.map(({ origin }) => origin),
    conflicts: merged.flatMap(({ conflict }) => conflict ?? []),
    confidence: Math.min(1, ...merged.map(({ confidence }) => confidence)) * (merged.length > 0 ? 1 : 0),
  };
}

/** The article most like this one, of those that this page has not shown yet. */
function mostAlike(item: OrderItem, articles: readonly Seen[][], mine: ReadonlySet<Seen[]>): Seen[] | null {
  let best: { readonly article: Seen[]; readonly likeness: number } | null = null;
  for (const article of articles) {
    if (mine.has(article)) continue;
    const likeness = Math.min(...article.map(({ value }) => itemLikeness(value, item)));
    if (likeness > 0 && likeness > (best?.likeness ?? 0)) best = { article, likeness };
  }
  return best?.article ?? null;
}

function mergeArticle(
  seen: readonly Seen[],
  index: number,
): {
  readonly item: OrderItem;
  readonly origin: string;
  readonly confidence: number;
  readonly conflict: Conflict | null;
} {
  const bySurety = [...seen].sort((a, b) => b.confidence - a.confidence || b.value.name.length - a.value.name.length);
  const first = <Key extends 'unitPrice' | 'size' | 'color'>(key: Key): OrderItem[Key] | null =>
    bySurety.find(({ value }) => value[key] !== null)?.value[key] ?? null;
  // a name that is cut off is part of the whole one
  const named = bySurety.reduce((best, other) => (isWholeOf(other, best) ? other : best));
  const quantities = weigh(
    seen.map((witness) => ({ ...witness, value: witness.value.quantity })),
    (a, b) => a === b,
  );
  const quantity = quantities[0]?.value ?? 1;
  return {
    item: {
      name: named.value.name,
      quantity,
      unitPrice: first('unitPrice'),
      size: first('size'),
      color: first('color'),
    },
    origin: named.screenshotId,
    confidence:
      quantities.length > 1 ? (quantities[0]?.confidence ?? 0) : together(seen.map((each) => each.confidence)),
    conflict:
      quantities.length > 1
        ? {
            field: 'item.quantity',
            item: index,
            values: quantities.map(({ value, confidence, screenshotIds }) => ({
              value,
              confidence,
              screenshotIds: [...screenshotIds],
            })),
          }
        : null,
  };
}

const isWholeOf = (longer: Seen, cut: Seen): boolean =>
  longer.value.name.length > cut.value.name.length && longer.value.name.startsWith(cut.value.name);
