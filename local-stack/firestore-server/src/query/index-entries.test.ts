import { describe, expect, test } from 'vitest';
import type { StoredDocument } from '../storage/document.ts';
import type { Fields, Value } from '../values/value.ts';
import { parseIndexDefinitions } from './index-definitions.ts';
import { IndexEntries } from './index-entries.ts';

const n = (value: number): Value => ({ integerValue: String(value) });
const list = (...values: Value[]): Value => ({ arrayValue: { values } });
const map = (fields: Fields): Value => ({ mapValue: { fields } });
const vector = map({ __type__: { stringValue: '__vector__' }, value: list({ doubleValue: 1 }, { doubleValue: 2 }) });

function change(before: Fields | null, after: Fields | null, path = 'c/d') {
  const document = (fields: Fields): StoredDocument => ({ name: path, path, fields, createTime: 1, updateTime: 1 });
  return { path, before: before && document(before), after: after && document(after) };
}

describe('automatic indexes', () => {
  const entries = new IndexEntries();
  test.each<{ title: string; before: Fields | null; after: Fields | null; count: number }>([
    { title: 'nothing in it', before: null, after: {}, count: 0 },
    { title: 'two for a field', before: null, after: { a: n(1) }, count: 2 },
    { title: 'a deletion takes them out', before: { a: n(1), b: n(1) }, after: null, count: 4 },
    { title: 'a change takes out and puts in', before: { a: n(1), b: n(1) }, after: { a: n(2), b: n(1) }, count: 4 },
    { title: 'a field removed', before: { a: n(1), b: n(1) }, after: { b: n(1) }, count: 2 },
    { title: 'fields in maps', before: null, after: { m: map({ x: n(1), deep: map({ y: n(1) }) }) }, count: 4 },
    { title: 'a change in a map', before: { m: map({ x: n(1), y: n(1) }) }, after: { m: map({ x: n(1) }) }, count: 2 },
    { title: 'a number becomes a map', before: { m: n(1) }, after: { m: map({ x: n(1) }) }, count: 4 },
    { title: 'one per distinct element', before: null, after: { l: list(n(1), n(2), n(1)) }, count: 2 },
    { title: 'an element added', before: { l: list(n(1)) }, after: { l: list(n(1), n(2)) }, count: 1 },
    { title: 'an array replaced', before: { l: list(n(1)) }, after: { l: list(n(2)) }, count: 2 },
    { title: 'an array in another order', before: { l: list(n(1), n(2)) }, after: { l: list(n(2), n(1)) }, count: 0 },
    { title: 'a vector is one value', before: null, after: { v: vector }, count: 2 },
  ])('$title: $count', ({ before, after, count }) => {
    expect(entries.changed(change(before, after))).toBe(count);
  });
});

describe('with an indexes file', () => {
  const entries = new IndexEntries(
    parseIndexDefinitions(
      JSON.stringify({
        indexes: [
          {
            collectionGroup: 'c',
            queryScope: 'COLLECTION',
            fields: [
              { fieldPath: 'a', order: 'ASCENDING' },
              { fieldPath: 'l', arrayConfig: 'CONTAINS' },
            ],
          },
        ],
        fieldOverrides: [
          { collectionGroup: 'c', fieldPath: 'free', indexes: [] },
          {
            collectionGroup: 'c',
            fieldPath: 'group',
            indexes: [
              { order: 'ASCENDING', queryScope: 'COLLECTION' },
              { order: 'ASCENDING', queryScope: 'COLLECTION_GROUP' },
              { order: 'DESCENDING', queryScope: 'COLLECTION' },
            ],
          },
        ],
      }),
    ),
  );
  const both = { a: n(1), l: list(n(1), n(2)) };
  test.each<{ title: string; before: Fields | null; after: Fields | null; path?: string; count: number }>([
    { title: 'exempted', before: null, after: { free: n(1) }, count: 0 },
    { title: 'also for the group', before: null, after: { group: n(1) }, count: 3 },
    { title: 'composite, one per element', before: null, after: both, count: 2 + 2 + 2 },
    { title: 'composite without one of its fields', before: null, after: { a: n(1) }, count: 2 },
    { title: 'composite untouched', before: both, after: { ...both, other: n(1) }, count: 2 },
    { title: 'composite changed', before: both, after: { ...both, a: n(2) }, count: 4 + 4 },
    { title: 'another collection', before: null, after: { free: n(1) }, path: 'x/d', count: 2 },
    { title: 'the same id below', before: null, after: both, path: 'x/d/c/e', count: 6 },
  ])('$title: $count', ({ before, after, path, count }) => {
    expect(entries.changed(change(before, after, path))).toBe(count);
  });

  test.each([
    { field: 'free', isOrdered: false },
    { field: 'a', isOrdered: true },
  ])('$field is in an index of its own: $isOrdered', ({ field, isOrdered }) => {
    expect(entries.fields.of('c').below(field).ordered > 0).toBe(isOrdered);
  });
});
