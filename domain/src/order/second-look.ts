import { toCents } from './amount.ts';
import { CONFIDENCE_FIELDS, type Order } from './order.ts';
import { type OrderReading, readOrder } from './read-order.ts';
import type { Box, RecognisedPage } from './recognised-words.ts';

/** Below this certainty of the verdict a second look may change it. */
const SURE_VERDICT = 0.62;

/**
 * Whether something in a reading does not fit, so that reading the picture once more in another way is worth its time:
 * sums that do not add up, articles without a price among others that have one, a tracking number whose check digit fails.
 */
export function isDoubtful(order: Order): boolean {
  if (!order.isOrder) return order.confidence.isOrder < SURE_VERDICT;
  const { subtotal, total, items } = order;
  const prices = items.map(({ unitPrice }) => unitPrice);
  const sum = items.reduce((cents, { quantity, unitPrice }) => cents + quantity * toCents(unitPrice ?? 0), 0);
  return (
    (subtotal !== null) !== (total !== null) ||
    (subtotal !== null && order.checks.amountsAgree !== true) ||
    (subtotal !== null && items.length > 0 && sum !== toCents(subtotal)) ||
    (prices.includes(null) && prices.some((price) => price !== null)) ||
    (items.length === 0 && order.orderNumber !== null) ||
    (order.orderNumber !== null && order.orderDate === null) ||
    order.tracking.some(({ isVerified }) => !isVerified)
  );
}

/**
 * Reads an order, and asks for a second recognition of the same picture only if the first reading does not fit together.
 * @param lookAgain recognises the picture in another way; its boxes are in the same pixels as those of `first`
 */
export async function readOrderLookingTwice(
  first: RecognisedPage,
  lookAgain: () => Promise<RecognisedPage>,
): Promise<OrderReading> {
  const reading = readOrder(first);
  if (!isDoubtful(reading.order)) return reading;
  const second = await lookAgain();
  return surestReading(reading, readOrder(withMissedWords(first, second)), readOrder(second));
}

/** Words of a second reading that stand where the first found nothing count only if the engine was sure of them. */
const SURE_WORD = 0.7;

/** The words of the first reading, and those of the second that stand where the first found none. */
export function withMissedWords(first: RecognisedPage, second: RecognisedPage): RecognisedPage {
  const missed = second.words.filter(
    ({ box, confidence }) => confidence >= SURE_WORD && !first.words.some((word) => overlap(word.box, box) > 0.25),
  );
  return { ...first, words: [...first.words, ...missed] };
}

/** The reading that says more and says it more surely; the first of equals. */
export function surestReading(first: OrderReading, ...others: readonly OrderReading[]): OrderReading {
  return others.reduce((best, other) => (worth(other.order) > worth(best.order) + 1e-9 ? other : best), first);
}

function worth(order: Order): number {
  const sure = CONFIDENCE_FIELDS.reduce((sum, field) => sum + order.confidence[field], 0);
  return sure - (isDoubtful(order) ? 1 : 0);
}

/** Share of the smaller box that both cover. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  if (width <= 0 || height <= 0) return 0;
  const areaOf = (box: Box): number => Math.max(1, (box.x1 - box.x0) * (box.y1 - box.y0));
  return (width * height) / Math.min(areaOf(a), areaOf(b));
}
