/**
 * Structural equality, in two strengths. `==` is loose: int and float are equal by value (1 == 1.0). Membership in
 * lists is strict: an int is never found as a float; there, and in sets, a NaN is found as itself.
 */
import { compareBytes, compareValues, isNumber } from './ordering.ts';
import type { MapValue, Value } from './values.ts';

/** `left == right`. Different types are unequal, without an error. */
export function looselyEqual(left: Value, right: Value): boolean {
  if (typeof left !== typeof right && isNumber(left) && isNumber(right)) return compareValues(left, right) === 0;
  return structurallyEqual(left, right, looselyEqual);
}

/** Equality as `in`, hasAll, hasAny, hasOnly and removeAll on lists use it. */
export function strictlyEqual(left: Value, right: Value): boolean {
  if (typeof left === 'number' && typeof right === 'number')
    return left === right || (Number.isNaN(left) && Number.isNaN(right));
  return structurallyEqual(left, right, strictlyEqual);
}

type Equal = (left: Value, right: Value) => boolean;

function structurallyEqual(left: Value, right: Value, equal: Equal): boolean {
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) return left === right;
  switch (left.kind) {
    case 'list':
      return (
        right.kind === 'list' &&
        left.items.length === right.items.length &&
        left.items.every((item, index) => equal(item, right.items[index] ?? null))
      );
    case 'map':
      return right.kind === 'map' && mapsEqual(left, right, equal);
    case 'set': {
      if (right.kind !== 'set' || left.items.size !== right.items.size) return false;
      for (const key of left.items.keys()) if (!right.items.has(key)) return false;
      return true;
    }
    case 'map_diff':
      return right.kind === 'map_diff' && equal(left.left, right.left) && equal(left.right, right.right);
    case 'bytes':
      return right.kind === 'bytes' && compareBytes(left.bytes, right.bytes) === 0;
    case 'timestamp':
      return right.kind === 'timestamp' && left.epochNanos === right.epochNanos;
    case 'duration':
      return right.kind === 'duration' && left.nanos === right.nanos;
    case 'latlng':
      return right.kind === 'latlng' && left.latitude === right.latitude && left.longitude === right.longitude;
    case 'path':
      return (
        right.kind === 'path' &&
        left.segments.length === right.segments.length &&
        left.segments.every((segment, index) => segment === right.segments[index])
      );
    default:
      return false;
  }
}

function mapsEqual(left: MapValue, right: MapValue, equal: Equal): boolean {
  if (left.size !== right.size) return false;
  for (const key of left.keys()) {
    const ours = left.get(key);
    const theirs = right.get(key);
    if (ours === undefined || theirs === undefined || !equal(ours, theirs)) return false;
  }
  return true;
}

/**
 * A text that two values share exactly when they are equal in the given strength; what sets are keyed by, so that
 * set algebra stays linear in the number of elements.
 */
export function equalityKey(value: Value, strength: 'loose' | 'strict'): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return `n${value}`;
    case 'number':
      if (strength === 'strict') return `f${Object.is(value, -0) ? 0 : value}`;
      return Number.isInteger(value) ? `n${BigInt(value)}` : `n${value}`;
    case 'string':
      return JSON.stringify(value);
  }
  if (value === null) return 'null';
  switch (value.kind) {
    case 'list':
      return `[${value.items.map((item) => equalityKey(item, strength)).join()}]`;
    case 'map': {
      const entries = value
        .keys()
        .map((key) => `${JSON.stringify(key)}:${equalityKey(value.get(key) ?? null, strength)}`);
      return `{${entries.join()}}`;
    }
    case 'set':
      return `set{${[...value.items.keys()].sort().join()}}`;
    case 'map_diff':
      return `diff(${equalityKey(value.left, strength)},${equalityKey(value.right, strength)})`;
    case 'bytes':
      return `bytes:${Buffer.from(value.bytes).toString('base64')}`;
    case 'timestamp':
      return `timestamp:${value.epochNanos}`;
    case 'duration':
      return `duration:${value.nanos}`;
    case 'latlng':
      return `latlng:${value.latitude},${value.longitude}`;
    case 'path':
      return `path${JSON.stringify(value.segments)}`;
    default:
      return `${value.kind}?`;
  }
}
