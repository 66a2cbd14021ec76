import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Database } from '../storage/database.ts';
import type { StoredDocument } from '../storage/document.ts';
import { FirestoreError } from '../values/status.ts';
import type { Micros } from '../values/timestamp.ts';
import { NULL_VALUE, type Value } from '../values/value.ts';
import { compareDocuments } from './document-order.ts';
import { planQuery } from './plan-query.ts';
import type { QueryPlan } from './query-plan.ts';
import { matchesQuery, runQuery } from './run-query.ts';
import type { CursorMessage, FieldOperator, FilterMessage, StructuredQuery } from './structured-query.ts';

const NAME = 'projects/p/databases/(default)';
const ROOT = `${NAME}/documents`;
const int = (n: number): Value => ({ integerValue: String(n) });

const anyScalar = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map(int),
  fc.constantFrom<Value>(
    { doubleValue: 1 },
    { doubleValue: 2.5 },
    { doubleValue: Number.NaN },
    NULL_VALUE,
    { stringValue: 'a' },
    { stringValue: 'b' },
    { booleanValue: true },
  ),
);
const anyList = fc
  .array(anyScalar, { minLength: 1, maxLength: 3 })
  .map((values): Value => ({ arrayValue: { values } }));
const anyValue = fc.oneof({ weight: 4, arbitrary: anyScalar }, { weight: 1, arbitrary: anyList });
/** Two collections of one group at the root and below a document, and a third collection. */
const anyPath = fc
  .tuple(fc.constantFrom('c', 'x/1/c', 'x/2/c', 'd'), fc.integer({ min: 0, max: 7 }))
  .map(([collection, n]) => `${collection}/d${n}`);
const anyReference = anyPath.map((path): Value => ({ referenceValue: `${ROOT}/${path}` }));
const anyFields = fc.dictionary(fc.constantFrom('a', 'b', 'l'), anyValue);
/** null deletes */
const anyHistory = fc.array(fc.tuple(anyPath, fc.option(anyFields)), { maxLength: 30 });

