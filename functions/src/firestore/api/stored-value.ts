import type { Fields } from '@casillero/domain/records/document-write';
import type { protos } from '@google-cloud/firestore-api';
import { Timestamp } from 'firebase-admin/firestore';

type Value = protos.google.firestore.v1.IValue;

/** A value as the client decodes it: the one member that is set, and its name beside it. Integers of 64 bits are text. */
export type StoredValue =
  | { readonly valueType: 'nullValue' }
  | { readonly valueType: 'booleanValue'; readonly booleanValue: boolean }
  | { readonly valueType: 'integerValue'; readonly integerValue: string }
  | { readonly valueType: 'doubleValue'; readonly doubleValue: number }
  | {
      readonly valueType: 'timestampValue';
      readonly timestampValue: { readonly seconds: string; readonly nanos: number };
    }
  | { readonly valueType: 'stringValue'; readonly stringValue: string }
  | { readonly valueType: 'bytesValue'; readonly bytesValue: Uint8Array }
  | { readonly valueType: 'referenceValue'; readonly referenceValue: string }
  | {
      readonly valueType: 'geoPointValue';
      readonly geoPointValue: { readonly latitude: number; readonly longitude: number };
    }
  | { readonly valueType: 'arrayValue'; readonly arrayValue: { readonly values: readonly StoredValue[] } }
  | { readonly valueType: 'mapValue'; readonly mapValue: { readonly fields: StoredFields } };

export type StoredFields = Readonly<Record<string, StoredValue>>;

/**
 * A document's fields as the Admin SDK gives them: timestamps are its Timestamp, numbers are numbers. What no record of
 * ours holds is given plainly (a reference as its name, a place as its two angles), so that a field added by hand does not keep
 * a message from being taken in.
 */
export function fromStored(fields: StoredFields): Fields {
  const plain: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) setOwn(plain, name, plainOf(fields[name] as StoredValue));
  return plain;
}

function plainOf(value: StoredValue): unknown {
  switch (value.valueType) {
    case 'stringValue':
      return value.stringValue;
    case 'nullValue':
      return null;
    case 'booleanValue':
      return value.booleanValue;
    case 'integerValue':
      return Number(value.integerValue);
    case 'doubleValue':
      return value.doubleValue;
    case 'timestampValue':
      return new Timestamp(Number(value.timestampValue.seconds), value.timestampValue.nanos);
    case 'arrayValue':
      return value.arrayValue.values.map(plainOf);
    case 'mapValue':
      return fromStored(value.mapValue.fields);
    case 'bytesValue':
      return value.bytesValue;
    case 'referenceValue':
      return value.referenceValue;
    case 'geoPointValue':
      return value.geoPointValue;
  }
}

/**
 * Plain fields as values of the API, for what records hold: null, booleans, numbers (safe integers as integers), text, Date,
 * Timestamp, bytes, lists and maps of them.
 * @throws {TypeError} for anything else, undefined among it: nothing is left out in silence
 */
export function toStored(fields: Fields): Record<string, Value> {
  const stored: Record<string, Value> = {};
  for (const name of Object.keys(fields)) setOwn(stored, name, toValue(fields[name]));
  return stored;
}

/** One plain value as a value of the API. @throws {TypeError} see `toStored` */
export function toValue(value: unknown): Value {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { booleanValue: value };
    case 'number':
      // minus zero is no integer
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? { integerValue: value } : { doubleValue: value };
    case 'object':
      return objectValue(value);
    default:
      throw new TypeError(`Firestore cannot store a value of type ${typeof value}`);
  }
}

function objectValue(value: object | null): Value {
  if (value === null) return { nullValue: 'NULL_VALUE' };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(toValue) } };
  if (value instanceof Date) return timestampValue(Timestamp.fromDate(value));
  if (value instanceof Timestamp) return timestampValue(value);
  if (value instanceof Uint8Array) return { bytesValue: value };
  if (!isPlain(value)) throw new TypeError(`Firestore cannot store a ${value.constructor.name}`);
  return { mapValue: { fields: toStored(value as Fields) } };
}

const timestampValue = ({ seconds, nanoseconds }: Timestamp): Value => ({
  timestampValue: { seconds, nanos: nanoseconds },
});

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Sets a field of any name: by assignment `__proto__` would become the prototype. */
function setOwn(target: object, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  else (target as Record<string, unknown>)[name] = value;
}
