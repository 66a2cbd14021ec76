import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Value } from '../values/value.ts';
import { packageDefinition } from './descriptor.ts';
import { serializerOf } from './serialize.ts';

const service = packageDefinition['google.firestore.v1.Firestore'];
if (!service || 'format' in service) throw new Error('The descriptor has no service.');
const methodOf = (name: string) => Object(service)[name] as (typeof service)[string];

const anyTimestamp = fc.record({
  seconds: fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }).map(String),
  nanos: fc.integer({ min: 0, max: 999_999_999 }),
});
const { value: anyValue } = fc.letrec<{ value: Value; fields: Record<string, Value> }>((tie) => ({
  fields: fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant<Value>({ nullValue: 'NULL_VALUE' }),
    fc.boolean().map((booleanValue): Value => ({ booleanValue })),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n): Value => ({ integerValue: String(n) })),
    fc.double().map((doubleValue): Value => ({ doubleValue })),
    anyTimestamp.map((timestampValue): Value => ({ timestampValue })),
    fc.string({ unit: 'binary' }).map((stringValue): Value => ({ stringValue })),
    fc.uint8Array().map((bytesValue): Value => ({ bytesValue })),
    fc
      .record({ latitude: fc.double({ min: 1, max: 90 }), longitude: fc.double({ min: 1 }) })
      .map((geoPointValue): Value => ({ geoPointValue })),
    fc.array(tie('value'), { maxLength: 3 }).map((values): Value => ({ arrayValue: { values } })),
    tie('fields').map((fields): Value => ({ mapValue: { fields } })),
  ),
}));
/** Absent and default mean the same outside of values, so messages here have no defaults. */
const anyText = fc.string({ minLength: 1 });
const anyCount = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const anyDocument = fc.record({
  name: anyText,
  fields: fc.dictionary(fc.string(), anyValue, { maxKeys: 4 }),
  createTime: anyTimestamp,
  updateTime: anyTimestamp,
});
const anyTargetChange = fc.record(
  {
    targetChangeType: fc.constantFrom('ADD', 'REMOVE', 'CURRENT', 'RESET'),
    targetIds: fc.array(fc.nat()),
    cause: fc.record({ code: fc.integer({ min: 1, max: 16 }), message: anyText }),
    resumeToken: fc.uint8Array({ minLength: 1 }),
    readTime: anyTimestamp,
  },
  { requiredKeys: [] },
);

test.each([
  {
    method: 'RunQuery',
    messages: fc.record({ document: anyDocument, readTime: anyTimestamp, skippedResults: anyCount }),
  },
  {
    method: 'Listen',
    messages: fc.oneof(
      anyTargetChange.map((targetChange) => ({ targetChange })),
      fc
        .record({ document: anyDocument, targetIds: fc.array(fc.nat()), removedTargetIds: fc.array(fc.nat()) })
        .map((documentChange) => ({ documentChange })),
      fc.record({ targetId: anyCount, count: anyCount }).map((filter) => ({ filter })),
    ),
  },
  {
    method: 'Commit',
    messages: fc.record({
      writeResults: fc.array(fc.record({ updateTime: anyTimestamp, transformResults: fc.array(anyValue) })),
      commitTime: anyTimestamp,
    }),
  },
])('responses of $method read back as they would from the plain serializer', ({ method, messages }) => {
  const { responseSerialize, responseDeserialize, responseType } = methodOf(method);
  const serialize = serializerOf(`google.firestore.v1.${Object(responseType.type).name}`);
  fc.assert(
    fc.property(messages as fc.Arbitrary<object>, (message) => {
      expect(responseDeserialize(serialize(message))).toEqual(responseDeserialize(responseSerialize(message)));
    }),
    { numRuns: 200 },
  );
});
