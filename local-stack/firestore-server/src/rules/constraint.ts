/**
 * What follows from a query about a field whose value it does not pin down. A comparison is true if one bound of the
 * query implies it, else unknown; it is never false. Two bounds are not combined: from `>= x` and `<= x` does not
 * follow `== x` (as the emulator decides).
 */
import { looselyEqual, strictlyEqual } from './equality.ts';
import { compareValues } from './ordering.ts';
import { type Comparator, type ConstraintValue, isSymbolic, type Outcome, unknown, type Value } from './values.ts';

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

const MIRRORED: { readonly [operator in Comparison]: Comparison } = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Compares when at least one side is a constraint or a partly known map. */
export function compareSymbolic(operator: Comparison, left: Value, right: Value): Outcome {
  if (!isSymbolic(left)) return compareSymbolic(MIRRORED[operator], right, left);
  if (isSymbolic(right)) return unknown();
  if (left.kind === 'constraint') return isImplied(left, operator, right) ? true : unknown();
  // A map is never null; what else it may equal is open.
  if (right === null && (operator === '==' || operator === '!=')) return operator === '!=';
  return unknown();
}

/** `value in field`, true only if the query asks for lists that contain exactly this value. */
export function isContained(value: Value, constraint: ConstraintValue): Outcome {
  const isKnown = constraint.bounds.some(
    (bound) => bound.comparator === 'LIST_CONTAINS' && strictlyEqual(bound.value, value),
  );
  return isKnown ? true : unknown();
}

function isImplied({ bounds }: ConstraintValue, operator: Comparison, value: Value): boolean {
  return bounds.some((bound) => implies(bound.comparator, bound.value, operator, value));
}

/** Whether `field <comparator> bound` makes `field <operator> value` true for every field. */
function implies(comparator: Comparator, bound: Value, operator: Comparison, value: Value): boolean {
  if (operator === '!=') return comparator === 'NEQ' && looselyEqual(bound, value);
  const order = compareValues(bound, value);
  if (order === null) return false;
  switch (operator) {
    case '>':
      return (comparator === 'GT' && order >= 0) || (comparator === 'GTE' && order > 0);
    case '>=':
      return (comparator === 'GT' || comparator === 'GTE') && order >= 0;
    case '<':
      return (comparator === 'LT' && order <= 0) || (comparator === 'LTE' && order < 0);
    case '<=':
      return (comparator === 'LT' || comparator === 'LTE') && order <= 0;
    default:
      return false;
  }
}
