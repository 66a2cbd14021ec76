import { mergeOrders } from '../order/merge-orders.ts';
import type { Order } from '../order/order.ts';
import { orderKey } from '../order/order-key.ts';
import { isSameOrder } from '../order/same-order.ts';
import { ORDER_PARTS_MAX, type OrderPart, type OrderRecord } from '../records/order-record.ts';
import { type OrderAt, remerged, settled } from './order-state.ts';

/**
 * The id under which an order with a number is found by every screenshot of its batch that shows the number; null where
 * none was read. Letters that are no ASCII are left out: ids also stand in addresses.
 */
export function numberedId(batchId: string, reading: Pick<Order, 'shop' | 'orderNumber'>): string | null {
  const number =
    orderKey(reading)
      ?.split(':')[1]
      ?.replace(/[^0-9A-Z]/g, '') ?? '';
  return number === '' ? null : `${batchId}_${number.slice(0, 60)}`;
}

export type PartFacts = {
  readonly batch: { readonly id: string; readonly customerName: string | null; readonly isCancelled: boolean };
  readonly part: Omit<OrderPart, 'state'>;
  /** the orders that it may belong to: the one with its number in the batch, and those of the screenshots beside it */
  readonly near: readonly OrderAt[];
  readonly now: Date;
};

/** What becomes of orders: `after` null deletes one. `before` null: it is new. */
export type OrderChange = {
  readonly id: string;
  readonly before: OrderRecord | null;
  readonly after: OrderRecord | null;
};

/**
 * Puts what was read in a screenshot into the order of its batch that it shows, or into a new one (R16). Parts of a long
 * page that came as orders of their own, because they were read first, are taken into one. What a person has reviewed is
 * not changed: the part is added as late; what a person has corrected is not merged away.
 * @returns the order that has the part now, and all changes
 */
export function placePart(facts: PartFacts): { readonly orderId: string; readonly changes: readonly OrderChange[] } {
  const { batch, part, now } = facts;
  const ownId = numberedId(batch.id, part.reading);
  const matching = facts.near.filter(({ record }) => showsSame(record, part) && hasRoom(record, part));
  // a part without a number that overlaps with two numbered orders belongs to neither
  const keys = new Set(matching.flatMap(({ record }) => record.numberKey ?? []));
  const isTorn = ownId === null && keys.size > 1;
  const candidates = isTorn ? [] : matching;
  const kept = candidates.filter(({ record }) => isTouched(record));
  const loose = candidates.filter(({ record }) => !isTouched(record));
  const host = ownId === null ? (loose.find(({ record }) => record.numberKey !== null) ?? loose[0]) : null;
  const target = kept[0] ?? loose.find(({ id }) => id === ownId) ?? host;
  const isTaken = facts.near.some(({ id }) => id === ownId);
  const id = target?.id ?? (ownId === null || isTaken ? part.screenshotId : ownId);
  const absorbed = loose.filter((each) => each.id !== id);
  const before = target?.record ?? null;
  const start = before ?? newOrder(batch, part.receivedAt, now);
  const isReviewed = start.review !== 'waiting' && before !== null;
  const moved = absorbed.flatMap(({ record }) => record.parts);
  const others = [...start.parts, ...moved].filter(({ screenshotId }) => screenshotId !== part.screenshotId);
  const parts: OrderPart[] = [...others, { ...part, state: isReviewed ? 'late' : 'counted' }];
  const after = isReviewed
    ? settled({ ...start, parts: moved.length === 0 ? parts : late(parts, moved), updatedAt: now })
    : remerged(start, parts, now);
  return {
    orderId: id,
    changes: [
      { id, before, after },
      ...absorbed.map((each): OrderChange => ({ id: each.id, before: each.record, after: null })),
    ],
  };
}

/** Parts that are taken from an order of their own into a reviewed one come late too. */
const late = (parts: readonly OrderPart[], moved: readonly OrderPart[]): OrderPart[] =>
  parts.map((part) =>
    moved.some(({ screenshotId }) => screenshotId === part.screenshotId) ? { ...part, state: 'late' } : part,
  );

const showsSame = (record: OrderRecord, part: Pick<OrderPart, 'screenshotId' | 'reading'>): boolean =>
  record.parts.some(
    ({ screenshotId, reading }) => screenshotId === part.screenshotId || isSameOrder(reading, part.reading),
  );

const hasRoom = (record: OrderRecord, part: Pick<OrderPart, 'screenshotId'>): boolean =>
  record.parts.length < ORDER_PARTS_MAX || record.parts.some(({ screenshotId }) => screenshotId === part.screenshotId);

/** Whether a person has worked on it. */
const isTouched = (record: OrderRecord): boolean =>
  record.review !== 'waiting' || Object.keys(record.corrections).length > 0;

/** An order of a batch that was called off is not to be delivered, and waits for nobody. */
function newOrder(batch: PartFacts['batch'], receivedAt: Date, now: Date): OrderRecord {
  const { order, origins, conflicts } = mergeOrders([]);
  return {
    batchId: batch.id,
    batchCustomerName: batch.customerName,
    parts: [],
    order,
    origins,
    conflicts,
    corrections: {},
    review: batch.isCancelled ? 'set-aside' : 'waiting',
    reviewedBy: null,
    reviewedAt: batch.isCancelled ? now : null,
    revision: 0,
    attention: [],
    needsAttention: false,
    duplicateOf: null,
    numberKey: null,
    shop: '',
    searchTokens: [],
    measured: null,
    customerId: null,
    packageIds: [],
    receivedAt,
    updatedAt: now,
  };
}

/**
 * Takes a screenshot's part out of an order: it was taken back, or shows no order any more. An order without parts is
 * deleted; one that a person has reviewed stays as it is, and says so.
 */
export function removePart({ id, record }: OrderAt, screenshotId: string, now: Date): OrderChange {
  const part = record.parts.find((each) => each.screenshotId === screenshotId);
  if (part === undefined || part.state === 'removed') return { id, before: record, after: record };
  const others = record.parts.filter((each) => each !== part);
  if (record.review === 'waiting')
    return { id, before: record, after: others.length === 0 ? null : remerged(record, others, now) };
  const parts =
    part.state === 'late'
      ? others
      : record.parts.map((each) => (each === part ? { ...part, state: 'removed' as const } : each));
  return { id, before: record, after: settled({ ...record, parts, updatedAt: now }) };
}
