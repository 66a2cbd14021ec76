/** Functions that turn one type into another: int, float, string, bool, path; and debug, which returns its argument. */
import { INT64_MAX, INT64_MIN, truncateToInt64 } from '../int64.ts';
import { failure, type Outcome, typeName, type Value } from '../values.ts';
import { pathOfText } from './path.ts';
import { type Builtin, functionOf } from './signature.ts';

/** @see https://firebase.google.com/docs/reference/rules/rules#functions */
export const CONVERSIONS: ReadonlyMap<string, Builtin> = new Map([
  ['int', functionOf(['any'], ([value]) => toInt(value))],
  ['float', functionOf(['any'], ([value]) => toFloat(value))],
  ['string', functionOf(['any'], ([value]) => textOfValue(value))],
  // In the reference; production answers that there is no such function.
  ['bool', functionOf(['any'], ([value]) => toBool(value))],
  ['path', functionOf(['string'], ([text]) => pathOfText(text))],
  // Only the emulator knows it; it also writes the value to a log file there.
  ['debug', functionOf(['any'], ([value]) => value)],
]);

function toInt(value: Value): Outcome {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return truncateToInt64(value);
  if (typeof value === 'string' && /^[+-]?[0-9]{1,40}$/.test(value)) {
    const int = BigInt(value.replace(/^\+/, ''));
    if (int >= INT64_MIN && int <= INT64_MAX) return int;
  }
  return conversionError(value, 'int');
}

/** What Java's Double.parseDouble takes: decimal forms, and hexadecimal ones with their power of two. */
const JAVA_DOUBLE = /^\s*([+-]?(?:NaN|Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?))[fFdD]?\s*$/;

const JAVA_HEX_DOUBLE = /^\s*([+-]?)0[xX]([0-9A-Fa-f]{0,16})(?:\.([0-9A-Fa-f]{0,16}))?[pP]([+-]?[0-9]{1,5})[fFdD]?\s*$/;

function toFloat(value: Value): Outcome {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return conversionError(value, 'float');
  const text = JAVA_DOUBLE.exec(value)?.[1];
  if (text !== undefined) return Number(text);
  const [, sign, whole = '', fraction = '', power] = JAVA_HEX_DOUBLE.exec(value) ?? [];
  if (whole + fraction === '') return conversionError(value, 'float');
  const magnitude = Number(`0x${whole}${fraction}`) * 2 ** (Number(power) - 4 * fraction.length);
  return sign === '-' ? -magnitude : magnitude;
}

function toBool(value: Value): Outcome {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  return value === 'false' ? false : conversionError(value, 'bool');
}

/** The text of a value as string() and join() give it, or an error for the types that have none. */
export function textOfValue(value: Value): Outcome {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return javaDoubleText(value);
    case 'bigint':
    case 'boolean':
      return String(value);
  }
  if (value === null) return 'null';
  return value.kind === 'path' ? `/${value.segments.join('/')}` : conversionError(value, 'string');
}

/**
 * Java's Double.toString: `2.0`, `0.001`, `1.0E7`, `1.0E-4`, with the shortest digits that tell the number apart, but
 * never fewer than two: the smallest number is `4.9E-324`.
 */
function javaDoubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const shortest = value.toExponential();
  const [digits, exponent] = (shortest.includes('.') ? shortest : value.toExponential(1)).split('e');
  return `${digits}E${Number(exponent)}`;
}

function conversionError(value: Value, target: string): Outcome {
  const argument = typeof value === 'object' && value !== null ? typeName(value) : String(value);
  return failure(
    `Type conversion error. Argument: [${argument}], From type: [${typeName(value)}], To type: [${target}].`,
  );
}
