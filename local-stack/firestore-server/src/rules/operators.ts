/**
 * One entry per eager operator: both operands are values already. `&&`, `||` and `?:`, which choose what to evaluate,
 * are in logic.ts. The expression `a op b` fails with the operand types in the message when no case applies.
 */
import { type Comparison, compareSymbolic, isContained } from './constraint.ts';
import { equalityKey, looselyEqual, strictlyEqual } from './equality.ts';
import { int64 } from './int64.ts';
import { compareValues, isNumber } from './ordering.ts';
import { durationOf, timestampOf } from './time.ts';
import { failure, isSymbolic, type Outcome, type PartialMapValue, typeName, unknown, type Value } from './values.ts';

type BinaryFunction = (left: Value, right: Value) => Outcome;

export type EagerOperator = Comparison | '+' | '-' | '*' | '/' | '%' | 'in';

/** @see https://firebase.google.com/docs/rules/rules-language "Operators and operator precedence" */
export const BINARY_OPERATORS: { readonly [operator in EagerOperator]: BinaryFunction } = {
  '==': (left, right) => {
    return isSymbolic(left) || isSymbolic(right) ? compareSymbolic('==', left, right) : looselyEqual(left, right);
  },
  '!=': (left, right) => {
    return isSymbolic(left) || isSymbolic(right) ? compareSymbolic('!=', left, right) : !looselyEqual(left, right);
  },
  '<': ordering('<', (order) => order < 0),
  '<=': ordering('<=', (order) => order <= 0),
  '>': ordering('>', (order) => order > 0),
  '>=': ordering('>=', (order) => order >= 0),
  '+': (left, right) => {
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    return (
      arithmetic(
        left,
        right,
        (a, b) => int64(a + b),
        (a, b) => a + b,
      ) ?? addTimes(left, right)
    );
  },
  '-': (left, right) => {
    return (
      arithmetic(
        left,
        right,
        (a, b) => int64(a - b),
        (a, b) => a - b,
      ) ?? subtractTimes(left, right)
    );
  },
  '*': (left, right) =>
    arithmetic(
      left,
      right,
      (a, b) => int64(a * b),
      (a, b) => a * b,
    ) ?? unsupported('*', left, right),
  // BigInt division truncates toward zero and its remainder takes the sign of the dividend, as the language wants.
  '/': (left, right) =>
    arithmetic(
      left,
      right,
      (a, b) => (b === 0n ? divideByZero() : int64(a / b)),
      (a, b) => a / b,
    ) ?? unsupported('/', left, right),
  '%': (left, right) =>
    arithmetic(
      left,
      right,
      (a, b) => (b === 0n ? divideByZero() : a % b),
      (a, b) => a % b,
    ) ?? unsupported('%', left, right),
  in: isIn,
};

/** `-x` of an int or float. */
export function negate(operand: Value): Outcome {
  if (typeof operand === 'bigint') return int64(-operand);
  if (typeof operand === 'number') return -operand;
  if (isSymbolic(operand)) return unknown();
  return failure(`Unsupported operation error. Received: -${typeName(operand)}. Expected: -number.`);
}

function ordering(operator: Comparison, holds: (order: number) => boolean): BinaryFunction {
  return (left, right) => {
    if (isSymbolic(left) || isSymbolic(right)) return compareSymbolic(operator, left, right);
    const order = compareValues(left, right);
    // A NaN gives an order of NaN, for which nothing holds.
    return order === null ? unsupported(operator, left, right) : holds(order);
  };
}

/** Undefined when the operands are not two numbers. Int with int stays int; a float makes the other a float. */
function arithmetic(
  left: Value,
  right: Value,
  ofInts: (left: bigint, right: bigint) => Outcome,
  ofFloats: (left: number, right: number) => number,
): Outcome | undefined {
  if (typeof left === 'bigint' && typeof right === 'bigint') return ofInts(left, right);
  if (isNumber(left) && isNumber(right)) return ofFloats(Number(left), Number(right));
  return isSymbolic(left) || isSymbolic(right) ? unknown() : undefined;
}

function addTimes(left: Value, right: Value): Outcome {
  if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) {
    if (left.kind === 'timestamp' && right.kind === 'duration') return timestampOf(left.epochNanos + right.nanos);
    if (left.kind === 'duration' && right.kind === 'timestamp') return timestampOf(left.nanos + right.epochNanos);
    if (left.kind === 'duration' && right.kind === 'duration') return durationOf(left.nanos + right.nanos);
  }
  return unsupported('+', left, right);
}

function subtractTimes(left: Value, right: Value): Outcome {
  if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) {
    if (left.kind === 'timestamp' && right.kind === 'duration') return timestampOf(left.epochNanos - right.nanos);
    if (left.kind === 'timestamp' && right.kind === 'timestamp') return durationOf(left.epochNanos - right.epochNanos);
    if (left.kind === 'duration' && right.kind === 'duration') return durationOf(left.nanos - right.nanos);
  }
  return unsupported('-', left, right);
}

/** `left in right`: an element of a list or set, or a key of a map. */
function isIn(left: Value, right: Value): Outcome {
  if (right === null) return failure('Null value error.');
  if (typeof right !== 'object') return failure('Function not found error: Name: [in].');
  switch (right.kind) {
    case 'list':
      return isSymbolic(left) ? unknown() : right.items.some((item) => strictlyEqual(item, left));
    case 'set':
      return isSymbolic(left) ? unknown() : right.items.has(equalityKey(left, 'loose'));
    case 'map':
    case 'partial':
      if (isSymbolic(left)) return unknown();
      if (typeof left !== 'string') {
        return failure(`Unsupported operation error. Received: map.in(${typeName(left)}). Expected: map.in(string).`);
      }
      return right.kind === 'map' ? right.has(left) : isKeyOfPartial(left, right);
    case 'constraint':
      return isSymbolic(left) ? unknown() : isContained(left, right);
    default:
      return failure('Function not found error: Name: [in].');
  }
}

/** A field that the query constrains exists in every document it can return; of the others nothing is known. */
function isKeyOfPartial(key: string, map: PartialMapValue): Outcome {
  if (map.fields.has(key)) return true;
  return map.isClosed ? false : unknown();
}

function divideByZero(): Outcome {
  return failure('Divide by zero error.');
}

function unsupported(operator: EagerOperator, left: Value, right: Value): Outcome {
  const [received, other] = [typeName(left), typeName(right)];
  if (received === 'null' || other === 'null') return failure('Null value error.');
  const expected = received === 'timestamp' && '+-'.includes(operator) ? 'duration' : received;
  return failure(
    `Unsupported operation error. Received: ${received} ${operator} ${other}. Expected: ${received} ${operator} ${expected}.`,
  );
}
