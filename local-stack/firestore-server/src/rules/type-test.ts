/** The right side of `is`. */
import { isSymbolic, type Outcome, typeName, unknown, type Value } from './values.ts';

/** Names that may stand to the right of `is`. */
export const IS_TYPES: ReadonlySet<string> = new Set(
  'bool bytes float int list latlng number path map string timestamp duration constraint set map_diff'.split(' '),
);

/** True if the value is of that type; `number` is int or float. The type of a constrained field is unknown. */
export function isOfType(value: Value, type: string): Outcome {
  if (isSymbolic(value)) return value.kind === 'partial' ? type === 'map' : unknown();
  const actual = typeName(value);
  return actual === type || (type === 'number' && (actual === 'int' || actual === 'float'));
}
