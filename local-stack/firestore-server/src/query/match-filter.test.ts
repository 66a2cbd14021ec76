import { describe, expect, test } from 'vitest';
import type { StoredDocument } from '../storage/document.ts';
import { NULL_VALUE, type Value } from '../values/value.ts';
import { matchesFilter } from './match-filter.ts';
import { planFilter } from './plan-filter.ts';
import type { FieldOperator, FilterMessage, UnaryOperator } from './structured-query.ts';

const int = (n: number): Value => ({ integerValue: String(n) });
const double = (n: number): Value => ({ doubleValue: n });
const text = (s: string): Value => ({ stringValue: s });
const list = (...values: Value[]): Value => ({ arrayValue: { values } });
const NAN = double(Number.NaN);

const document = (value: Value | null): StoredDocument => ({
  name: 'projects/p/databases/d/documents/c/id',
  path: 'c/id',
  fields: value === null ? {} : { f: value },
  createTime: 1,
  updateTime: 1,
});
const field = (op: FieldOperator, value: Value, fieldPath = 'f'): FilterMessage => ({
  fieldFilter: { field: { fieldPath }, op, value },
});
const unary = (op: UnaryOperator): FilterMessage => ({ unaryFilter: { field: { fieldPath: 'f' }, op } });
const all = (...filters: FilterMessage[]): FilterMessage => ({ compositeFilter: { op: 'AND', filters } });
const any = (...filters: FilterMessage[]): FilterMessage => ({ compositeFilter: { op: 'OR', filters } });

const VALUES: Record<string, Value | null> = {
  missing: null,
  null: NULL_VALUE,
  NaN: NAN,
  one: int(1),
  'one.0': double(1),
  two: int(2),
  text: text('a'),
  'list 1,2': list(int(1), int(2)),
  'list null': list(NULL_VALUE),
};

test.each<{ filter: FilterMessage; matches: string[]; why: string }>([
  { filter: field('EQUAL', int(1)), matches: ['one', 'one.0'], why: 'int and double are one type' },
  { filter: field('EQUAL', NULL_VALUE), matches: ['null'], why: 'equal to null' },
  {
    filter: field('NOT_EQUAL', int(1)),
    matches: ['NaN', 'two', 'text', 'list 1,2', 'list null'],
    why: 'other types differ, null and missing never',
  },
  { filter: field('GREATER_THAN', int(1)), matches: ['two'], why: 'same type only' },
  { filter: field('LESS_THAN_OR_EQUAL', int(1)), matches: ['one', 'one.0'], why: 'NaN lies in no range' },
  { filter: field('GREATER_THAN_OR_EQUAL', NAN), matches: [], why: 'nor does anything compare with NaN' },
  {
    filter: field('IN', list(int(1), NULL_VALUE, NAN)),
    matches: ['one', 'one.0'],
    why: 'null and NaN in a list match nothing',
  },
  {
    filter: field('NOT_IN', list(int(1), text('a'))),
    matches: ['NaN', 'two', 'list 1,2', 'list null'],
    why: 'present and none of them',
  },
  { filter: field('NOT_IN', list(int(1), NULL_VALUE)), matches: [], why: 'a null in the list empties the result' },
  {
    filter: field('NOT_IN', list(NAN)),
    matches: ['one', 'one.0', 'two', 'text', 'list 1,2', 'list null'],
    why: 'NaN excludes NaN',
  },
  { filter: field('ARRAY_CONTAINS', double(1)), matches: ['list 1,2'], why: 'an equal element' },
  { filter: field('ARRAY_CONTAINS', NULL_VALUE), matches: [], why: 'null is never contained' },
  { filter: field('ARRAY_CONTAINS_ANY', list(int(2), NULL_VALUE)), matches: ['list 1,2'], why: 'any equal element' },
  { filter: unary('IS_NULL'), matches: ['null'], why: 'null' },
  { filter: unary('IS_NAN'), matches: ['NaN'], why: 'NaN' },
  {
    filter: unary('IS_NOT_NULL'),
    matches: ['NaN', 'one', 'one.0', 'two', 'text', 'list 1,2', 'list null'],
    why: 'present and not null',
  },
  {
    filter: unary('IS_NOT_NAN'),
    matches: ['one', 'one.0', 'two', 'text', 'list 1,2', 'list null'],
    why: 'present, not null, not NaN',
  },
  {
    filter: any(field('EQUAL', int(2)), all(field('GREATER_THAN', int(0)), field('LESS_THAN', int(2)))),
    matches: ['one', 'one.0', 'two'],
    why: 'nested',
  },
  {
    filter: any(field('EQUAL', int(1)), field('NOT_IN', list(int(2), text('a')))),
    matches: ['NaN', 'one', 'one.0', 'list 1,2', 'list null'],
    why: 'none of a list, or another condition',
  },
  {
    filter: field('EQUAL', { referenceValue: 'projects/p/databases/d/documents/c/id' }, '__name__'),
    matches: Object.keys(VALUES),
    why: 'the name',
  },
])('$why', ({ filter, matches }) => {
  const planned = planFilter(filter);
  const found = Object.keys(VALUES).filter((name) => matchesFilter(document(VALUES[name] ?? null), planned));
  expect(found).toEqual(matches);
});

