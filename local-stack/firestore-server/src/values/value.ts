import { FirestoreError } from './status.ts';

/** google.protobuf.Timestamp as the protobuf loader delivers it: zero parts are absent. */
export type Timestamp = { seconds?: string | number; nanos?: number };
export type GeoPoint = { latitude?: number; longitude?: number };
export type Fields = Record<string, Value>;

/**
 * A google.firestore.v1.Value: an object with exactly one property, the member of its oneof. int64 stays a decimal
 * string so that no digit is lost. This one shape is used from the wire to the storage and to the rules engine.
 */
export type Value =
  | { nullValue: 'NULL_VALUE' }
  | { booleanValue: boolean }
  | { integerValue: string }
  | { doubleValue: number }
  | { timestampValue: Timestamp }
  | { stringValue: string }
  | { bytesValue: Uint8Array }
  | { referenceValue: string }
  | { geoPointValue: GeoPoint }
  | { arrayValue: { values?: Value[] } }
  | { mapValue: { fields?: Fields } };

export const NULL_VALUE: Value = { nullValue: 'NULL_VALUE' };

/** Vectors are maps with these two keys on the wire, and a type of their own in the order of values. */
export const VECTOR_TYPE_KEY = '__type__';
export const VECTOR_TYPE = '__vector__';
export const VECTOR_VALUES_KEY = 'value';

export function isNull(value: Value): boolean {
  return 'nullValue' in value;
}

export function isNaNValue(value: Value): boolean {
  return 'doubleValue' in value && Number.isNaN(value.doubleValue);
}

export function isNumber(value: Value): value is { integerValue: string } | { doubleValue: number } {
  return 'integerValue' in value || 'doubleValue' in value;
}

/** The elements of an array value; an empty array may arrive without its list. */
export function elementsOf(value: { arrayValue: { values?: Value[] } }): Value[] {
  return value.arrayValue?.values ?? [];
}

/** The entries of a map value; an empty map may arrive without its fields. */
export function fieldsOf(value: { mapValue: { fields?: Fields } }): Fields {
  return value.mapValue?.fields ?? {};
}

/** The numbers of a vector, or null when the value is an ordinary map or no map at all. */
export function vectorElements(value: Value): Value[] | null {
  if (!('mapValue' in value)) return null;
  const fields = fieldsOf(value);
  const type = ownField(fields, VECTOR_TYPE_KEY);
  const elements = ownField(fields, VECTOR_VALUES_KEY);
  if (!type || !('stringValue' in type) || type.stringValue !== VECTOR_TYPE) return null;
  return elements && 'arrayValue' in elements ? elementsOf(elements) : null;
}

/** Reads one field; a field may be called `constructor`, so inherited properties must not answer. */
export function ownField(fields: Fields, name: string): Value | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

const STORABLE_MEMBERS: ReadonlySet<string> = new Set([
  'nullValue',
  'booleanValue',
  'integerValue',
  'doubleValue',
  'timestampValue',
  'stringValue',
  'bytesValue',
  'referenceValue',
  'geoPointValue',
  'arrayValue',
  'mapValue',
]);

/** @throws FirestoreError INVALID_ARGUMENT when no member is set, or one that only pipelines know */
export function assertIsValue(value: Value | undefined, what: string): Value {
  const [member] = Object.keys(value ?? {});
  if (value && member !== undefined && STORABLE_MEMBERS.has(member)) return value;
  throw new FirestoreError('INVALID_ARGUMENT', `${what} must have a value type set.`);
}
