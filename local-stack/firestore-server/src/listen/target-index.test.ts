import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planQuery } from '../query/plan-query.ts';
import { isTouchedBy } from '../query/query-scope.ts';
import type { FilterMessage } from '../query/structured-query.ts';
import type { DocumentChange, StoredDocument } from '../storage/document.ts';
import type { Fields, Value } from '../values/value.ts';
import { Target } from './target.ts';
import { TargetIndex } from './target-index.ts';

const ROOT = 'projects/p/databases/(default)/documents';
const equals = (fieldPath: string, value: Value): FilterMessage => ({
  fieldFilter: { field: { fieldPath }, op: 'EQUAL', value },
});
const queryTarget = (collectionId: string, where: FilterMessage | null, allDescendants = false): Target => {
  const query = { from: [{ collectionId, allDescendants }], ...(where ? { where } : {}) };
  return new Target(1, { kind: 'query', plan: planQuery(ROOT, query), query });
};
const document = (path: string, fields: Fields): StoredDocument => ({
  path,
  name: `${ROOT}/${path}`,
  fields,
  createTime: 1,
  updateTime: 1,
});
const creation = (path: string, fields: Fields): DocumentChange => ({
  path,
  before: null,
  after: document(path, fields),
});

/** How many targets a commit made the index look at. */
function examinedBy(index: TargetIndex<string>, ...changes: DocumentChange[]): number {
  const before = index.examined;
  index.concerned(changes);
  index.relyingOn(changes);
  return index.examined - before;
}

const TARGETS = 5000;

test('5,000 targets on as many collections: a commit looks at the one of its collection', () => {
  const index = new TargetIndex<string>();
  for (let i = 0; i < TARGETS; i++) index.add(queryTarget(`c${i}`, null), `stream${i % 100}`, new Set());
  expect(examinedBy(index, creation('c7/a', {}))).toBe(1);
  expect(examinedBy(index, creation('elsewhere/a', {}))).toBe(0);
});

test('5,000 targets with an equality on one collection: a commit looks at those of the old and the new value', () => {
  const index = new TargetIndex<string>();
  const targets = Array.from({ length: TARGETS }, (_, i) =>
    queryTarget('c', equals('owner', { stringValue: `u${i}` })),
  );
  for (const target of targets) index.add(target, 'stream', new Set());
  const [u1, u2] = [{ owner: { stringValue: 'u1' } }, { owner: { stringValue: 'u2' } }];
  expect(examinedBy(index, creation('c/a', u1))).toBe(1);
  expect(examinedBy(index, { path: 'c/a', before: document('c/a', u1), after: document('c/a', u2) })).toBe(2);
  expect(examinedBy(index, creation('c/a', {}))).toBe(0);
  for (const target of targets) index.remove(target);
  expect(examinedBy(index, creation('c/a', u1))).toBe(0);
});

const list = (...values: Value[]): Value => ({ arrayValue: { values } });
const n = (i: number): Value => ({ integerValue: String(i) });
const at = (seconds: number): Value => ({ timestampValue: { seconds: String(seconds), nanos: 0 } });
const field = (op: 'IN' | 'ARRAY_CONTAINS' | 'ARRAY_CONTAINS_ANY', value: Value): FilterMessage => ({
  fieldFilter: { field: { fieldPath: 'f' }, op, value },
});
const unary = (op: 'IS_NULL' | 'IS_NAN'): FilterMessage => ({ unaryFilter: { field: { fieldPath: 'f' }, op } });
const both = (...filters: FilterMessage[]): FilterMessage => ({ compositeFilter: { op: 'AND', filters } });

test.each<{ title: string; filterOf: (i: number) => FilterMessage; written: Value; looksAt: number }>([
  { title: 'one of some values', filterOf: (i) => field('IN', list(n(i), n(i + 1))), written: n(7), looksAt: 2 },
  { title: 'a time', filterOf: (i) => equals('f', at(i)), written: at(7), looksAt: 1 },
  {
    title: 'bytes',
    filterOf: (i) => equals('f', { bytesValue: Buffer.from([i]) }),
    written: { bytesValue: Buffer.from([7]) },
    looksAt: 1,
  },
  { title: 'an element', filterOf: (i) => field('ARRAY_CONTAINS', n(i)), written: list(n(7), n(7), n(9)), looksAt: 2 },
  {
    title: 'any element of some',
    filterOf: (i) => field('ARRAY_CONTAINS_ANY', list(n(i), n(i + 50))),
    written: list(n(60), n(10)),
    looksAt: 2,
  },
  {
    title: 'nothing',
    filterOf: (i) => (i === 0 ? unary('IS_NULL') : unary('IS_NAN')),
    written: { nullValue: 'NULL_VALUE' },
    looksAt: 1,
  },
  {
    title: 'the narrowest of several',
    filterOf: (i) => both(field('IN', list(n(1), n(2))), equals('g', n(i))),
    written: n(1),
    looksAt: 0,
  },
])('100 targets that ask for $title: a commit looks at those it may concern', ({ filterOf, written, looksAt }) => {
  const index = new TargetIndex<string>();
  const targets = Array.from({ length: 100 }, (_, i) => queryTarget('c', filterOf(i)));
  for (const target of targets) index.add(target, 'stream', new Set());
  expect(examinedBy(index, creation('c/a', { f: written }))).toBe(looksAt);
  expect(examinedBy(index, creation('c/a', { other: written }))).toBe(0);
  for (const target of targets) index.remove(target);
  expect(examinedBy(index, creation('c/a', { f: written }))).toBe(0);
});

