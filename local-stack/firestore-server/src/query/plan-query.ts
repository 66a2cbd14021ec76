import { compareUtf8 } from '../values/compare-strings.ts';
import { type FieldPath, formatFieldPath, NAME_FIELD, parseFieldPath } from '../values/field-path.ts';
import { assertSegment, parseParent } from '../values/resource-path.ts';
import { invalidArgument } from '../values/status.ts';
import { toStoredValue } from '../values/stored-fields.ts';
import { assertIsValue } from '../values/value.ts';
import { planFindNearest } from './find-nearest.ts';
import { fieldFilters, isInequality, planFilter } from './plan-filter.ts';
import type { Cursor, Filter, Order, QueryPlan } from './query-plan.ts';
import type { CursorMessage, StructuredQuery } from './structured-query.ts';

/**
 * Checks a query and writes out what it leaves implicit.
 * @param parent `projects/P/databases/D/documents`, or a document below which the collections lie
 * @throws FirestoreError INVALID_ARGUMENT with production's reason
 */
export function planQuery(parent: string | undefined, query: StructuredQuery): QueryPlan {
  const { path } = parseParent(parent);
  const [selector, ...others] = query.from ?? [];
  if (!selector || others.length > 0) throw invalidArgument('A query must have exactly one "from" clause.');
  const collectionId = selector.collectionId ?? '';
  if (collectionId !== '') assertSegment(collectionId, path);
  else if (!selector.allDescendants) throw invalidArgument('The collection id of a query must not be empty.');

  const filter = query.where ? planFilter(query.where) : null;
  const orders = planOrders(query, filter);
  return {
    scope: { parent: path, collectionId, allDescendants: selector.allDescendants ?? false },
    filter,
    orders,
    startAt: planCursor(query.startAt, orders),
    endAt: planCursor(query.endAt, orders),
    offset: nonNegative(query.offset ?? 0, 'offset'),
    limit: query.limit ? nonNegative(query.limit.value ?? 0, 'limit') : null,
    projection: query.select ? planProjection(query.select.fields ?? []) : null,
    nearest: query.findNearest ? planFindNearest(query.findNearest) : null,
  };
}

export const isNamePath = (path: FieldPath): boolean => path.length === 1 && path[0] === NAME_FIELD;

/**
 * The orders given, then every field with an inequality that is not among them, sorted by path, in the direction of
 * the last given order, then the name in that direction.
 */
function planOrders(query: StructuredQuery, filter: Filter | null): Order[] {
  const orders: Order[] = (query.orderBy ?? []).map(({ field, direction }) => ({
    path: parseFieldPath(field?.fieldPath),
    isDescending: direction === 'DESCENDING',
  }));
  const nameAt = orders.findIndex((order) => isNamePath(order.path));
  if (nameAt >= 0 && nameAt < orders.length - 1) {
    throw invalidArgument('order by clause cannot contain more fields after the key');
  }
  const isDescending = orders[orders.length - 1]?.isDescending ?? false;
  const ordered = new Set(orders.map((order) => formatFieldPath(order.path)));
  const unordered = new Map<string, FieldPath>();
  for (const leaf of filter ? fieldFilters(filter) : []) {
    const text = formatFieldPath(leaf.path);
    if (isInequality(leaf) && !ordered.has(text) && !isNamePath(leaf.path)) unordered.set(text, leaf.path);
  }
  if (nameAt >= 0) return orders;
  for (const text of [...unordered.keys()].sort(compareUtf8)) {
    orders.push({ path: unordered.get(text) as FieldPath, isDescending });
  }
  orders.push({ path: [NAME_FIELD], isDescending });
  return orders;
}

function planCursor(cursor: CursorMessage | undefined, orders: readonly Order[]): Cursor | null {
  if (!cursor) return null;
  const values = cursor.values ?? [];
  if (values.length > orders.length) {
    throw invalidArgument('Cursor has too many values: there are more values than order by fields.');
  }
  const planned = values.map((value, i) => {
    const order = orders[i] as Order;
    assertIsValue(value, 'A cursor position');
    if (isNamePath(order.path) && !('referenceValue' in value)) {
      throw invalidArgument('A cursor position for __name__ must be a reference.');
    }
    return toStoredValue(value);
  });
  return { values: planned, isBefore: cursor.before ?? false };
}

function planProjection(fields: { fieldPath?: string }[]): FieldPath[] {
  return fields.map((field) => parseFieldPath(field.fieldPath)).filter((path) => !isNamePath(path));
}

function nonNegative(count: number, what: string): number {
  if (count < 0) throw invalidArgument(`The ${what} of a query must not be negative.`);
  return count;
}
