import { compareValues, equalValues } from '../values/compare-values.ts';
import { assertFieldName, parseFieldPath, valueAt, withValueAt } from '../values/field-path.ts';
import { invalidArgument } from '../values/status.ts';
import { toStoredValue } from '../values/stored-fields.ts';
import { type Micros, timestampFromMicros } from '../values/timestamp.ts';
import { elementsOf, type Fields, isNaNValue, isNumber, NULL_VALUE, type Value } from '../values/value.ts';
import type { FieldTransform } from './write.ts';

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);
const MICROS_PER_MILLI = 1000;

/**
 * Applies transforms in order. The results have one entry per transform: the new value, or null for array transforms.
 * @throws FirestoreError INVALID_ARGUMENT for operands of a wrong type
 */
export function applyTransforms(
  fields: Fields,
  transforms: readonly FieldTransform[],
  requestTime: Micros,
): { fields: Fields; results: Value[] } {
  let changed = fields;
  const results: Value[] = [];
  for (const transform of transforms) {
    const path = parseFieldPath(transform.fieldPath);
    path.forEach(assertFieldName);
    const { value, result } = transformed(valueAt(changed, path), transform, requestTime);
    changed = withValueAt(changed, path, value);
    results.push(result);
  }
  return { fields: changed, results };
}

function transformed(
  current: Value | undefined,
  transform: FieldTransform,
  requestTime: Micros,
): { value: Value; result: Value } {
  if (transform.setToServerValue !== undefined) {
    if (transform.setToServerValue !== 'REQUEST_TIME' && transform.setToServerValue !== 1) {
      throw invalidArgument('A server value must be REQUEST_TIME.');
    }
    // Milliseconds, as in production: clients that keep dates in milliseconds can compare what they wrote.
    const millis = requestTime - (requestTime % MICROS_PER_MILLI);
    const value: Value = { timestampValue: timestampFromMicros(millis) };
    return { value, result: value };
  }
  if (transform.increment) return same(increment(current, numberOperand(transform.increment, 'increment')));
  if (transform.maximum) return same(extreme(current, numberOperand(transform.maximum, 'maximum'), 1));
  if (transform.minimum) return same(extreme(current, numberOperand(transform.minimum, 'minimum'), -1));
  const existing = current && 'arrayValue' in current ? elementsOf(current) : [];
  if (transform.appendMissingElements) {
    const values = [...existing];
    for (const operand of operands(transform.appendMissingElements.values)) {
      if (!values.some((element) => equalValues(element, operand))) values.push(operand);
    }
    return { value: { arrayValue: { values } }, result: NULL_VALUE };
  }
  if (transform.removeAllFromArray) {
    const removed = operands(transform.removeAllFromArray.values);
    const values = existing.filter((element) => !removed.some((operand) => equalValues(element, operand)));
    return { value: { arrayValue: { values } }, result: NULL_VALUE };
  }
  throw invalidArgument(`The transform of field "${transform.fieldPath}" has no operation.`);
}

const same = (value: Value): { value: Value; result: Value } => ({ value, result: value });

/** Integers saturate at 64 bits; anything with a double is IEEE arithmetic; a non-number gives way to the operand. */
function increment(current: Value | undefined, operand: Value): Value {
  if (!current || !isNumber(current)) return operand;
  if ('integerValue' in current && 'integerValue' in operand) {
    const sum = BigInt(current.integerValue) + BigInt(operand.integerValue);
    return { integerValue: String(sum > INT64_MAX ? INT64_MAX : sum < INT64_MIN ? INT64_MIN : sum) };
  }
  return { doubleValue: toDouble(current) + toDouble(operand) };
}

/** The larger (or smaller) of the two with its own type; equal values keep the stored one, NaN wins. */
function extreme(current: Value | undefined, operand: Value, direction: 1 | -1): Value {
  if (!current || !isNumber(current)) return operand;
  if (isNaNValue(current) || isNaNValue(operand)) return { doubleValue: Number.NaN };
  return compareValues(operand, current) * direction > 0 ? operand : current;
}

function toDouble(value: Value): number {
  if ('integerValue' in value) return Number(value.integerValue);
  return 'doubleValue' in value ? value.doubleValue : Number.NaN;
}

function numberOperand(operand: Value, transform: string): Value {
  if (!isNumber(operand)) throw invalidArgument(`The operand of ${transform} must be an integer or a double.`);
  return toStoredValue(operand);
}

function operands(values: Value[] = []): Value[] {
  return values.map((value) => {
    if ('arrayValue' in value) throw invalidArgument('Nested arrays are not supported.');
    return toStoredValue(value);
  });
}
