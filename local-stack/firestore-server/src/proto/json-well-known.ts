import { invalidArgument } from '../values/status.ts';
import { formatTimestamp, parseTimestamp } from '../values/timestamp.ts';
import type { Timestamp } from '../values/value.ts';
import type { JsonCodec } from './json-codec.ts';
import { scalarCodec } from './json-scalars.ts';

/** google.protobuf.Value and Struct as the loader delivers them; only explain metrics use them, and only outwards. */
type StructMessage = { fields?: Record<string, { stringValue?: string }> };

/** Messages whose JSON is not an object of their fields; null for all others. */
export function wellKnownCodec(typeName: string): JsonCodec | null {
  return WELL_KNOWN[typeName] ?? null;
}

const timestamp: JsonCodec = {
  toJson: (value) => formatTimestamp(value as Timestamp),
  fromJson: (json, place) => {
    const parsed = typeof json === 'string' ? parseTimestamp(json) : null;
    if (parsed) return parsed;
    // Some SDKs send the message itself.
    if (typeof json === 'object' && json !== null && 'seconds' in json) return { ...json };
    throw invalidArgument(`Invalid value at '${place}': expected a timestamp like 2026-01-01T00:00:00.123456Z.`);
  },
};

const duration: JsonCodec = {
  toJson: (value) => {
    const { seconds = 0, nanos = 0 } = value as Timestamp;
    return `${seconds}.${String(nanos).padStart(9, '0')}s`;
  },
  fromJson: (_json, place) => {
    throw invalidArgument(`Invalid value at '${place}': durations are not read.`);
  },
};

const struct: JsonCodec = {
  toJson: (value) =>
    Object.fromEntries(
      Object.entries((value as StructMessage).fields ?? {}).map(([key, { stringValue }]) => [key, stringValue]),
    ),
  fromJson: (_json, place) => {
    throw invalidArgument(`Invalid value at '${place}': structs are not read.`);
  },
};

/** A wrapper is a bare value in JSON; the message form is accepted too. */
function wrapper(scalarType: string): JsonCodec {
  const scalar = scalarCodec(scalarType);
  return {
    toJson: (value) => scalar.toJson((value as { value?: unknown }).value ?? 0),
    fromJson: (json, place) => {
      const bare = typeof json === 'object' && json !== null && 'value' in json ? json.value : json;
      return { value: scalar.fromJson(bare, place) };
    },
  };
}

const WELL_KNOWN: Readonly<Record<string, JsonCodec>> = {
  'google.protobuf.Timestamp': timestamp,
  'google.protobuf.Duration': duration,
  'google.protobuf.Struct': struct,
  'google.protobuf.Int32Value': wrapper('int32'),
  'google.protobuf.Int64Value': wrapper('int64'),
  'google.protobuf.DoubleValue': wrapper('double'),
};
