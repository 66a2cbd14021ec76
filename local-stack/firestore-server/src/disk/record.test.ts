import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toStoredFields } from '../values/stored-fields.ts';
import type { Fields, Value } from '../values/value.ts';
import { type DiskRecord, decodeRecord, encodeRecord } from './record.ts';
import { DATABASE } from './testing.ts';

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constant<Value>({ nullValue: 'NULL_VALUE' }),
  fc.boolean().map((booleanValue) => ({ booleanValue })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((integer) => ({ integerValue: String(integer) })),
  fc.double().map((doubleValue) => ({ doubleValue })),
  fc.constantFrom(-0, 0, Number.NaN, Infinity, -Infinity, 5e-324).map((doubleValue) => ({ doubleValue })),
  fc.string({ unit: 'grapheme' }).map((stringValue) => ({ stringValue })),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => ({ bytesValue: Buffer.from(bytes) })),
  fc
    .record({ seconds: fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), micros: fc.nat(999_999) })
    .map(({ seconds, micros }) => ({ timestampValue: { seconds: String(seconds), nanos: micros * 1000 } })),
  fc
    .record({ latitude: fc.double({ min: -90, max: 90 }), longitude: fc.double({ min: -180, max: 180 }) })
    .filter(({ latitude, longitude }) => !Number.isNaN(latitude) && !Number.isNaN(longitude))
    .map((geoPointValue) => ({ geoPointValue })),
  fc.constant<Value>({ referenceValue: `${DATABASE}/documents/c/d` }),
  fc.array(fc.double(), { minLength: 1, maxLength: 4 }).map((numbers) => ({
    mapValue: {
      fields: {
        __type__: { stringValue: '__vector__' },
        value: { arrayValue: { values: numbers.map((doubleValue) => ({ doubleValue })) } },
      },
    },
  })),
);

const name = fc
  .oneof(fc.string({ minLength: 1, unit: 'grapheme' }), fc.constantFrom('constructor', 'toString', 'a.b', '`'))
  .filter((text) => !/^__.*__$/.test(text));
const fields: fc.Arbitrary<Fields> = fc.letrec<{ value: Value; map: Fields }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(scalar, { maxLength: 3 }).map((values) => ({ arrayValue: { values } })),
    tie('map').map((inner) => ({ mapValue: { fields: inner } })),
  ),
  map: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
})).map;

test('documents come back from disk exactly as they are stored', () => {
  const micros = fc.integer({ min: 0, max: 2 ** 51 });
  fc.assert(
    fc.property(fields, micros, micros, (given, createTime, updateTime) => {
      const stored = { name: `${DATABASE}/documents/c/d`, path: 'c/d', fields: toStoredFields(given) };
      const record: DiskRecord = {
        kind: 'commit',
        database: DATABASE,
        time: updateTime,
        documents: [{ ...stored, createTime, updateTime }],
        deletedPaths: ['a/b', 'a/ü'],
      };
      expect(decodeRecord(encodeRecord(record))).toEqual(record);
    }),
    { numRuns: 300 },
  );
});

test.each<DiskRecord>([
  { kind: 'header', version: 1 },
  { kind: 'clear', database: DATABASE, time: 1_700_000_000_123_456 },
  { kind: 'clock', time: 2 ** 52 },
  { kind: 'documents', database: DATABASE, documents: [] },
  { kind: 'end', documentCount: 0, time: 0 },
])('$kind', (record) => {
  expect(decodeRecord(encodeRecord(record))).toEqual(record);
});

test('bytes of others are no record', () => {
  expect(decodeRecord(Buffer.from('not protobuf'))).toBeNull();
  expect(decodeRecord(Buffer.from([8, 99]))).toBeNull();
});
