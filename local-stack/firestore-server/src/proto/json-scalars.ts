import { invalidArgument } from '../values/status.ts';
import type { JsonCodec } from './json-codec.ts';

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const INT32_MAX = 2 ** 31 - 1;
const SPECIAL_DOUBLES = new Set(['NaN', 'Infinity', '-Infinity', '-0']);

/** proto3 JSON of the scalar types. @see https://protobuf.dev/programming-guides/json/ */
export function scalarCodec(type: string): JsonCodec {
  const codec = SCALARS[type];
  if (!codec) throw new Error(`No JSON codec for the protobuf type ${type}.`);
  return codec;
}

const identity = (value: unknown): unknown => value;

const int32: JsonCodec = {
  toJson: Number,
  fromJson: (json, place) => {
    const number = typeof json === 'number' || typeof json === 'string' ? Number(json) : Number.NaN;
    if (Number.isInteger(number) && Math.abs(number) <= INT32_MAX + 1) return number;
    throw refusal(place, 'a 32-bit integer');
  },
  isDefault: (value) => Number(value) === 0,
};

/** As decimal text in both directions, so that no digit is lost. */
const int64: JsonCodec = {
  toJson: String,
  fromJson: (json, place) => {
    if (typeof json === 'number' && Number.isInteger(json)) return String(BigInt(json));
    if (typeof json === 'string' && /^-?\d+$/.test(json)) {
      const integer = BigInt(json);
      if (integer >= INT64_MIN && integer <= INT64_MAX) return String(integer);
    }
    throw refusal(place, 'a 64-bit integer');
  },
  isDefault: (value) => String(value) === '0',
};

/** JSON has no NaN, no infinities and no negative zero: they travel as text. */
const double: JsonCodec = {
  toJson: (value) => {
    const number = Number(value);
    return Number.isFinite(number) && !Object.is(number, -0) ? number : Object.is(number, -0) ? '-0' : String(number);
  },
  fromJson: (json, place) => {
    if (typeof json === 'number') return json;
    if (typeof json === 'string' && json.trim() !== '') {
      const number = Number(json);
      if (!Number.isNaN(number) || SPECIAL_DOUBLES.has(json)) return number;
    }
    throw refusal(place, 'a number');
  },
  isDefault: (value) => Object.is(value, 0),
};

const bool: JsonCodec = {
  toJson: Boolean,
  fromJson: (json, place) => {
    // Query parameters are texts.
    if (json === true || json === 'true') return true;
    if (json === false || json === 'false') return false;
    throw refusal(place, 'true or false');
  },
  isDefault: (value) => value === false,
};

const string: JsonCodec = {
  toJson: identity,
  fromJson: (json, place) => {
    if (typeof json === 'string') return json;
    throw refusal(place, 'a string');
  },
  isDefault: (value) => value === '',
};

/** Base64 with padding out; base64 or base64url in. */
const bytes: JsonCodec = {
  toJson: (value) => Buffer.from(value as Uint8Array).toString('base64'),
  fromJson: (json, place) => {
    if (typeof json === 'string' && /^[A-Za-z0-9+/_-]*={0,2}$/.test(json)) return Buffer.from(json, 'base64');
    throw refusal(place, 'base64');
  },
  isDefault: (value) => (value as Uint8Array).length === 0,
};

const SCALARS: Readonly<Record<string, JsonCodec>> = {
  int32,
  uint32: int32,
  int64,
  uint64: int64,
  double,
  float: double,
  bool,
  string,
  bytes,
};

function refusal(place: string, expected: string): Error {
  return invalidArgument(`Invalid value at '${place}': expected ${expected}.`);
}
