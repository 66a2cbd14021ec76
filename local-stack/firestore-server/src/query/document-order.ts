import type { StoredDocument } from '../storage/document.ts';
import { compareValues } from '../values/compare-values.ts';
import { comparePaths } from '../values/resource-path.ts';
import type { Value } from '../values/value.ts';
import { fieldValue } from './match-filter.ts';
import { isNamePath } from './plan-query.ts';
import type { Cursor, Order } from './query-plan.ts';

/** Compares documents by the orders of a query. Both must have every ordered field. */
export function compareDocuments(a: StoredDocument, b: StoredDocument, orders: readonly Order[]): number {
  for (const { path, isDescending } of orders) {
    const order = isNamePath(path)
      ? comparePaths(a.path, b.path)
      : compareValues(fieldValue(a, path) as Value, fieldValue(b, path) as Value);
    if (order !== 0) return isDescending ? -order : order;
  }
  return 0;
}

/** Whether a document has every ordered field; without them it is in no result. */
export function hasOrderedFields(document: StoredDocument, orders: readonly Order[]): boolean {
  return orders.every(({ path }) => fieldValue(document, path) !== undefined);
}

/** Whether a document lies at or after the start, and before or at the end. */
export function isWithinCursors(
  document: StoredDocument,
  orders: readonly Order[],
  startAt: Cursor | null,
  endAt: Cursor | null,
): boolean {
  if (startAt) {
    const order = compareWithCursor(document, orders, startAt);
    if (order < 0 || (order === 0 && !startAt.isBefore)) return false;
  }
  if (endAt) {
    const order = compareWithCursor(document, orders, endAt);
    if (order > 0 || (order === 0 && endAt.isBefore)) return false;
  }
  return true;
}

/** Where a document lies in the order of a query, seen from a cursor: negative before it, 0 at it. */
export function compareWithCursor(document: StoredDocument, orders: readonly Order[], cursor: Cursor): number {
  for (let i = 0; i < cursor.values.length; i++) {
    const { path, isDescending } = orders[i] as Order;
    const order = compareValues(fieldValue(document, path) as Value, cursor.values[i] as Value);
    if (order !== 0) return isDescending ? -order : order;
  }
  return 0;
}
