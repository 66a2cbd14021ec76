/**
 * What a list rule proves is true: whatever a granted query may return, the same rule grants document by document.
 * Checked against Firestore's own meaning of filters, on every document over a small domain.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask, type Fields, proto } from './conformance/ask.ts';
import type { QueryFilter } from './ruleset.ts';

const SCALARS = [0, 1, 2, 'a', 'b', null];
const scalar = fc.constantFrom(...SCALARS);
const fieldName = fc.constantFrom('a', 'b');
const COMPARISONS = {
  EQUAL: (order: number | null) => order === 0,
  NOT_EQUAL: (order: number | null) => order !== 0,
  LESS_THAN: (order: number | null) => order !== null && order < 0,
  LESS_THAN_OR_EQUAL: (order: number | null) => order !== null && order <= 0,
  GREATER_THAN: (order: number | null) => order !== null && order > 0,
  GREATER_THAN_OR_EQUAL: (order: number | null) => order !== null && order >= 0,
};
type Op = keyof typeof COMPARISONS;
type Condition = { name: string; op: Op; value: number | string | null };
const comparison = fc.record<Condition>({
  ...{ name: fieldName, op: fc.constantFrom(...(Object.keys(COMPARISONS) as Op[])), value: scalar },
});

/** Firestore's meaning of a filter: ranges compare within one type; a missing field never matches. */
function matches(document: Fields, { name, op, value }: Condition): boolean {
  const stored = document[name] as number | string | null | undefined;
  if (stored === undefined) return false;
  if (op === 'NOT_EQUAL' && stored === null) return false;
  const isComparable = typeof stored === typeof value && stored !== null && value !== null;
  const order = stored === value ? 0 : isComparable ? (stored < value ? -1 : 1) : null;
  return COMPARISONS[op](order);
}

const RULE_OPS = {
  EQUAL: '==',
  NOT_EQUAL: '!=',
  LESS_THAN: '<',
  LESS_THAN_OR_EQUAL: '<=',
  GREATER_THAN: '>',
  GREATER_THAN_OR_EQUAL: '>=',
};
const ruleText = ({ name, op, value }: Condition) =>
  `R.${name} ${RULE_OPS[op]} ${typeof value === 'string' ? `'${value}'` : value}`;
const { rule } = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3 },
    comparison.map(ruleText),
    fc.tuple(tie('rule'), fc.constantFrom('&&', '||'), tie('rule')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('rule').map((a) => `!(${a})`),
    fc.tuple(tie('rule'), tie('rule'), tie('rule')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
}));
/** Every document over two fields, each absent or one of the scalars. */
const DOCUMENTS: Fields[] = [undefined, ...SCALARS].flatMap((a) =>
  [undefined, ...SCALARS].map((b) => ({ ...(a === undefined ? {} : { a }), ...(b === undefined ? {} : { b }) })),
);

const filterOf = (comparisons: readonly Condition[]): QueryFilter => ({
  compositeFilter: {
    op: 'AND',
    filters: comparisons.map(({ name, op, value }) => ({
      fieldFilter: { field: { fieldPath: name }, op, value: proto(value) },
    })),
  },
});

/** If the query is granted, each document it may return is granted by the same rule in a get. */
function isSound(condition: string, comparisons: readonly Condition[]): 'granted' | 'refused' {
  if (ask({ condition, operation: 'list', query: { filter: filterOf(comparisons) } }) !== 'allow') return 'refused';
  for (const before of DOCUMENTS) {
    if (!comparisons.every((one) => matches(before, one))) continue;
    expect(ask({ condition, operation: 'get', before }), JSON.stringify(before)).toBe('allow');
  }
  return 'granted';
}

test('a granted query returns only documents that the same rule grants one by one', () => {
  fc.assert(
    fc.property(rule, fc.array(comparison, { minLength: 1, maxLength: 3 }), (condition, comparisons) => {
      fc.pre(isSound(condition, comparisons) === 'granted');
    }),
    { numRuns: 100, maxSkipsPerRun: 200 },
  );
});

test('the same for each filter with each rule of one comparison', () => {
  const all = (Object.keys(COMPARISONS) as Op[]).flatMap((op) => SCALARS.map((value) => ({ name: 'a', op, value })));
  const verdicts = all.flatMap((filter) => all.map((one) => isSound(ruleText(one), [filter])));
  expect(verdicts).toContain('granted');
  expect(verdicts).toContain('refused');
});
