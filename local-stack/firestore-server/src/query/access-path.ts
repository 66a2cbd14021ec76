import { compareValues, typeRank } from '../values/compare-values.ts';
import { type FieldPath, formatFieldPath } from '../values/field-path.ts';
import { isNaNValue, isNull, type Value } from '../values/value.ts';
import { isComposite } from './plan-filter.ts';
import { isNamePath } from './plan-query.ts';
import type { Filter, LeafFilter, QueryPlan } from './query-plan.ts';

/**
 * How a query over one collection walks its documents without looking at all of them: along the index of one field,
 * from a value on, until a value is past the end. What it walks over still has to be matched.
 */
export type AccessPath = {
  readonly field: FieldPath;
  readonly from: Value | null;
  readonly isPast: (value: Value) => boolean;
  readonly isDescending: boolean;
  /** documents come in the order of the query, so that walking may end with its limit */
  readonly isOrdered: boolean;
};

/**
 * Chooses the index of a field: one that the filter fixes to a value, else the one the query is ordered by.
 * @returns null when the documents have to be looked at one by one
 */
export function chooseAccessPath(plan: QueryPlan): AccessPath | null {
  if (plan.scope.allDescendants || plan.scope.collectionId === '') return null;
  const leaves = requiredLeaves(plan.filter);
  return alongEquality(plan, leaves) ?? alongOrder(plan, leaves);
}

function alongEquality(plan: QueryPlan, leaves: readonly LeafFilter[]): AccessPath | null {
  for (const leaf of leaves) {
    if (leaf.kind !== 'field' || leaf.op !== 'EQUAL' || isNamePath(leaf.path)) continue;
    const { value } = leaf;
    const [order] = plan.orders;
    const isByName = order !== undefined && isNamePath(order.path);
    return {
      field: leaf.path,
      from: value,
      isPast: (other) => compareValues(other, value) !== 0,
      isDescending: isByName && order.isDescending,
      isOrdered: isByName,
    };
  }
  return null;
}

/** The index has the name in the direction of the field, so both orders of the query must agree. */
function alongOrder(plan: QueryPlan, leaves: readonly LeafFilter[]): AccessPath | null {
  const [first, second, ...others] = plan.orders;
  if (!first || !second || others.length > 0 || first.isDescending !== second.isDescending) return null;
  const { path: field, isDescending } = first;
  const text = formatFieldPath(field);
  const bounds = { low: null as Value | null, high: null as Value | null };
  for (const leaf of leaves) {
    if (leaf.kind !== 'field' || formatFieldPath(leaf.path) !== text || isNull(leaf.value) || isNaNValue(leaf.value))
      continue;
    if (leaf.op.startsWith('GREATER_THAN')) bounds.low = leaf.value;
    else if (leaf.op.startsWith('LESS_THAN')) bounds.high = leaf.value;
  }
  const start = plan.startAt?.values[0] ?? null;
  const end = plan.endAt?.values[0] ?? null;
  const sign = isDescending ? -1 : 1;
  // A range stays within one type, so the walk may end with that type.
  const range = bounds.low ?? bounds.high;
  const lastRank = range ? typeRank(range) * sign : Number.POSITIVE_INFINITY;
  const ends = [isDescending ? bounds.low : bounds.high, end].filter((value) => value !== null);
  return {
    field,
    from: latest([isDescending ? bounds.high : bounds.low, start], sign),
    isPast: (value) =>
      typeRank(value) * sign > lastRank || ends.some((limit) => compareValues(value, limit) * sign > 0),
    isDescending,
    isOrdered: true,
  };
}

/** The start that lies furthest on in the direction of the walk. */
function latest(starts: readonly (Value | null)[], sign: 1 | -1): Value | null {
  return starts.reduce((a, b) => (a === null || (b !== null && compareValues(b, a) * sign > 0) ? b : a), null);
}

/** Comparisons that every match satisfies: those joined by AND. */
function requiredLeaves(filter: Filter | null): LeafFilter[] {
  if (filter === null) return [];
  if (!isComposite(filter)) return [filter];
  return filter.kind === 'and' ? filter.filters.flatMap(requiredLeaves) : [];
}
