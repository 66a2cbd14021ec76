import type { AccuracyRecord, OrderRecord } from '@casillero/domain/records/order-record';
import type { OrderAt } from '@casillero/domain/review/order-state';
import { isFound, parseSearch } from '@casillero/domain/search/search-tokens';

export type OrderFilter = {
  readonly review: OrderRecord['review'] | null;
  readonly needsAttention: boolean | null;
  readonly shop: string | null;
  readonly batchId: string | null;
  /** one token of `searchTokens`, or null */
  readonly token: string | null;
};

/** Orders of a tenant, the one received last first. @param after the id of the last one of the page before */
export type QueryOrders = (
  tenantId: string,
  filter: OrderFilter,
  limit: number,
  after: string | null,
) => Promise<readonly OrderAt[] | 'unknown-cursor'>;

export type QueryAccuracy = (
  tenantId: string,
) => Promise<readonly { readonly shop: string; readonly record: AccuracyRecord }[]>;

/** Most pages that one call looks through for orders that have every word of a search. */
const PAGES_MAX = 5;

/**
 * One page of orders. The database finds by the longest word; orders without the other words are left out here, over a
 * few pages at most, so that a page may be short and still have a next one.
 */
export async function findOrders(
  query: QueryOrders,
  tenantId: string,
  filter: Omit<OrderFilter, 'token'> & { readonly search: string },
  limit: number,
  cursor: string | null,
): Promise<{ readonly orders: readonly OrderAt[]; readonly nextCursor: string | null } | 'unknown-cursor'> {
  const search = parseSearch(filter.search);
  if (search === null && filter.search.trim() !== '') return { orders: [], nextCursor: null };
  const found: OrderAt[] = [];
  let after = cursor;
  for (let page = 0; page < PAGES_MAX; page++) {
    const orders = await query(tenantId, { ...filter, token: search?.token ?? null }, limit + 1, after);
    if (orders === 'unknown-cursor') return orders;
    for (const order of orders.slice(0, limit)) {
      after = order.id;
      if (search === null || isFound(search, order.record.searchTokens)) found.push(order);
      if (found.length === limit) return { orders: found, nextCursor: order === orders.at(-1) ? null : order.id };
    }
    if (orders.length <= limit) return { orders: found, nextCursor: null };
  }
  return { orders: found, nextCursor: after };
}
