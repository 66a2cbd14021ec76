/**
 * Stored values and token claims to rules values. Maps convert their entries when a rule first reads them, so a rule
 * that looks at two fields of a large document pays for two.
 */
import { convertingMap, mapOf } from './map-value.ts';
import type { Int64Like, ProtoValue, StoredFields, StoredTimestamp } from './stored-value.ts';
import { NANOS_PER_SECOND, timestampOf } from './time.ts';
import { bytes, isFailure, list, type MapValue, OPAQUE, path, type Value } from './values.ts';

/** Firestore stores 20 levels; beyond this, values are opaque instead of exhausting the stack. */
const MAX_DEPTH = 100;

/** `resource`, request.resource, or what get() returns: data, id and __name__ of the document at a full path. */
export function resourceOf(segments: readonly string[], fields: StoredFields): MapValue {
  return mapOf(
    new Map<string, Value>([
      ['data', fromFields(fields, 0)],
      ['id', segments.at(-1) ?? ''],
      ['__name__', path(segments)],
    ]),
  );
}

function fromFields(fields: StoredFields, depth: number): MapValue {
  return convertingMap(fields, (value: ProtoValue) => fromStored(value, depth + 1));
}

/** One stored value. What has no rules type becomes opaque. */
export function fromStored(value: ProtoValue, depth = 0): Value {
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.booleanValue !== undefined) return value.booleanValue;
  if (value.integerValue !== undefined) return BigInt(value.integerValue.toString());
  if (value.doubleValue !== undefined) return Number(value.doubleValue);
  if (value.timestampValue !== undefined) return fromTimestamp(value.timestampValue);
  if (value.bytesValue !== undefined) return bytes(value.bytesValue);
  if (value.referenceValue !== undefined) return path(value.referenceValue.split('/').slice(2));
  if (value.geoPointValue !== undefined) {
    const { latitude = 0, longitude = 0 } = value.geoPointValue;
    return { kind: 'latlng', latitude, longitude };
  }
  if (depth >= MAX_DEPTH) return OPAQUE;
  if (value.mapValue !== undefined) return fromFields(value.mapValue.fields ?? {}, depth);
  if (value.arrayValue !== undefined) {
    return list((value.arrayValue.values ?? []).map((element) => fromStored(element, depth + 1)));
  }
  return 'nullValue' in value ? null : OPAQUE;
}

/** A protobuf timestamp; out of range it is opaque. */
export function fromTimestamp({ seconds, nanos }: StoredTimestamp): Value {
  const wholeSeconds: Int64Like = seconds ?? 0;
  const timestamp = timestampOf(BigInt(wholeSeconds.toString()) * NANOS_PER_SECOND + BigInt(nanos ?? 0));
  return isFailure(timestamp) ? OPAQUE : timestamp;
}

/** A claim of the caller's token, which is JSON. Whole numbers are ints. */
export function fromJson(json: unknown, depth = 0): Value {
  switch (typeof json) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return json;
    case 'number':
      // JSON has one kind of number; what is whole and fits into 64 bits is an int.
      return Number.isInteger(json) && Math.abs(json) < 2 ** 63 ? BigInt(json) : json;
  }
  if (json === null) return null;
  if (typeof json !== 'object' || depth >= MAX_DEPTH) return OPAQUE;
  if (Array.isArray(json)) return list(json.map((element) => fromJson(element, depth + 1)));
  return convertingMap(json as { readonly [key: string]: unknown }, (member) => fromJson(member, depth + 1));
}
