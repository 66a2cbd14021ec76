import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareValues, equalValues, identicalValues } from './compare-values.ts';
import type { Value } from './value.ts';

const int = (n: number | string): Value => ({ integerValue: String(n) });
const double = (n: number): Value => ({ doubleValue: n });
const text = (s: string): Value => ({ stringValue: s });
const list = (...values: Value[]): Value => ({ arrayValue: { values } });
const map = (fields: Record<string, Value>): Value => ({ mapValue: { fields } });
const vector = (...numbers: number[]): Value =>
  map({ __type__: text('__vector__'), value: list(...numbers.map(double)) });
const reference = (path: string): Value => ({ referenceValue: `projects/p/databases/d/documents/${path}` });

/** The documented order, lowest first; values of one group are equal. */
const ASCENDING: Value[][] = [
  [{ nullValue: 'NULL_VALUE' }],
  [{ booleanValue: false }],
  [{ booleanValue: true }],
  [double(Number.NaN)],
  [double(Number.NEGATIVE_INFINITY)],
  [int('-9223372036854775808'), double(-(2 ** 63))],
  [double(-1.5)],
  [int(-1), double(-1)],
  [int(0), double(0), double(-0)],
  [double(Number.MIN_VALUE)],
  [int(1), double(1)],
  [int('9007199254740992'), double(2 ** 53)],
  [int('9007199254740993')],
  [int('9223372036854775806')],
  [int('9223372036854775807')],
  [double(2 ** 63)],
  [double(Number.POSITIVE_INFINITY)],
  [{ timestampValue: { seconds: '-1', nanos: 999_999_000 } }],
  [{ timestampValue: { seconds: '0', nanos: 0 } }, { timestampValue: {} }],
  [{ timestampValue: { seconds: '1', nanos: 0 } }],
  [text('')],
  [text('a')],
  [text('a\u0000')],
  [text('b')],
  [text('\ue000')],
  [text('\uffff')],
  [text('😀')],
  [{ bytesValue: new Uint8Array([]) }],
  [{ bytesValue: new Uint8Array([0, 255]) }],
  [{ bytesValue: new Uint8Array([1]) }],
  [reference('c/__id7__')],
  [reference('c/__id10__')],
  [reference('c/a')],
  [reference('c/a/b/c')],
  [reference('c/b')],
  [{ geoPointValue: { latitude: -1, longitude: 5 } }],
  [{ geoPointValue: {} }],
  [{ geoPointValue: { latitude: 0, longitude: 1 } }],
  [list()],
  [list(int(1), int(2), int(3))],
  [list(int(1), int(2), int(3), int(1))],
  [list(int(2))],
  [vector(9)],
  [vector(1, 1)],
  [vector(1, 2)],
  [map({})],
  [map({ a: text('foo'), b: text('bar') })],
  [map({ a: text('foo'), b: text('bar'), c: text('q') })],
  [map({ b: text('baz'), a: text('foo') })],
  [map({ b: text('aaa') })],
];

describe('the documented order', () => {
  const flat = ASCENDING.flatMap((group, rank) => group.map((value) => ({ value, rank })));
  test.each(flat)('$value has its place', ({ value, rank }) => {
    for (const other of flat) {
      expect(Math.sign(compareValues(value, other.value))).toBe(Math.sign(rank - other.rank));
    }
  });
});

const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Value>({ nullValue: 'NULL_VALUE' }, { booleanValue: true }, { booleanValue: false }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n): Value => ({ integerValue: String(n) })),
    fc.integer({ min: -3, max: 3 }).map(int),
    fc.double().map(double),
    fc.constantFrom(2 ** 53, 2 ** 63, -(2 ** 63), 0.5, -0).map(double),
    fc.string({ unit: 'binary', maxLength: 3 }).map(text),
    fc.uint8Array({ maxLength: 3 }).map((bytesValue): Value => ({ bytesValue })),
    fc.constantFrom('a/b', 'a/__id3__', 'a/__id-3__', 'a/b/c/d', '__id1__/x').map(reference),
    fc
      .record({ latitude: fc.integer({ min: -2, max: 2 }), longitude: fc.integer({ min: -2, max: 2 }) })
      .map((geoPointValue): Value => ({ geoPointValue })),
    fc.array(tie('value'), { maxLength: 3 }).map((values): Value => ({ arrayValue: { values } })),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'é'), tie('value'), { maxKeys: 3 }).map(map),
    fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 3 }).map((numbers) => vector(...numbers)),
  ),
}));

test('the order is antisymmetric', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (a, b) => Math.sign(compareValues(a, b)) + Math.sign(compareValues(b, a)) === 0),
  );
});

test('the order is transitive', () => {
  fc.assert(
    fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
      const [low, middle, high] = [a, b, c].sort(compareValues) as [Value, Value, Value];
      expect(compareValues(low, middle)).toBeLessThanOrEqual(0);
      expect(compareValues(middle, high)).toBeLessThanOrEqual(0);
      expect(compareValues(low, high)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});

test('what is identical is equal, and a value is identical to its copy', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (a, b) => {
      if (identicalValues(a, b)) expect(equalValues(a, b)).toBe(true);
      expect(identicalValues(a, structuredClone(a))).toBe(true);
    }),
  );
});

test.each([
  [int(3), double(3)],
  [double(0), double(-0)],
])('%j and %j are equal but not identical', (a, b) => {
  expect([equalValues(a, b), identicalValues(a, b)]).toEqual([true, false]);
});
