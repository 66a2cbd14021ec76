import { assertFieldName } from './field-path.ts';
import { MAX_FIELD_DEPTH, MAX_FIELD_VALUE_BYTES } from './limits.ts';
import { splitName } from './resource-path.ts';
import { invalidArgument } from './status.ts';
import { floorToMicros } from './timestamp.ts';
import {
  assertIsValue,
  elementsOf,
  type Fields,
  fieldsOf,
  type Value,
  VECTOR_TYPE_KEY,
  vectorElements,
} from './value.ts';

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/**
 * Fields as they are stored: checked, timestamps rounded down to microseconds, absent parts filled in. Compares and
 * sizes rely on this shape.
 * @throws FirestoreError INVALID_ARGUMENT for names, nesting or values Firestore refuses
 */
export function toStoredFields(fields: Fields, depth = 0): Fields {
  const stored: Fields = {};
  for (const name of Object.keys(fields)) {
    assertFieldName(name);
    stored[name] = toStoredValue(assertIsValue(fields[name], `Field "${name}"`), depth, name);
  }
  return stored;
}

/** One value as it is stored; the operand of a filter or a transform goes the same way. */
export function toStoredValue(value: Value, depth = 0, field = ''): Value {
  if ('mapValue' in value) {
    assertDepth(depth + 1, field);
    const inner = fieldsOf(value);
    // Vectors are the only maps that may carry a reserved name.
    if (Object.hasOwn(inner, VECTOR_TYPE_KEY) && vectorElements(value)) return { mapValue: { fields: inner } };
    return { mapValue: { fields: toStoredFields(inner, depth + 1) } };
  }
  if ('arrayValue' in value) {
    assertDepth(depth + 1, field);
    const values = elementsOf(value).map((element) => {
      if ('arrayValue' in element) throw invalidArgument('Nested arrays are not supported.');
      return toStoredValue(assertIsValue(element, 'An array element'), depth + 1, field);
    });
    return { arrayValue: { values } };
  }
  if ('timestampValue' in value) return { timestampValue: floorToMicros(value.timestampValue) };
  if ('geoPointValue' in value) {
    const { latitude = 0, longitude = 0 } = value.geoPointValue;
    if (!(latitude >= -90 && latitude <= 90)) throw invalidArgument('Latitude must be in the range of [-90, 90].');
    if (!(longitude >= -180 && longitude <= 180)) {
      throw invalidArgument('Longitude must be in the range of [-180, 180].');
    }
    return { geoPointValue: { latitude, longitude } };
  }
  if ('integerValue' in value) {
    const number = Number(value.integerValue);
    if (Number.isSafeInteger(number)) return { integerValue: String(number) };
    const integer = BigInt(value.integerValue);
    if (integer < INT64_MIN || integer > INT64_MAX) throw invalidArgument('An integer must fit into 64 bits.');
    return { integerValue: String(integer) };
  }
  const size =
    'stringValue' in value ? Buffer.byteLength(value.stringValue) : 'bytesValue' in value ? value.bytesValue.length : 0;
  if (size > MAX_FIELD_VALUE_BYTES) {
    throw invalidArgument(`The value of property "${field}" is longer than ${MAX_FIELD_VALUE_BYTES} bytes.`);
  }
  if ('referenceValue' in value && !splitName(value.referenceValue)) {
    throw invalidArgument(`Invalid reference value: "${value.referenceValue}".`);
  }
  return value;
}

function assertDepth(depth: number, field: string): void {
  if (depth <= MAX_FIELD_DEPTH) return;
  throw invalidArgument(
    `Property ${field} contains an invalid nested entity: maps and arrays may be nested ${MAX_FIELD_DEPTH} levels deep.`,
  );
}
