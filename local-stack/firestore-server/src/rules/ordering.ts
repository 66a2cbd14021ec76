/** Order of values, as `<` and sorted keys use it. */
import type { Value } from './values.ts';

/**
 * Compares texts by code point, which is also the order of their UTF-8 bytes (Firestore's own order of strings).
 * Differs from JavaScript's order by code unit only for surrogate pairs. Returns a negative number, 0 or a positive.
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a === b) continue;
    const isLeftSurrogate = a >= 0xd800 && a <= 0xdfff;
    const isRightSurrogate = b >= 0xd800 && b <= 0xdfff;
    if (isLeftSurrogate !== isRightSurrogate) return isLeftSurrogate ? 1 : -1;
    return a - b;
  }
  return left.length - right.length;
}

/** Compares bytes as unsigned numbers, shorter first when one is a prefix of the other. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/**
 * Orders two values: negative, 0, positive; NaN when a NaN is involved; null when the types have no common order.
 * Numbers order by value across int and float; strings, bytes, timestamps and durations within their type.
 */
export function compareValues(left: Value, right: Value): number | null {
  if (isNumber(left)) {
    if (!isNumber(right)) return null;
    // JavaScript compares bigint and number by exact mathematical value.
    if (Number.isNaN(left) || Number.isNaN(right)) return Number.NaN;
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (typeof left === 'string') return typeof right === 'string' ? compareCodePoints(left, right) : null;
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) return null;
  if (left.kind === 'timestamp' && right.kind === 'timestamp') return compareInts(left.epochNanos, right.epochNanos);
  if (left.kind === 'duration' && right.kind === 'duration') return compareInts(left.nanos, right.nanos);
  if (left.kind === 'bytes' && right.kind === 'bytes') return compareBytes(left.bytes, right.bytes);
  return null;
}

/** True for int and float. */
export function isNumber(value: Value): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

function compareInts(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
