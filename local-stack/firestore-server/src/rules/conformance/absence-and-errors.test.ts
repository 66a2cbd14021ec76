/** Absent keys, nulls, and how errors are absorbed, on a create. Row numbers are those of the conformance list. */
import { describe, expect, test } from 'vitest';
import { ask, type Result } from './ask.ts';

const after = { name: 'n', nil: null, m: { a: 1 } };

test.each<[number, string, Result, string]>([
  [45, 'D.typo == null', 'error', 'missing key is not null'],
  [46, 'D.nil == null', 'allow', 'stored null'],
  [47, "!('typo' in D)", 'allow', 'the right absence check'],
  [48, "'nil' in D", 'allow', 'key present'],
  [49, "D['typo'] != true", 'error', 'index reads fail alike'],
  [50, "D.m.typo == 'x'", 'error', 'nested missing key'],
  [51, 'D.nil.x == 1', 'error', 'Null value error.'],
  [52, "!(D.typo == 'x')", 'error', 'negation keeps the error'],
  [53, "D.typo == 'x' || true", 'allow', 'true absorbs, right side'],
  [54, "true || D.typo == 'x'", 'allow', 'short circuit'],
  [55, "D.typo == 'x' || false", 'error', 'nothing absorbs'],
  [56, "D.typo == 'x' && false", 'deny', 'false absorbs'],
  [57, "D.typo == 'x' && true", 'error', 'nothing absorbs'],
  [58, "(D.typo == 'x' && false) || true", 'allow', 'nested'],
  [59, "D.get('typo', 'd') == 'd'", 'allow', 'default'],
  [60, "D.get('nil', 'd') == null", 'allow', 'present null wins'],
  [61, "D.get('name') == 'n'", 'error', 'two arguments needed'],
  [62, "'toString' in D", 'deny', 'own keys only'],
  [63, 'D.constructor != null', 'error', 'own keys only'],
  [65, "'a' in null", 'error', 'Null value error.'],
  [66, "1 in {'a': 1}", 'error', 'map keys are strings'],
  [67, '[1, 2].length == 2', 'error', 'dot only on maps and paths'],
])('#%i %s ▶ %s (%s)', (_row, condition, result) => expect(ask({ condition, after })).toBe(result));

describe('several rules', () => {
  test.each<[number, string, Result, string]>([
    [68, 'allow create: if D.typo == 1; allow create: if true;', 'allow', 'errors do not end the request'],
    [70, 'allow create: if false; allow create: if D.typo == 1;', 'error', 'nobody grants'],
  ])('#%i %s ▶ %s (%s)', (_row, allows, result) => {
    expect(ask({ blocks: `match /c/{id} { ${allows} }` })).toBe(result);
  });
  test('#69 two matching blocks, the first errors, the second is true ▶ allow (same across blocks)', () => {
    const blocks = 'match /c/{id} { allow create: if D.typo == 1; } match /{all=**} { allow create: if true; }';
    expect(ask({ blocks })).toBe('allow');
  });
  test("#64 D.toString == 'p' with a stored field toString ▶ allow (any field name works)", () => {
    expect(ask({ condition: "D.toString == 'p'", after: { toString: 'p' } })).toBe('allow');
  });
});

describe('hostile field names are ordinary names', () => {
  const hostile = JSON.parse('{"__proto__": "p", "constructor": {"prototype": 1}, "hasOwnProperty": 2}');
  test.each<[string, Result]>([
    ["D.__proto__ == 'p'", 'allow'],
    ["D['__proto__'] == 'p' && '__proto__' in D", 'allow'],
    ['D.constructor.prototype == 1', 'allow'],
    ["D.keys() == ['__proto__', 'constructor', 'hasOwnProperty']", 'allow'],
    ['D.valueOf == 1', 'error'],
    ["D.constructor.get('__proto__', 'none') == 'none'", 'allow'],
  ])('%s ▶ %s', (condition, result) => expect(ask({ condition, after: hostile })).toBe(result));
});