test('5,000 targets whose rules looked up a document each: a change of one of those concerns one', () => {
  const index = new TargetIndex<string>();
  for (let i = 0; i < TARGETS; i++)
    index.add(queryTarget('c', equals('n', { stringValue: `${i}` })), 's', new Set([`users/u${i}`]));
  expect(examinedBy(index, creation('users/u5', {}))).toBe(1);
});

test('what rules look up may change from one question to the next, and is forgotten with the target', () => {
  const index = new TargetIndex<string>();
  const target = queryTarget('c', null);
  index.add(target, 's', new Set(['users/a']));
  index.setLookups(target, new Set(['users/b']));
  expect(index.relyingOn([creation('users/a', {})]).size).toBe(0);
  expect(index.relyingOn([creation('users/b', {})])).toEqual(new Map([['s', [target]]]));
  index.remove(target);
  index.setLookups(target, new Set(['users/b']));
  expect(index.relyingOn([creation('users/b', {})]).size).toBe(0);
});

const value = fc.oneof(
  fc.constantFrom<Value>(
    { nullValue: 'NULL_VALUE' },
    { integerValue: '1' },
    { doubleValue: 1 },
    { doubleValue: -0 },
    { integerValue: '0' },
    { doubleValue: Number.NaN },
    { integerValue: '9007199254740993' },
    { doubleValue: 9007199254740992 },
    { stringValue: '1' },
    { booleanValue: true },
    { timestampValue: { seconds: '1', nanos: 0 } },
    { timestampValue: { seconds: 1 } },
    { bytesValue: Buffer.from([1]) },
    { arrayValue: { values: [{ stringValue: '1' }] } },
    { arrayValue: { values: [{ integerValue: '1' }, { nullValue: 'NULL_VALUE' }, { doubleValue: Number.NaN }] } },
  ),
);
const fields = fc.dictionary(fc.constantFrom('a', 'b'), value);
const filter: fc.Arbitrary<FilterMessage | null> = fc.oneof(
  fc.constant(null),
  fc.tuple(fc.constantFrom('a', 'b'), value).map(([path, operand]) => equals(path, operand)),
  fc
    .tuple(
      fc.constantFrom<'IN' | 'ARRAY_CONTAINS_ANY'>('IN', 'ARRAY_CONTAINS_ANY'),
      fc.array(value, { minLength: 1, maxLength: 3 }),
    )
    .map(([op, values]) => ({ fieldFilter: { field: { fieldPath: 'a' }, op, value: list(...values) } })),
  value.map((operand) => ({
    fieldFilter: { field: { fieldPath: 'a' }, op: 'ARRAY_CONTAINS' as const, value: operand },
  })),
  fc
    .constantFrom<'IS_NULL' | 'IS_NAN'>('IS_NULL', 'IS_NAN')
    .map((op) => ({ unaryFilter: { field: { fieldPath: 'a' }, op } })),
  fc
    .tuple(fc.constantFrom<'AND' | 'OR'>('AND', 'OR'), value, value)
    .map(([op, a, b]) => ({ compositeFilter: { op, filters: [equals('a', a), equals('b', b)] } })),
);

test('no target that a change touches is left out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('c', 'd', 'e'), filter, fc.boolean())),
      fc.constantFrom('c/x', 'd/x', 'p/q/c/x'),
      fc.option(fields),
      fc.option(fields),
      (subjects, path, before, after) => {
        const change: DocumentChange = {
          path,
          before: before ? document(path, before) : null,
          after: after ? document(path, after) : null,
        };
        const targets = subjects.map(([id, where, isGroup]) => queryTarget(id, where, isGroup));
        const index = new TargetIndex<string>();
        for (const target of targets) index.add(target, 's', new Set());
        const concerned = index.concerned([change]).get('s') ?? new Map();
        for (const target of targets) {
          const { subject } = target;
          if (subject.kind === 'query' && isTouchedBy(subject.plan, change)) expect(concerned.has(target)).toBe(true);
        }
      },
    ),
  );
});
