import { amountsAgree } from './check-amounts.ts';
import { mergeItems } from './merge-items.ts';
import { type Candidate, together, type Witness, weigh } from './merge-values.ts';
import {
  type Conflict,
  type MergedOrder,
  type Origins,
  type ScreenshotReading,
  SINGLE_FIELDS,
  type SingleField,
} from './merged-order.ts';
import { notAnOrder, ORDER_STATUSES, type Order, type OrderTracking } from './order.ts';
import { orderKey, shopKey } from './order-key.ts';
import { editDistance, plain } from './plain-text.ts';

/** Whether two values of a field are the same, written differently or not. */
const SAME: Readonly<Partial<Record<SingleField, (a: string, b: string) => boolean>>> = {
  shop: (a, b) => shopKey(a) === shopKey(b),
  orderNumber: (a, b) => orderKey({ shop: null, orderNumber: a }) === orderKey({ shop: null, orderNumber: b }),
};

/**
 * Makes one order of all screenshots that show it (R16): parts of a long page, or the same page again later. Each field
 * has the screenshot it was taken from; where screenshots contradict each other, the weightier word is taken and the
 * contradiction kept. The order in which readings are given does not matter, nor does giving one twice. Readings of pages
 * without an order add nothing; if there are no others, the result is no order.
 */
export function mergeOrders(readings: readonly ScreenshotReading[]): MergedOrder {
  const pages = inOrder(readings).filter(({ order }) => order.isOrder);
  const order: Order = { ...notAnOrder(0), isOrder: pages.length > 0 };
  const origins: Record<SingleField, string | null> = noOrigins();
  const conflicts: Conflict[] = [];
  const confidence = { ...order.confidence, isOrder: together(pages.map((page) => page.order.confidence.isOrder)) };
  const values: Partial<Record<SingleField, string | number>> = {};
  for (const field of SINGLE_FIELDS) {
    const candidates = candidatesOf(field, pages);
    const [taken] = candidates;
    if (!taken) continue;
    values[field] = taken.value;
    origins[field] = taken.origin;
    confidence[field] = taken.confidence;
    if (candidates.length > 1) conflicts.push({ field, item: null, values: candidates.map(conflicting) });
  }
  const goods = mergeItems(pages);
  const tracking = mergeTracking(pages);
  const merged: Order = {
    ...order,
    ...(values as Partial<Order>),
    statusText: pages.find(({ screenshotId }) => screenshotId === origins.status)?.order.statusText ?? null,
    items: goods.items,
    tracking: tracking.numbers,
    confidence: { ...confidence, items: goods.confidence, tracking: tracking.confidence },
  };
  return {
    order: { ...merged, checks: { amountsAgree: agreement(merged, pages) } },
    screenshotIds: pages.map(({ screenshotId }) => screenshotId),
    origins: { ...origins, items: goods.origins, tracking: tracking.origins } satisfies Origins,
    conflicts: [...conflicts, ...goods.conflicts],
  };
}

