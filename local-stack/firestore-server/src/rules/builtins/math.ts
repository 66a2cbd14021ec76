/** The `math` namespace. ceil and floor give floats, also for ints, as measured in production; round gives an int. */
import { INT64_MIN, truncateToInt64 } from '../int64.ts';
import { type Builtin, functionOf } from './signature.ts';

/** @see https://firebase.google.com/docs/reference/rules/rules.math */
export const MATH: ReadonlyMap<string, Builtin> = new Map([
  ['abs', functionOf(['number'], ([value]) => (typeof value === 'number' ? Math.abs(value) : absolute(value)))],
  ['ceil', functionOf(['number'], ([value]) => Math.ceil(Number(value)))],
  ['floor', functionOf(['number'], ([value]) => Math.floor(Number(value)))],
  // Halves go up: Math.round(-2.5) is -2, as in Java.
  ['round', functionOf(['number'], ([value]) => (typeof value === 'bigint' ? value : roundToInt64(value)))],
  ['sqrt', functionOf(['number'], ([value]) => Math.sqrt(Number(value)))],
  ['pow', functionOf(['number', 'number'], ([base, exponent]) => Number(base) ** Number(exponent))],
  ['isNaN', functionOf(['number'], ([value]) => Number.isNaN(value))],
  // In the reference; production answers that there is no such function.
  ['isInfinite', functionOf(['number'], ([value]) => Math.abs(Number(value)) === Number.POSITIVE_INFINITY)],
]);

/** The lowest int has no positive counterpart and stays as it is. */
function absolute(value: bigint): bigint {
  return value < 0n && value !== INT64_MIN ? -value : value;
}

function roundToInt64(value: number): bigint {
  return truncateToInt64(Math.round(value));
}
