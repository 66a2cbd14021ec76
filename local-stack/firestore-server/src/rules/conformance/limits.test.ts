/** The expression budget with its costs, and how deep expressions may nest: figures measured in production. */
import { describe, expect, test } from 'vitest';
import { compileRules } from '../ruleset.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { ask, sourceOf, verdictOf } from './ask.ts';

const ofTrues = (count: number) => `[${Array.from({ length: count }, () => 'true').join(', ')}]`;
const BUDGET = 'Unable to evaluate the expression as the maximum of 1000 expressions to evaluate has been reached.';

describe('the budget of 1,000 expressions', () => {
  // `[n trues] == []` costs n + 3: each true, two lists, one comparison.
  test.each([
    [`${ofTrues(997)} == []`, 'deny', 'exactly 1,000'],
    [`${ofTrues(998)} == []`, 'error', 'one more'],
    [`${ofTrues(998)} == [] || true`, 'error', 'not absorbable by true'],
    [`!(${ofTrues(998)} == [] && false)`, 'error', 'not absorbable by false'],
    [`(1 / 0 == 1) == (${ofTrues(998)} == []) || true`, 'error', 'nor behind an ordinary error'],
    [`true || ${ofTrues(998)} == []`, 'allow', 'what is not evaluated costs nothing'],
  ])('%# ▶ %s (%s)', (condition, result) => expect(ask({ condition })).toBe(result));

  test('the denial says so', () => {
    const verdict = verdictOf({ condition: `${ofTrues(998)} == []` });
    expect(verdict).toEqual({ allowed: false, message: `\n${BUDGET} for 'create' @ L6` });
  });

  test('is counted per allow, or per operation when set', () => {
    const allow = `allow create: if ${ofTrues(600)} == `;
    const blocks = `match /c/{id} { ${allow} []; ${allow} ${ofTrues(1)}; allow create: if true; }`;
    const settings = { ...DEFAULT_SETTINGS, expressionBudgetScope: 'operation' } as const;
    expect(ask({ blocks })).toBe('allow');
    expect(ask({ blocks, request: { settings } })).toBe('error');
  });
});

const functions = `function f(a) { return true; } function g() { let v = 1; return v; }`;

describe('costs', () => {
  test.each([
    ['1', 1, 'literal'],
    ['id', 1, 'identifier'],
    ['request.auth.uid', 3, 'members'],
    ["'abc'[0]", 3, 'index'],
    ["'abc'[0:1]", 4, 'slice'],
    ['1 + 2', 3, 'arithmetic'],
    ['-1', 2, 'unary'],
    ['!true', 2, 'negation'],
    ['1 in [1]', 4, 'membership'],
    ["{'a': 1}", 3, 'map literal'],
    ["'a'.size()", 2, 'method'],
    ['string(1)', 2, 'function'],
    ['math.abs(1)', 3, 'namespaced: one more than a method'],
    ['1 is int', 3, 'is: 2 and its value'],
    ['true && true', 4, 'and: 1, and 1 for the right side'],
    ['false && true', 2, 'and, decided by the left'],
    ['true || true', 2, 'or, decided by the left'],
    ['false || true', 4, 'or'],
    ['true ? 1 : 2', 4, 'ternary: 2, condition, branch'],
    ['false ? 1 : 2', 6, 'ternary: 2 more for the false branch'],
    ['/a/b/$(id)', 4, 'path: 1, each literal segment, the expressions'],
    ['f(1)', 3, 'call, argument, body'],
    ['g()', 4, 'call, let and its value, body'],
  ])('%s costs %i (%s)', (expression, cost) => {
    const within = (filler: number) =>
      ask({ functions, condition: `[${expression}] == ${ofTrues(filler)}` }) === 'deny';
    // The comparison and two lists cost 3, the filler one each.
    expect(within(997 - cost)).toBe(true);
    expect(within(998 - cost)).toBe(false);
  });
});

const compiles = (condition: string) => {
  const compiled = compileRules(sourceOf({ condition }));
  return compiled.ok || compiled.issues[0]?.description;
};
const TOO_COMPLEX = 'Expression is too complex to evaluate safely.';
const around = (count: number, open: string, inner: string, close: string) =>
  `${open.repeat(count)}${inner}${close.repeat(count)}`;
const chain = (count: number) => Array.from({ length: count }, () => '1 == 1').join(' && ');

describe('nesting of one expression', () => {
  test.each([
    ['97 parentheses round a comparison', around(97, '(', '1 == 1', ')'), true],
    ['98 parentheses round a comparison', around(98, '(', '1 == 1', ')'), TOO_COMPLEX],
    ['a flat chain of 98 comparisons', chain(98), true],
    ['a flat chain of 99 comparisons', chain(99), TOO_COMPLEX],
    ['300 negations', `${'!'.repeat(300)}true`, true],
    ['100,000 negations', `${'!'.repeat(100_000)}true`, TOO_COMPLEX],
    ['100,000 parentheses', around(100_000, '(', '1', ')'), TOO_COMPLEX],
    ['100,000 lists', around(100_000, '[', '1', ']'), TOO_COMPLEX],
    ['50,000 members', `request${'.a'.repeat(50_000)}`, TOO_COMPLEX],
    ['20,000 ternaries', `${'true ? 1 : '.repeat(20_000)}2`, TOO_COMPLEX],
    ['20,000 paths', `${'/a/$('.repeat(20_000)}1`, TOO_COMPLEX],
    ['900 members', `request${'.a'.repeat(900)} == 1`, true],
  ])('%s ▶ %s', (_name, condition, result) => expect(compiles(condition)).toBe(result));

  test('the deepest tree that compiles also evaluates', () => {
    expect(ask({ condition: `${'!'.repeat(998)}true` })).toBe('allow');
  });
});

test.each([
  ['11 match blocks in one another', `${'match /a/{b} {'.repeat(10)}${'}'.repeat(10)}`],
  ['101 path segments', `match ${'/a'.repeat(98)} { }`],
  ['21 path variables', `match ${Array.from({ length: 20 }, (_, i) => `/{v${i}}`).join('')} { }`],
])('%s ▶ compile error', (_name, blocks) => expect(ask({ blocks })).toBe('compile'));