/** Each screenshot once, by the time it was received; of two readings of one screenshot the surer. */
function inOrder(readings: readonly ScreenshotReading[]): ScreenshotReading[] {
  const surety = ({ order }: ScreenshotReading): number =>
    Object.values(order.confidence).reduce((sum, confidence) => sum + confidence, 0);
  const canonical = [...readings].sort(
    (a, b) =>
      a.receivedAt.getTime() - b.receivedAt.getTime() ||
      a.position - b.position ||
      compare(a.screenshotId, b.screenshotId) ||
      surety(b) - surety(a) ||
      compare(JSON.stringify(a.order), JSON.stringify(b.order)),
  );
  const seen = new Set<string>();
  return canonical.filter(({ screenshotId }) => !seen.has(screenshotId) && seen.add(screenshotId));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const noOrigins = (): Record<SingleField, null> =>
  Object.fromEntries(SINGLE_FIELDS.map((field) => [field, null])) as Record<SingleField, null>;

const conflicting = ({ value, confidence, screenshotIds }: Candidate<string | number>) => ({
  value,
  confidence,
  screenshotIds: [...screenshotIds],
});

/** What the screenshots say about a field, the value to be taken first. Only contradictions are several. */
function candidatesOf(field: SingleField, pages: readonly ScreenshotReading[]): Candidate<string | number>[] {
  const witnesses = pages.flatMap(({ screenshotId, order }): Witness<string | number>[] => {
    const value = order[field];
    return value === null ? [] : [{ value, confidence: order.confidence[field], screenshotId }];
  });
  const same = SAME[field];
  const candidates = weigh(witnesses, same ? (a, b) => same(String(a), String(b)) : (a, b) => a === b);
  switch (field) {
    case 'status':
      return latestState(candidates);
    case 'customerName':
      return fullestName(candidates);
    case 'language':
      return candidates.slice(0, 1); // pages of one order may be in two languages; that is no contradiction
    default:
      return candidates;
  }
}

/** An order moves on between screenshots: the furthest state is the present one, and the others are its past. */
function latestState(candidates: Candidate<string | number>[]): Candidate<string | number>[] {
  const rank = ({ value }: Candidate<string | number>): number => (ORDER_STATUSES as readonly unknown[]).indexOf(value);
  return candidates.sort((a, b) => rank(b) - rank(a)).slice(0, 1);
}

/** `Ana` in a greeting and `Ana Lucía Barrera` in an address are one person: the fuller form counts. */
function fullestName(candidates: Candidate<string | number>[]): Candidate<string | number>[] {
  const wordsOf = ({ value }: Candidate<string | number>): string[] => plain(String(value)).split(' ');
  const isPartOf = (a: Candidate<string | number>, b: Candidate<string | number>): boolean => {
    const words = wordsOf(b);
    return wordsOf(a).every((word) => words.includes(word));
  };
  return candidates.filter(
    (candidate, index) =>
      !candidates.some(
        (other, at) => at !== index && isPartOf(candidate, other) && (at < index || !isPartOf(other, candidate)),
      ),
  );
}

/** A number whose check digit fails and that differs from a good one in so many signs is a misreading of it. */
const MISREAD_SIGNS = 2;

function mergeTracking(pages: readonly ScreenshotReading[]): {
  readonly numbers: OrderTracking[];
  readonly origins: string[];
  readonly confidence: number;
} {
  const found = new Map<string, { tracking: OrderTracking; origin: string; confidences: number[] }>();
  for (const { screenshotId, order } of pages) {
    for (const tracking of order.tracking) {
      const known = found.get(tracking.number);
      if (known) {
        known.confidences.push(order.confidence.tracking);
        known.tracking = { ...known.tracking, carrier: known.tracking.carrier ?? tracking.carrier };
      } else found.set(tracking.number, { tracking, origin: screenshotId, confidences: [order.confidence.tracking] });
    }
  }
  const all = [...found.values()];
  const kept = all.filter(
    ({ tracking, origin }) =>
      tracking.isVerified ||
      !all.some(
        (other) =>
          other.tracking.isVerified &&
          other.origin !== origin &&
          editDistance(other.tracking.number, tracking.number) <= MISREAD_SIGNS,
      ),
  );
  return {
    numbers: kept.map(({ tracking }) => tracking),
    origins: kept.map(({ origin }) => origin),
    confidence: kept.length === 0 ? 0 : Math.min(...kept.map(({ confidences }) => together(confidences))),
  };
}

/** A page whose own sums add up to the total taken settles it, since it may show charges that have no field. */
function agreement(merged: Order, pages: readonly ScreenshotReading[]): boolean | null {
  const isProven = pages.some(
    ({ order }) =>
      order.checks.amountsAgree === true && order.total === merged.total && order.subtotal === merged.subtotal,
  );
  const [only, ...more] = pages;
  if (only && more.length === 0) return only.order.checks.amountsAgree;
  return isProven || amountsAgree(merged);
}
