import { expect, test } from 'vitest';
import type { Fields, Value } from '../values/value.ts';
import { changedFieldPaths } from './change-mask.ts';

const n = (value: number): Value => ({ integerValue: String(value) });
const map = (fields: Fields): Value => ({ mapValue: { fields } });
const vector = (value: number): Value =>
  map({ __type__: { stringValue: '__vector__' }, value: { arrayValue: { values: [{ doubleValue: value }] } } });

test.each<{ title: string; before: Fields; after: Fields; paths: string[] }>([
  { title: 'nothing', before: { a: n(1) }, after: { a: n(1) }, paths: [] },
  { title: 'changed', before: { a: n(1), b: n(1) }, after: { a: n(2), b: n(1) }, paths: ['a'] },
  { title: 'added and removed', before: { a: n(1) }, after: { b: n(1) }, paths: ['a', 'b'] },
  { title: 'another type', before: { a: n(1) }, after: { a: { doubleValue: 1 } }, paths: ['a'] },
  {
    title: 'in a map',
    before: { m: map({ x: n(1), y: n(1) }) },
    after: { m: map({ x: n(1), y: n(2) }) },
    paths: ['m.y'],
  },
  { title: 'a map that comes', before: {}, after: { m: map({ x: n(1) }) }, paths: ['m'] },
  { title: 'a map for a number', before: { m: n(1) }, after: { m: map({ x: n(1) }) }, paths: ['m'] },
  { title: 'a vector as a whole', before: { v: vector(1) }, after: { v: vector(2) }, paths: ['v'] },
  { title: 'odd names', before: { 'a.b': n(1) }, after: { 'a.b': n(2) }, paths: ['`a.b`'] },
  { title: 'inherited names', before: {}, after: { constructor: n(1) }, paths: ['constructor'] },
])('$title', ({ before, after, paths }) => {
  expect(changedFieldPaths(before, after)).toEqual(paths);
});
