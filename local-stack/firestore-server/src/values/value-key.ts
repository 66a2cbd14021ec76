import type { Value } from './value.ts';

/**
 * A text for looking up values by equality: values that are equal have the same text, so 1 and 1.0 share theirs.
 * @returns null for types that are not worth it: the caller has to compare those one by one
 */
export function valueKey(value: Value): string | null {
  if ('stringValue' in value) return `s${value.stringValue}`;
  if ('booleanValue' in value) return value.booleanValue ? 'true' : 'false';
  if ('nullValue' in value) return 'null';
  if ('referenceValue' in value) return `r${value.referenceValue}`;
  if ('timestampValue' in value) {
    const { seconds = 0, nanos = 0 } = value.timestampValue;
    return `t${Number(seconds)}.${nanos}`;
  }
  if ('bytesValue' in value) return `b${Buffer.from(value.bytesValue).toString('base64')}`;
  if ('integerValue' in value) return `n${BigInt(value.integerValue)}`;
  if ('doubleValue' in value) {
    const { doubleValue } = value;
    // A whole double equals the integer; beyond 2^53 only BigInt tells which. It also makes -0 the 0 it equals.
    return `n${Number.isInteger(doubleValue) ? BigInt(doubleValue) : doubleValue}`;
  }
  return null;
}