const anyField = fc.constantFrom('a', 'b', 'l').map((fieldPath) => ({ fieldPath }));
const anyLeaf: fc.Arbitrary<FilterMessage> = fc.oneof(
  fc
    .tuple(
      anyField,
      fc.constantFrom<FieldOperator>(
        'EQUAL',
        'EQUAL',
        'NOT_EQUAL',
        'LESS_THAN',
        'LESS_THAN_OR_EQUAL',
        'GREATER_THAN',
        'GREATER_THAN_OR_EQUAL',
        'ARRAY_CONTAINS',
      ),
      anyValue,
    )
    .map(([field, op, value]) => ({ fieldFilter: { field, op, value } })),
  fc
    .tuple(anyField, fc.constantFrom<FieldOperator>('IN', 'NOT_IN', 'ARRAY_CONTAINS_ANY'), anyList)
    .map(([field, op, value]) => ({ fieldFilter: { field, op, value } })),
  fc
    .tuple(anyField, fc.constantFrom('IS_NULL' as const, 'IS_NAN' as const, 'IS_NOT_NULL' as const))
    .map(([field, op]) => ({ unaryFilter: { field, op } })),
  fc
    .tuple(fc.constantFrom<FieldOperator>('EQUAL', 'GREATER_THAN', 'LESS_THAN_OR_EQUAL'), anyReference)
    .map(([op, value]) => ({ fieldFilter: { field: { fieldPath: '__name__' }, op, value } })),
);
const anyWhere: fc.Arbitrary<FilterMessage> = fc.oneof(
  anyLeaf,
  fc
    .tuple(
      fc.constantFrom('AND' as const, 'OR' as const),
      fc.array(
        fc.oneof(
          { weight: 3, arbitrary: anyLeaf },
          {
            weight: 1,
            arbitrary: fc
              .tuple(fc.constantFrom('AND' as const, 'OR' as const), fc.array(anyLeaf, { minLength: 1, maxLength: 2 }))
              .map(([op, filters]) => ({ compositeFilter: { op, filters } })),
          },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    )
    .map(([op, filters]) => ({ compositeFilter: { op, filters } })),
);
const anyOrder = fc.record({
  field: fc.record({ fieldPath: fc.constantFrom('a', 'b', '__name__') }),
  direction: fc.constantFrom('ASCENDING' as const, 'DESCENDING' as const),
});
const anyCursor = fc.record({ values: fc.array(anyScalar, { minLength: 1, maxLength: 2 }), before: fc.boolean() });
const anyQuery = fc
  .record({
    from: fc.constantFrom(
      { collectionId: 'c' },
      { collectionId: 'c', allDescendants: true },
      { collectionId: '', allDescendants: true },
    ),
    where: fc.option(anyWhere),
    orderBy: fc.uniqueArray(anyOrder, { maxLength: 3, selector: (order) => order.field.fieldPath }),
    start: fc.option(anyCursor),
    end: fc.option(anyCursor),
    cursorName: anyReference,
    limit: fc.option(fc.integer({ min: 0, max: 4 })),
    offset: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ from, where, orderBy, start, end, cursorName, limit, offset }): StructuredQuery => {
    const named = (cursor: CursorMessage): CursorMessage => ({
      before: cursor.before ?? false,
      values: (cursor.values ?? [])
        .slice(0, orderBy.length)
        .map((value, i) => (orderBy[i]?.field.fieldPath === '__name__' ? cursorName : value)),
    });
    return {
      from: [from],
      orderBy,
      offset,
      ...(where ? { where } : {}),
      ...(limit === null ? {} : { limit: { value: limit } }),
      ...(start && orderBy.length > 0 ? { startAt: named(start) } : {}),
      ...(end && orderBy.length > 0 ? { endAt: named(end) } : {}),
    };
  });
const anyParent = fc.constantFrom(ROOT, `${ROOT}/x/1`);

/** null when the query is none Firestore runs */
function planOf(parent: string, query: StructuredQuery): QueryPlan | null {
  try {
    return planQuery(parent, query);
  } catch (error) {
    if (error instanceof FirestoreError) return null;
    throw error;
  }
}

function write(database: Database, path: string, fields: Record<string, Value> | null): Micros {
  const time = database.clock.commitTime();
  const before = database.document(path);
  const after = fields && { name: `${ROOT}/${path}`, path, fields, createTime: time, updateTime: time };
  if (before || after) database.apply(time, [{ path, before, after }]);
  return time;
}

/** What a query means: all documents that match, sorted, cut. */
function naively(database: Database, plan: QueryPlan, time?: Micros): string[] {
  const matches = [...database.documents(plan.scope, { time })].filter((document) => matchesQuery(document, plan));
  matches.sort((a, b) => compareDocuments(a, b, plan.orders));
  return pathsOf(matches.slice(plan.offset, plan.limit === null ? undefined : plan.offset + plan.limit));
}

const pathsOf = (documents: readonly StoredDocument[]): string[] => documents.map(({ path }) => path);

test('along indexes a query finds what it means, now and in the past, while documents change', () => {
  let plans = 0;
  fc.assert(
    fc.property(
      anyHistory,
      anyHistory,
      fc.array(fc.tuple(anyParent, anyQuery), { minLength: 1, maxLength: 4 }),
      (before, after, queries) => {
        const database = new Database(NAME);
        const planned = queries.flatMap(([parent, query]) => planOf(parent, query) ?? []);
        plans += planned.length;
        for (const [path, fields] of before) write(database, path, fields);
        // The first round makes the indexes, the second finds them kept up to date.
        for (const plan of planned) runQuery(database, plan);
        const past = database.clock.readTime();
        for (const [path, fields] of after) write(database, path, fields);
        for (const plan of planned) {
          expect(pathsOf(runQuery(database, plan).documents)).toEqual(naively(database, plan));
          expect(pathsOf(runQuery(database, plan, past).documents)).toEqual(naively(database, plan, past));
        }
      },
    ),
    { numRuns: 1000 },
  );
  expect(plans).toBeGreaterThan(500);
});

test('an index that had to give way to others is made anew', () => {
  const database = new Database(NAME);
  const fields = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}`, int(i)]));
  write(database, 'c/one', fields);
  const find = (field: string) =>
    runQuery(database, planQuery(ROOT, { from: [{ collectionId: 'c' }], orderBy: [{ field: { fieldPath: field } }] }));
  for (const field of Object.keys(fields)) expect(find(field).documents).toHaveLength(1);
  write(database, 'c/two', fields);
  for (const field of Object.keys(fields)) expect(find(field).documents).toHaveLength(2);
});