describe('refused', () => {
  const numbers = (count: number): Value => list(...Array.from({ length: count }, (_, i) => int(i)));
  const name = (id: string): Value => ({ referenceValue: `projects/p/databases/d/documents/${id}` });
  test.each<{ title: string; filter: FilterMessage; says: string }>([
    { title: 'an empty list', filter: field('IN', list()), says: "'IN' requires an non-empty ArrayValue" },
    { title: 'too many NOT_IN', filter: field('NOT_IN', numbers(11)), says: '10' },
    { title: '31 IN', filter: field('IN', numbers(31)), says: 'maximum number of disjunctions' },
    {
      title: '6 x 6',
      filter: all(field('IN', numbers(6)), field('IN', numbers(6), 'g')),
      says: 'maximum number of disjunctions',
    },
    { title: 'two negations', filter: all(field('NOT_EQUAL', int(1)), unary('IS_NOT_NULL')), says: 'Only a single' },
    {
      title: 'NOT_IN with IN',
      filter: all(field('NOT_IN', numbers(1)), field('IN', numbers(1), 'g')),
      says: 'NOT_IN',
    },
    {
      title: 'two ARRAY_CONTAINS',
      filter: all(field('ARRAY_CONTAINS', int(1)), field('ARRAY_CONTAINS', int(2), 'g')),
      says: 'per disjunction',
    },
    {
      title: 'a key and another range',
      filter: all(field('EQUAL', name('c/a'), '__name__'), field('LESS_THAN', int(1))),
      says: 'Equality on key',
    },
    { title: 'a key that is none', filter: field('EQUAL', text('a'), '__name__'), says: 'Key' },
    { title: 'a collection as key', filter: field('EQUAL', name('c'), '__name__'), says: 'invalid' },
    { title: 'no operator', filter: { fieldFilter: { field: { fieldPath: 'f' }, value: int(1) } }, says: 'operator' },
    { title: 'no value', filter: { fieldFilter: { field: { fieldPath: 'f' }, op: 'EQUAL' } }, says: 'value' },
    { title: 'nothing at all', filter: {}, says: 'filter' },
  ])('$title', ({ filter, says }) => {
    expect(() => planFilter(filter)).toThrow(
      expect.objectContaining({ status: 'INVALID_ARGUMENT', message: expect.stringContaining(says) }),
    );
  });

  test('30 disjunctions and two ARRAY_CONTAINS in different ones are fine', () => {
    planFilter(field('IN', numbers(30)));
    planFilter(any(field('ARRAY_CONTAINS', int(1)), field('ARRAY_CONTAINS', int(2))));
  });
});
