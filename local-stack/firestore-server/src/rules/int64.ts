/** 64-bit integers. JavaScript's bigint has no width, so every result is checked. */
import { failure, type Outcome } from './values.ts';

export const INT64_MIN = -(2n ** 63n);
export const INT64_MAX = 2n ** 63n - 1n;

/** The int, or an error when it does not fit into 64 bits. */
export function int64(value: bigint): Outcome {
  return value >= INT64_MIN && value <= INT64_MAX ? value : failure('Integer overflow error.');
}

/** Cuts a float toward zero; NaN gives 0 and what is too large the nearest end of the range, as in Java. */
export function truncateToInt64(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return INT64_MAX;
  if (value <= -(2 ** 63)) return INT64_MIN;
  return BigInt(Math.trunc(value));
}
