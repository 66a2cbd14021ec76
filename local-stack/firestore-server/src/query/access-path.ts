import type { IndexField, PlaceInRange } from '../storage/ordered-index.ts';
import { compareValues } from '../values/compare-values.ts';
import { formatFieldPath } from '../values/field-path.ts';
import { splitName } from '../values/resource-path.ts';
import { elementsOf, isNaNValue, isNull, NULL_VALUE, type Value } from '../values/value.ts';
import { conjunctions } from './conjunctions.ts';
import { compareWithCursor } from './document-order.ts';
import { isPastRange, rangeOf } from './field-range.ts';
import { isComposite, isInequality } from './plan-filter.ts';
import { isNamePath } from './plan-query.ts';
import type { Filter, LeafFilter, Order, QueryPlan } from './query-plan.ts';

/**
 * Where the matches of one conjunction of a query are found without looking at other documents: at a name, or along a
 * stretch of an index, which yields them in the order of the query. What is found still has to be matched.
 */
export type AccessPath =
  | { readonly kind: 'document'; readonly path: string }
  | {
      readonly kind: 'index';
      readonly fields: readonly IndexField[];
      readonly place: PlaceInRange;
      readonly backwards: boolean;
    };

/**
 * The ways to all matches of a query within one collection or collection group, one per conjunction. Each index has the
 * fields that are fixed by equality first, then those of the order, as production's composite indexes.
 */
export function accessPaths(plan: QueryPlan): AccessPath[] {
  return conjunctions(plan.filter && withoutLists(plan.filter)).map(
    (leaves) => byName(leaves) ?? byIndex(plan, leaves),
  );
}

function byName(leaves: readonly LeafFilter[]): AccessPath | null {
  for (const leaf of leaves) {
    if (leaf.kind !== 'field' || leaf.op !== 'EQUAL' || !isNamePath(leaf.path)) continue;
    if ('referenceValue' in leaf.value)
      return { kind: 'document', path: splitName(leaf.value.referenceValue)?.path ?? '' };
  }
  return null;
}

function byIndex(plan: QueryPlan, leaves: readonly LeafFilter[]): AccessPath {
  const fixed = fixedFields(leaves);
  const isFixed = (order: Order): boolean =>
    fixed.some(({ field }) => field.kind !== 'CONTAINS' && formatFieldPath(field.path) === formatFieldPath(order.path));
  const sorted = plan.orders.filter((order) => !isNamePath(order.path) && !isFixed(order));
  // All indexes have the name upwards. A query that has it downwards walks the index of the opposite order backwards.
  const backwards = plan.orders[plan.orders.length - 1]?.isDescending ?? false;
  const fields: IndexField[] = [
    ...fixed.map(({ field }) => field),
    ...sorted.map(
      ({ path, isDescending }): IndexField => ({
        path,
        kind: isDescending === backwards ? 'ASCENDING' : 'DESCENDING',
      }),
    ),
  ];
  const leading = sorted[0] ?? (plan.orders[plan.orders.length - 1] as Order);
  const range = rangeOf(leaves, leading);
  const { orders, startAt, endAt } = plan;
  const place: PlaceInRange = ({ values, document }) => {
    for (let i = 0; i < fixed.length; i++) {
      const order = compareValues(values[i] as Value, (fixed[i] as Fixed).value);
      if (order !== 0) return backwards ? -order : order;
    }
    // Where nothing is sorted the range is one of names.
    const value = sorted.length > 0 ? (values[fixed.length] as Value) : { referenceValue: document.name };
    if (isPastRange(range, value, leading.isDescending ? 'high' : 'low')) return -1;
    const fromStart = startAt ? compareWithCursor(document, orders, startAt) : 1;
    if (fromStart < 0 || (startAt && fromStart === 0 && !startAt.isBefore)) return -1;
    if (isPastRange(range, value, leading.isDescending ? 'low' : 'high')) return 1;
    const fromEnd = endAt ? compareWithCursor(document, orders, endAt) : -1;
    return fromEnd > 0 || (endAt && fromEnd === 0 && endAt.isBefore) ? 1 : 0;
  };
  return { kind: 'index', fields, place, backwards };
}

type Fixed = { readonly field: IndexField; readonly value: Value };

/** The fields a conjunction fixes to a value, each once, and at most one array; sorted, so that equal demands meet. */
function fixedFields(leaves: readonly LeafFilter[]): Fixed[] {
  const fixed = new Map<string, Fixed>();
  for (const leaf of leaves) {
    if (isInequality(leaf) || isNamePath(leaf.path)) continue;
    const isContains = leaf.op === 'ARRAY_CONTAINS';
    const key = isContains ? ' ' : formatFieldPath(leaf.path);
    const value = leaf.kind === 'field' ? leaf.value : leaf.op === 'IS_NULL' ? NULL_VALUE : { doubleValue: Number.NaN };
    fixed.set(key, { field: { path: leaf.path, kind: isContains ? 'CONTAINS' : 'ASCENDING' }, value });
  }
  return [...fixed.keys()].sort().map((key) => fixed.get(key) as Fixed);
}

/** The same filter with `in` and `array-contains-any` written as an OR of equalities. */
function withoutLists(filter: Filter): Filter {
  if (isComposite(filter)) return { kind: filter.kind, filters: filter.filters.map(withoutLists) };
  if (filter.kind !== 'field' || (filter.op !== 'IN' && filter.op !== 'ARRAY_CONTAINS_ANY')) return filter;
  const { path } = filter;
  const op = filter.op === 'IN' ? 'EQUAL' : 'ARRAY_CONTAINS';
  const elements = 'arrayValue' in filter.value ? elementsOf(filter.value) : [];
  // null and NaN in a list match nothing.
  const plain = elements.filter((value) => !isNull(value) && !isNaNValue(value));
  return { kind: 'or', filters: plain.map((value) => ({ kind: 'field', path, op, value })) };
}
