import { compareValues, typeRank } from '../values/compare-values.ts';
import { formatFieldPath } from '../values/field-path.ts';
import { isNaNValue, isNull, type Value } from '../values/value.ts';
import type { LeafFilter, Order } from './query-plan.ts';

type Bound = { readonly value: Value; readonly isOpen: boolean };

/** What the inequalities of a conjunction leave of one field. A range stays within one type, and NaN lies in none. */
export type FieldRange = { readonly low: Bound | null; readonly high: Bound | null; readonly rank: number | null };

/** The range of the field of an order. */
export function rangeOf(leaves: readonly LeafFilter[], { path }: Order): FieldRange {
  const text = formatFieldPath(path);
  let low: Bound | null = null;
  let high: Bound | null = null;
  for (const leaf of leaves) {
    if (leaf.kind !== 'field' || formatFieldPath(leaf.path) !== text) continue;
    const { value, op } = leaf;
    if (isNull(value) || isNaNValue(value)) continue;
    if (op === 'GREATER_THAN' || op === 'GREATER_THAN_OR_EQUAL') low = { value, isOpen: op === 'GREATER_THAN' };
    else if (op === 'LESS_THAN' || op === 'LESS_THAN_OR_EQUAL') high = { value, isOpen: op === 'LESS_THAN' };
  }
  const bound = low ?? high;
  return { low, high, rank: bound && typeRank(bound.value) };
}

/** Whether a value lies below the range, or above it. */
export function isPastRange({ low, high, rank }: FieldRange, value: Value, end: 'low' | 'high'): boolean {
  if (rank === null) return false;
  const sign = end === 'low' ? 1 : -1;
  const beyond = (typeRank(value) - rank) * sign;
  if (beyond !== 0) return beyond < 0;
  if (isNaNValue(value)) return end === 'low';
  const bound = end === 'low' ? low : high;
  if (!bound) return false;
  const order = compareValues(value, bound.value) * sign;
  return order < 0 || (order === 0 && bound.isOpen);
}
