import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Database } from '../storage/database.ts';
import type { DocumentChange } from '../storage/document.ts';
import type { Value } from '../values/value.ts';
import { aggregate, planAggregations } from './aggregate.ts';
import { planQuery } from './plan-query.ts';
import { runQuery } from './run-query.ts';
import type { StructuredQuery } from './structured-query.ts';

const ROOT = 'projects/p/databases/(default)/documents';
const int = (n: number): Value => ({ integerValue: String(n) });

/** A database with these documents, each with the field n. */
function databaseOf(documents: Record<string, Value>): Database {
  const database = new Database('projects/p/databases/(default)');
  const time = database.clock.commitTime();
  const changes = Object.entries(documents).map(
    ([path, n]): DocumentChange => ({
      path,
      before: null,
      after: { name: `${ROOT}/${path}`, path, fields: { n }, createTime: time, updateTime: time },
    }),
  );
  database.apply(time, changes);
  return database;
}
const run = (database: Database, query: StructuredQuery, parent = ROOT) =>
  runQuery(database, planQuery(parent, query)).documents.map(({ path }) => path);

const database = databaseOf({
  'c/a': int(3),
  'c/b': int(1),
  'c/c': int(2),
  'c/a/c/z': int(4),
  'd/x/c/y': int(0),
  'd/x': int(9),
});
const from = [{ collectionId: 'c' }];
const byN = { field: { fieldPath: 'n' } };
const reference = (path: string): Value => ({ referenceValue: `${ROOT}/${path}` });

test.each<{ title: string; query: StructuredQuery; parent?: string; paths: string[] }>([
  { title: 'a collection by name', query: { from }, paths: ['c/a', 'c/b', 'c/c'] },
  {
    title: 'names downwards',
    query: { from, orderBy: [{ field: { fieldPath: '__name__' }, direction: 'DESCENDING' }], limit: { value: 2 } },
    paths: ['c/c', 'c/b'],
  },
  {
    title: 'from a name on',
    query: {
      from,
      startAt: { values: [reference('c/b')], before: true },
      orderBy: [{ field: { fieldPath: '__name__' } }],
    },
    paths: ['c/b', 'c/c'],
  },
  {
    title: 'after a name',
    query: { from, startAt: { values: [reference('c/a')] }, orderBy: [{ field: { fieldPath: '__name__' } }] },
    paths: ['c/b', 'c/c'],
  },
  { title: 'by a field', query: { from, orderBy: [byN] }, paths: ['c/b', 'c/c', 'c/a'] },
  {
    title: 'cursors and offset',
    query: {
      from,
      orderBy: [byN],
      startAt: { values: [int(1)], before: true },
      endAt: { values: [int(3)], before: true },
      offset: 1,
    },
    paths: ['c/c'],
  },
  { title: 'a limit of nothing', query: { from, limit: { value: 0 } }, paths: [] },
  {
    title: 'a group',
    query: { from: [{ collectionId: 'c', allDescendants: true }] },
    paths: ['c/a', 'c/a/c/z', 'c/b', 'c/c', 'd/x/c/y'],
  },
  {
    title: 'a group below a document',
    query: { from: [{ collectionId: 'c', allDescendants: true }] },
    parent: `${ROOT}/d/x`,
    paths: ['d/x/c/y'],
  },
  {
    title: 'everything below a document',
    query: { from: [{ allDescendants: true }] },
    parent: `${ROOT}/c/a`,
    paths: ['c/a/c/z'],
  },
  {
    title: 'one name',
    query: { from, where: { fieldFilter: { field: { fieldPath: '__name__' }, op: 'EQUAL', value: reference('c/b') } } },
    paths: ['c/b'],
  },
  {
    title: 'a name elsewhere',
    query: { from, where: { fieldFilter: { field: { fieldPath: '__name__' }, op: 'EQUAL', value: reference('d/x') } } },
    paths: [],
  },
  { title: 'a missing order field', query: { from, orderBy: [{ field: { fieldPath: 'other' } }] }, paths: [] },
])('$title', ({ query, parent, paths }) => expect(run(database, query, parent)).toEqual(paths));

