import { beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../storage/database.ts';
import type { Value } from '../values/value.ts';
import { planQuery } from './plan-query.ts';
import { runQuery } from './run-query.ts';
import type { FieldOperator, FilterMessage, StructuredQuery } from './structured-query.ts';

/** Index entries visited per query are counted, not timed: they must not grow with the collection. */
const SIZES = [1000, 100_000] as const;
const TENANTS = 10;
const STATES = 4;
const PER_COMMIT = 1000;

const NAME = 'projects/p/databases/(default)';
const ROOT = `${NAME}/documents`;
const int = (n: number): Value => ({ integerValue: String(n) });

const databases = new Map<number, Database>();

/** `batches` below ten tenants, as many in all as the size says, and the same once more in one collection. */
function filled(size: number): Database {
  const database = new Database(NAME);
  for (let from = 0; from < size; from += PER_COMMIT) {
    const time = database.clock.commitTime();
    const changes = Array.from({ length: PER_COMMIT }, (_, k) => from + k).flatMap((i) => {
      const fields = { state: int(i % STATES), at: int(i), customer: int((i * 7919) % size), tags: tagsOf(i) };
      return [`batches/b${i}`, `tenants/t${i % TENANTS}/batches/b${i}`].map((path) => {
        const after = { name: `${ROOT}/${path}`, path, fields, createTime: time, updateTime: time };
        return { path, before: null, after };
      });
    });
    database.apply(time, changes);
  }
  return database;
}

const tagsOf = (i: number): Value => ({ arrayValue: { values: [int(i), int(i + 1)] } });

beforeAll(() => {
  for (const size of SIZES) databases.set(size, filled(size));
}, 60_000);

const where = (fieldPath: string, op: FieldOperator, value: Value): FilterMessage => ({
  fieldFilter: { field: { fieldPath }, op, value },
});
const and = (...filters: FilterMessage[]): FilterMessage => ({ compositeFilter: { op: 'AND', filters } });
const by = (fieldPath: string, direction: 'ASCENDING' | 'DESCENDING' = 'ASCENDING') => ({
  field: { fieldPath },
  direction,
});
const limit = { value: 20 };
const GROUP = { from: [{ collectionId: 'batches', allDescendants: true }] };

const QUERIES: { title: string; query: StructuredQuery }[] = [
  { title: 'one field, in order', query: { orderBy: [by('at', 'DESCENDING')], limit } },
  { title: 'one field, equal', query: { where: where('customer', 'EQUAL', int(500)) } },
  {
    title: 'one field, a range',
    query: { where: and(where('at', 'GREATER_THAN', int(500)), where('at', 'LESS_THAN', int(520))) },
  },
  {
    title: 'one field, a page further on',
    query: { orderBy: [by('at')], startAt: { values: [int(700)], before: false }, limit },
  },
  { title: 'an array that contains', query: { where: where('tags', 'ARRAY_CONTAINS', int(300)) } },
  {
    title: 'a list of values',
    query: { where: where('customer', 'IN', { arrayValue: { values: [int(1), int(2), int(3)] } }) },
  },
  {
    title: 'composite: equality and order',
    query: { where: where('state', 'EQUAL', int(2)), orderBy: [by('at', 'DESCENDING')], limit },
  },
  {
    title: 'composite: two equalities and order in mixed directions',
    query: {
      where: and(where('state', 'EQUAL', int(2)), where('tags', 'ARRAY_CONTAINS', int(502))),
      orderBy: [by('at', 'DESCENDING'), by('customer')],
      limit,
    },
  },
  { title: 'composite: orders only', query: { orderBy: [by('state'), by('at', 'DESCENDING')], limit } },
  {
    title: 'composite: either of two, in order',
    query: {
      where: where('state', 'IN', { arrayValue: { values: [int(1), int(3)] } }),
      orderBy: [by('at')],
      limit,
    },
  },
  { title: 'collection group, in order', query: { ...GROUP, orderBy: [by('at')], limit } },
  {
    title: 'collection group, equality and order',
    query: { ...GROUP, where: where('state', 'EQUAL', int(1)), orderBy: [by('at', 'DESCENDING')], limit },
  },
  { title: 'collection group, by name', query: { ...GROUP, limit } },
];

describe.each(QUERIES)('$title', ({ query }) => {
  const plan = planQuery(ROOT, { from: [{ collectionId: 'batches' }], ...query });

  test.each(SIZES)('costs what it finds among %i documents', (size) => {
    const { documents, entriesVisited } = runQuery(databases.get(size) as Database, plan);
    expect(documents.length).toBeGreaterThan(0);
    // Each further branch of an OR looks one entry ahead.
    expect(entriesVisited - documents.length).toBeLessThanOrEqual(1);
  }, 30_000);

  test('costs the same a moment ago, and what was changed since', () => {
    const database = databases.get(1000) as Database;
    const past = database.clock.readTime();
    const before = runQuery(database, plan, past);
    const path = 'batches/b999';
    const old = database.document(path);
    const time = database.clock.commitTime();
    if (old) database.apply(time, [{ path, before: old, after: { ...old, updateTime: time } }]);
    const after = runQuery(database, plan, past);
    expect(after.documents).toEqual(before.documents);
    expect(after.entriesVisited - before.entriesVisited).toBeLessThanOrEqual(QUERIES.length);
  });
});
