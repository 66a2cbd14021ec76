import { expect, test } from 'vitest';
import { toStoredFields } from './stored-fields.ts';
import type { Value } from './value.ts';
import { documentSize } from './value-size.ts';

const nested = (levels: number): Value =>
  levels === 0 ? { integerValue: '1' } : { mapValue: { fields: { a: nested(levels - 1) } } };

test('absent parts are filled in, times are rounded down to microseconds', () => {
  expect(
    toStoredFields({
      at: { timestampValue: { nanos: 1999 } },
      origin: { geoPointValue: {} },
      list: { arrayValue: {} },
      map: { mapValue: {} },
    }),
  ).toEqual({
    at: { timestampValue: { seconds: '0', nanos: 1000 } },
    origin: { geoPointValue: { latitude: 0, longitude: 0 } },
    list: { arrayValue: { values: [] } },
    map: { mapValue: { fields: {} } },
  });
});

const VECTOR: Value = {
  mapValue: {
    fields: { __type__: { stringValue: '__vector__' }, value: { arrayValue: { values: [{ doubleValue: 1 }] } } },
  },
};

test.each<{ why: string; value: Value }>([
  { why: 'twenty levels', value: nested(20) },
  { why: 'a vector', value: VECTOR },
  {
    why: 'a list of maps of lists',
    value: { arrayValue: { values: [{ mapValue: { fields: { a: { arrayValue: { values: [] } } } } }] } },
  },
])('accepted: $why', ({ value }) => expect(() => toStoredFields({ f: value })).not.toThrow());

test.each<{ why: string; fields: Record<string, Value> }>([
  { why: 'twenty-one levels', fields: { f: nested(21) } },
  { why: 'a list in a list', fields: { f: { arrayValue: { values: [{ arrayValue: {} }] } } } },
  { why: 'a reserved name', fields: { __f__: { integerValue: '1' } } },
  { why: 'a reserved name inside', fields: { f: { mapValue: { fields: { __a__: { integerValue: '1' } } } } } },
  { why: 'no name', fields: { '': { integerValue: '1' } } },
  { why: 'a long name', fields: { ['x'.repeat(1501)]: { integerValue: '1' } } },
  { why: 'a long text', fields: { f: { stringValue: 'x'.repeat(1_048_488) } } },
  { why: 'beyond 64 bits', fields: { f: { integerValue: '9223372036854775808' } } },
  { why: 'north of the pole', fields: { f: { geoPointValue: { latitude: 91 } } } },
  { why: 'a reference to nothing', fields: { f: { referenceValue: 'c/d' } } },
])('refused: $why', ({ fields }) => {
  expect(() => toStoredFields(fields)).toThrow(expect.objectContaining({ status: 'INVALID_ARGUMENT' }));
});

test('the size of the example in the documentation', () => {
  // https://firebase.google.com/docs/firestore/storage-size: users/jeff/tasks/my_task_id, 147 bytes with 32 of overhead
  const size = documentSize('users/jeff/tasks/my_task_id', {
    type: { stringValue: 'Personal' },
    done: { booleanValue: false },
    priority: { integerValue: '1' },
    description: { stringValue: 'Learn Cloud Firestore' },
  });
  expect(size).toBe(147);
});
