import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Database } from '../storage/database.ts';
import type { StoredDocument } from '../storage/document.ts';
import { NULL_VALUE, type Value } from '../values/value.ts';
import { planQuery } from './plan-query.ts';
import { type DocumentSource, runQuery } from './run-query.ts';
import type { FieldOperator, StructuredQuery } from './structured-query.ts';

const NAME = 'projects/p/databases/(default)';
const ROOT = `${NAME}/documents`;
const int = (n: number): Value => ({ integerValue: String(n) });

const anyValue = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map(int),
  fc.constantFrom<Value>(
    { doubleValue: 1 },
    { doubleValue: 2.5 },
    { doubleValue: Number.NaN },
    NULL_VALUE,
    { stringValue: 'a' },
    { booleanValue: true },
  ),
);
const anyId = fc.integer({ min: 0, max: 9 }).map((n) => `d${n}`);
const anyFields = fc.dictionary(fc.constantFrom('a', 'b'), anyValue);
/** null deletes */
const anyHistory = fc.array(fc.tuple(anyId, fc.option(anyFields)), { maxLength: 40 });

const anyFilter = fc.record({
  fieldFilter: fc.record({
    field: fc.record({ fieldPath: fc.constantFrom('a', 'b') }),
    op: fc.constantFrom<FieldOperator>(
      'EQUAL',
      'LESS_THAN',
      'LESS_THAN_OR_EQUAL',
      'GREATER_THAN',
      'GREATER_THAN_OR_EQUAL',
    ),
    value: anyValue,
  }),
});
const anyOrder = fc.record({
  field: fc.record({ fieldPath: fc.constantFrom('a', 'b') }),
  direction: fc.constantFrom('ASCENDING' as const, 'DESCENDING' as const),
});
const anyQuery = fc
  .record({
    filters: fc.array(anyFilter, { maxLength: 3 }),
    orderBy: fc.uniqueArray(anyOrder, { maxLength: 2, selector: (order) => order.field.fieldPath }),
    start: fc.option(fc.record({ values: fc.array(anyValue, { minLength: 1, maxLength: 1 }), before: fc.boolean() })),
    end: fc.option(fc.record({ values: fc.array(anyValue, { minLength: 1, maxLength: 1 }), before: fc.boolean() })),
    limit: fc.option(fc.integer({ min: 0, max: 4 })),
    offset: fc.integer({ min: 0, max: 2 }),
  })
  .map(
    ({ filters, orderBy, start, end, limit, offset }): StructuredQuery => ({
      from: [{ collectionId: 'c' }],
      orderBy,
      offset,
      ...(filters.length > 0 ? { where: { compositeFilter: { op: 'AND', filters } } } : {}),
      ...(limit === null ? {} : { limit: { value: limit } }),
      ...(start && orderBy.length > 0 ? { startAt: start } : {}),
      ...(end && orderBy.length > 0 ? { endAt: end } : {}),
    }),
  );

function write(database: Database, id: string, fields: Record<string, Value> | null): void {
  const path = `c/${id}`;
  const time = database.clock.commitTime();
  const before = database.document(path);
  const after = fields && { name: `${ROOT}/${path}`, path, fields, createTime: time, updateTime: time };
  if (before || after) database.apply(time, [{ path, before, after }]);
}

test('along an index a query finds what it finds by looking at everything', () => {
  fc.assert(
    fc.property(
      anyHistory,
      anyHistory,
      fc.array(anyQuery, { minLength: 1, maxLength: 4 }),
      (before, after, queries) => {
        const database = new Database(NAME);
        const plans = queries.map((query) => planQuery(ROOT, query));
        for (const [id, fields] of before) write(database, id, fields);
        // The first round makes the indexes, the second finds them kept up to date.
        for (const plan of plans) runQuery(database, plan);
        for (const [id, fields] of after) write(database, id, fields);
        const now = database.clock.readTime();
        for (const plan of plans) {
          const ids = (result: { documents: readonly StoredDocument[] }) => result.documents.map(({ path }) => path);
          // Reads of a moment never use indexes.
          expect(ids(runQuery(database, plan))).toEqual(ids(runQuery(database, plan, now)));
        }
      },
    ),
    { numRuns: 300 },
  );
});

/** A collection of which it is known how many documents were looked at. */
function counted(count: number): { source: DocumentSource; looked: () => number } {
  const database = new Database(NAME);
  for (let i = 0; i < count; i++) write(database, `d${i}`, { a: int(i), b: int(i % 2 === 0 ? 0 : i) });
  let looked = 0;
  const counting = function* (documents: Iterable<StoredDocument>): Generator<StoredDocument> {
    for (const document of documents) {
      looked++;
      yield document;
    }
  };
  const source: DocumentSource = {
    document: (path, time) => database.document(path, time),
    documents: (scope, options) => counting(database.documents(scope, options)),
    documentsByField: (path, field, from, descending) =>
      counting(database.documentsByField(path, field, from, descending)),
  };
  return { source, looked: () => looked };
}

const filter = (fieldPath: string, op: FieldOperator, n: number) => ({
  fieldFilter: { field: { fieldPath }, op, value: int(n) },
});

test.each<{ title: string; query: StructuredQuery }>([
  {
    title: 'an order with a limit',
    query: { orderBy: [{ field: { fieldPath: 'a' }, direction: 'DESCENDING' }], limit: { value: 3 } },
  },
  { title: 'an equality', query: { where: filter('a', 'EQUAL', 500) } },
  {
    title: 'a range',
    query: {
      where: {
        compositeFilter: { op: 'AND', filters: [filter('a', 'GREATER_THAN', 500), filter('a', 'LESS_THAN', 504)] },
      },
    },
  },
  {
    title: 'a page further on',
    query: { orderBy: [{ field: { fieldPath: 'a' } }], startAt: { values: [int(700)] }, limit: { value: 3 } },
  },
])('$title costs what it finds, not what there is', ({ query }) => {
  const { source, looked } = counted(1000);
  const { documents } = runQuery(source, planQuery(ROOT, { from: [{ collectionId: 'c' }], ...query }));
  expect(documents.length).toBeGreaterThan(0);
  // Besides the results: values equal to an open end on either side, and the first value past the end.
  expect(looked()).toBeLessThanOrEqual(documents.length + 3);
});
