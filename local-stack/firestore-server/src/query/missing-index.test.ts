import { expect, test } from 'vitest';
import { parseIndexDefinitions } from './index-definitions.ts';
import { describeMissingIndex, missingIndex } from './missing-index.ts';
import { planQuery } from './plan-query.ts';
import type { FieldOperator, StructuredQuery } from './structured-query.ts';

const definitions = parseIndexDefinitions(
  JSON.stringify({
    indexes: [
      { collectionGroup: 'c', queryScope: 'COLLECTION', fields: [asc('state'), desc('at')] },
      { collectionGroup: 'c', queryScope: 'COLLECTION', fields: [asc('shop'), desc('at')] },
      {
        collectionGroup: 'c',
        queryScope: 'COLLECTION',
        fields: [{ fieldPath: 'tags', arrayConfig: 'CONTAINS' }, asc('n')],
      },
      { collectionGroup: 'g', queryScope: 'COLLECTION_GROUP', fields: [asc('a'), asc('b')] },
    ],
    fieldOverrides: [
      { collectionGroup: 'c', fieldPath: 'text', indexes: [] },
      { collectionGroup: 'c', fieldPath: 'expireAt', ttl: true },
      { collectionGroup: 'g', fieldPath: 'a', indexes: [{ order: 'ASCENDING', queryScope: 'COLLECTION_GROUP' }] },
    ],
  }),
);

function asc(fieldPath: string) {
  return { fieldPath, order: 'ASCENDING' };
}
function desc(fieldPath: string) {
  return { fieldPath, order: 'DESCENDING' };
}

/** `state == | at desc` ▶ a filter per word pair left of the bar, an order per pair right of it. */
function query(text: string, from = { collectionId: 'c', allDescendants: false }): StructuredQuery {
  const [left = '', right = ''] = text.split('|').map((part) => part.trim());
  const ops: Record<string, FieldOperator> = { '==': 'EQUAL', '>': 'GREATER_THAN', has: 'ARRAY_CONTAINS', in: 'IN' };
  const filters =
    left === ''
      ? []
      : left.split(',').map((each) => {
          const [fieldPath = '', op = ''] = each.trim().split(' ');
          const value =
            op === 'in'
              ? { arrayValue: { values: [{ integerValue: '1' }, { integerValue: '2' }] } }
              : { integerValue: '1' };
          return { fieldFilter: { field: { fieldPath }, op: ops[op] ?? 'EQUAL', value } };
        });
  const orderBy =
    right === ''
      ? []
      : right.split(',').map((each) => {
          const [fieldPath = '', direction] = each.trim().split(' ');
          return {
            field: { fieldPath },
            direction: direction === 'desc' ? ('DESCENDING' as const) : ('ASCENDING' as const),
          };
        });
  return {
    from: [from],
    orderBy,
    ...(filters.length > 0 ? { where: { compositeFilter: { op: 'AND', filters } } } : {}),
  };
}

const missing = (text: string, from?: { collectionId: string; allDescendants: boolean }) =>
  missingIndex(planQuery('projects/p/databases/d/documents', query(text, from)), definitions);

test.each([
  { text: '', why: 'everything, by name' },
  { text: 'x ==', why: 'one automatic index' },
  { text: 'x ==, y ==, z in', why: 'automatic indexes are merged' },
  { text: '| x desc', why: 'one automatic index' },
  { text: 'x > | x', why: 'filter and order on one field' },
  { text: 'tags has', why: 'automatic array index' },
  { text: 'state == | at desc', why: 'the composite index' },
  { text: 'state == | at', why: 'the composite index from its end' },
  { text: 'state ==, shop == | at desc', why: 'two composite indexes merged' },
  { text: 'state in | at desc', why: 'IN is several equalities' },
  { text: 'state == | state, at desc', why: 'an order by a fixed field is no order' },
  { text: 'tags has | n', why: 'array composite' },
  { text: 'expireAt ==', why: 'a time to live leaves the automatic index' },
])('c: "$text" runs ($why)', ({ text }) => expect(missing(text)).toBeNull());

test.each([
  { text: 'x == | y', fields: ['x', 'y'], why: 'equality and order' },
  { text: 'x ==, y >', fields: ['x', 'y'], why: 'equality and range' },
  { text: '| x, y', fields: ['x', 'y'], why: 'two orders' },
  { text: '| x, __name__ desc', fields: ['x'], why: 'the name against the order' },
  { text: 'state ==, other == | at desc', fields: ['state', 'other', 'at'], why: 'one equality is in no index' },
  { text: 'state == | at desc, __name__', fields: ['state', 'at'], why: 'the name against the order' },
  { text: 'text ==', fields: ['text'], why: 'exempted field' },
])('c: "$text" needs an index ($why)', ({ text, fields }) => {
  expect(missing(text)?.fields.map(({ field }) => field)).toEqual(fields);
});

test('collection groups have no automatic indexes', () => {
  const group = { collectionId: 'g', allDescendants: true };
  expect(missing('', group)).toBeNull();
  expect(missing('a ==', group)).toBeNull();
  expect(missing('b ==', group)?.scope).toBe('COLLECTION_GROUP');
  expect(missing('a == | b', group)).toBeNull();
});

test('the refusal contains the entry to add', () => {
  const index = missing('x == | y desc');
  expect(index && describeMissingIndex(index)).toContain(
    '{"collectionGroup":"c","queryScope":"COLLECTION","fields":[{"fieldPath":"x","order":"ASCENDING"},{"fieldPath":"y","order":"DESCENDING"}]}',
  );
});