test('pages put together are the whole result', () => {
  const ids = fc.uniqueArray(
    fc.string({ minLength: 1, maxLength: 2, unit: fc.constantFrom('a', 'b', 'é', '😀', '\uffff') }),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 5 }), fc.boolean(), (names, size, isDescending) => {
      const many = databaseOf(Object.fromEntries(names.map((id, i) => [`c/${id}`, int(i % 3)])));
      const orderBy = [{ ...byN, direction: isDescending ? ('DESCENDING' as const) : ('ASCENDING' as const) }];
      const whole = run(many, { from, orderBy });
      const pages: string[] = [];
      for (;;) {
        const last = pages.at(-1);
        const cursor =
          last === undefined ? {} : { startAt: { values: [many.document(last)?.fields.n as Value, reference(last)] } };
        const name = { field: { fieldPath: '__name__' }, direction: orderBy[0]?.direction ?? 'ASCENDING' };
        const page = run(many, { from, orderBy: [...orderBy, name], limit: { value: size }, ...cursor });
        pages.push(...page);
        if (page.length < size) break;
      }
      expect(pages).toEqual(whole);
      expect(whole).toHaveLength(names.length);
    }),
    { numRuns: 50 },
  );
});

describe('refused', () => {
  test.each<{ title: string; query: StructuredQuery; says: string }>([
    { title: 'nothing to look at', query: {}, says: 'from' },
    {
      title: 'an order behind the name',
      query: { from, orderBy: [{ field: { fieldPath: '__name__' } }, byN] },
      says: 'after the key',
    },
    { title: 'a long cursor', query: { from, startAt: { values: [reference('c/a'), int(1)] } }, says: 'Cursor' },
    { title: 'a negative limit', query: { from, limit: { value: -1 } }, says: 'limit' },
    { title: 'a reserved collection', query: { from: [{ collectionId: '__c__' }] }, says: 'reserved' },
  ])('$title', ({ query, says }) => {
    expect(() => planQuery(ROOT, query)).toThrow(expect.objectContaining({ message: expect.stringContaining(says) }));
  });
});

describe('aggregations', () => {
  const over = (values: Value[], ...kinds: ('sum' | 'avg')[]) => {
    const many = databaseOf(Object.fromEntries(values.map((value, i) => [`c/${i}`, value])));
    const aggregations = planAggregations(
      kinds.map((kind) => ({ alias: kind, [kind]: { field: { fieldPath: 'n' } } })),
    );
    return aggregate(runQuery(many, planQuery(ROOT, { from })).documents, aggregations);
  };
  const double = (n: number): Value => ({ doubleValue: n });
  test.each<{ title: string; values: Value[]; sum: Value; avg: Value }>([
    { title: 'nothing', values: [], sum: int(0), avg: { nullValue: 'NULL_VALUE' } },
    { title: 'integers', values: [int(1), int(2)], sum: int(3), avg: double(1.5) },
    { title: 'a double among them', values: [int(1), double(0.5)], sum: double(1.5), avg: double(0.75) },
    { title: 'no numbers', values: [{ stringValue: 'x' }], sum: int(0), avg: { nullValue: 'NULL_VALUE' } },
    { title: 'NaN', values: [int(1), double(Number.NaN)], sum: double(Number.NaN), avg: double(Number.NaN) },
    {
      title: 'beyond 64 bits',
      values: [{ integerValue: '9223372036854775807' }, int(1)],
      sum: double(2 ** 63),
      avg: double(2 ** 62),
    },
  ])('$title', ({ values, sum, avg }) => expect(over(values, 'sum', 'avg')).toEqual({ sum, avg }));

  test('at most five, each with a name of its own', () => {
    expect(() => planAggregations(Array.from({ length: 6 }, (_, i) => ({ alias: `a${i}`, count: {} })))).toThrow(
      /maximum number of aggregations/,
    );
    expect(() =>
      planAggregations([
        { alias: 'a', count: {} },
        { alias: 'a', count: {} },
      ]),
    ).toThrow(/differ/);
    expect(
      planAggregations([{ count: {} }, { alias: 'x', count: {} }, { count: {} }]).map(({ alias }) => alias),
    ).toEqual(['field_1', 'x', 'field_2']);
  });
});
