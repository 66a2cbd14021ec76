/** Literals and operators, on a create of an empty document. Row numbers are those of the conformance list. */
import { describe, expect, test } from 'vitest';
import { ask, type Result } from './ask.ts';

const after = {};

test.each<[number, string, Result, string]>([
  [1, 'true', 'allow', 'constant'],
  [2, 'false', 'deny', 'constant'],
  [5, '10 / 4 == 2', 'allow', 'int division truncates'],
  [6, '10 / 4 == 2.5', 'deny', 'result is an int'],
  [7, '-7 / 2 == -3', 'allow', 'toward zero'],
  [8, '10.0 / 4.0 == 2.5', 'allow', 'float division'],
  [9, '10 / 4.0 == 2.5', 'allow', 'mixed promotes'],
  [10, '10 % 3 == 1', 'allow', 'modulo'],
  [11, '-7 % 2 == -1', 'allow', 'sign of dividend'],
  [12, '10 / 0 == 0', 'error', 'Divide by zero error.'],
  [13, '10 / 0 == 0 || true', 'allow', 'absorbed'],
  [14, '4/2 == 2', 'compile', 'slash without blank starts a path'],
  [15, '(4/ 2) == 2', 'allow', 'blank after slash divides'],
  [16, '1 is int && !(1 is float)', 'allow', 'type by spelling'],
  [17, '1.0 is float && !(1.0 is int)', 'allow', 'dot makes a float'],
  [18, '1 is number && 1.5 is number', 'allow', 'number = either'],
  [19, 'math.ceil(1.2) == 2', 'allow', 'float 2.0 equals int 2'],
  [20, '1 in [1.0]', 'deny', 'membership is type-strict'],
  [21, "'1' == 1", 'deny', 'unequal types, no error'],
  [22, "!('1' == 1)", 'allow', 'proves 21 is no error'],
  [23, "'a' < 1", 'error', 'no ordering across types'],
  [24, "'a' < 'b' && 'B' < 'a'", 'allow', 'lexicographic by code'],
  [25, '1 < 1.5', 'allow', 'numeric ordering'],
  [26, 'null == null', 'allow', 'null is a value'],
  [27, 'null < 1', 'error', 'no ordering on null'],
  [28, "'a' + 'b' == 'ab'", 'allow', 'concatenation'],
  [29, "'a' + 1 == 'a1'", 'error', 'no implicit conversion'],
  [30, '[1] + [2] == [1, 2]', 'error', 'lists need concat'],
  [31, '1 && true', 'error', 'operand must be bool'],
  [32, 'false || 1', 'error', 'operand must be bool'],
  [33, '(1 && true) || !(1 && true)', 'error', '31 is an error, not false'],
  [34, '1 ? true : false', 'error', 'condition must be bool'],
  [35, 'true ? true : (1 / 0 == 0)', 'allow', 'other branch not evaluated'],
  [36, '(1 / 0 == 0) ? true : true', 'error', 'error in the condition'],
  [37, 'true || false && false', 'allow', '&& binds tighter'],
  [38, '1 + 2 * 3 == 7', 'allow', 'precedence'],
  [39, "'a' in ['a'] == true", 'allow', 'in binds tighter than =='],
  [40, "!'a' in ['a']", 'error', '! applies to the string first'],
  [41, '9007199254740993 == 9007199254740992', 'deny', 'exact 64-bit ints'],
  [42, 'true ? false : true ? true : true', 'deny', 'ternary is right-associative'],
  [43, '1 / 0 == 0 && false', 'deny', 'false absorbs the error'],
  [44, '!(1 / 0 == 0 && false)', 'allow', '43 is a clean false'],
])('#%i %s ▶ %s (%s)', (_row, condition, result) => expect(ask({ condition, after })).toBe(result));

describe('rules without a condition to evaluate', () => {
  test('#3 allow create; ▶ allow (bare allow)', () => {
    expect(ask({ blocks: 'match /c/{id} { allow create; }' })).toBe('allow');
  });
  test('#4 no matching block at all ▶ deny (default deny)', () => {
    expect(ask({ blocks: 'match /other/{id} { allow create; }' })).toBe('deny');
  });
});
