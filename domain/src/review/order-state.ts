import { mergeOrders } from '../order/merge-orders.ts';
import { orderKey, shopKey } from '../order/order-key.ts';
import type { OrderPart, OrderRecord } from '../records/order-record.ts';
import { searchTokens } from '../search/search-tokens.ts';
import { attentionOf, isBlocking } from './attention.ts';
import { effectiveOrder } from './effective-order.ts';

/** An order and its document id. */
export type OrderAt = { readonly id: string; readonly record: OrderRecord };

/** The same order with everything that follows from its reading, corrections and review computed anew. */
export function settled(record: OrderRecord): OrderRecord {
  const order = effectiveOrder(record);
  const attention = attentionOf({
    ...record,
    disagreements: record.parts.flatMap(({ disagreements }) => disagreements),
    hasLatePart: record.parts.some(({ state }) => state === 'late'),
    hasLostPart: record.parts.some(({ state }) => state === 'removed'),
  });
  return {
    ...record,
    attention,
    needsAttention: attention.some(isBlocking),
    numberKey: record.review === 'set-aside' ? null : orderKey(order),
    shop: shopKey(order.shop ?? ''),
    searchTokens: searchTokens([record.batchCustomerName, order.customerName, order.orderNumber]),
  };
}

/** The order as its parts make it: read anew from all that count. */
export function remerged(record: OrderRecord, parts: readonly OrderPart[], now: Date): OrderRecord {
  const counted = parts.filter(({ state }) => state === 'counted');
  const { order, origins, conflicts } = mergeOrders(
    counted.map(({ screenshotId, position, receivedAt, reading }) => ({
      screenshotId,
      position,
      receivedAt,
      order: reading,
    })),
  );
  const first = [...parts].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())[0];
  return settled({
    ...record,
    parts: inOrder(parts),
    order,
    origins,
    conflicts,
    revision: record.revision + 1,
    receivedAt: first?.receivedAt ?? record.receivedAt,
    updatedAt: now,
  });
}

const inOrder = (parts: readonly OrderPart[]): OrderPart[] =>
  [...parts].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || a.position - b.position);
