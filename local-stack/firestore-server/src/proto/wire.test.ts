import { fromJSON } from '@grpc/proto-loader';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '../values/value.ts';
import { descriptor, firestoreSchema } from './descriptor.ts';
import { parserOf } from './parse.ts';
import { serializerOf } from './serialize.ts';

/** What the SDKs' own loader makes of the same bytes and messages. */
const { 'google.firestore.v1.Firestore': service } = fromJSON(descriptor, {
  longs: String,
  enums: String,
  defaults: false,
  oneofs: false,
});
if (!service || 'format' in service) throw new Error('The descriptor has no service.');
type TheirMethod = (typeof service)[string];
const methods = new Map(
  firestoreSchema.methods('google.firestore.v1.Firestore').map((method) => [method.name, method]),
);
function methodOf(name: string) {
  const types = methods.get(name);
  const theirs: TheirMethod = Object(service)[name];
  if (!types) throw new Error(`There is no method ${name}.`);
  return { ...types, theirs };
}

const anyTimestamp = fc.record({
  seconds: fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }).map(String),
  nanos: fc.integer({ min: 0, max: 999_999_999 }),
});
const anyInt64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(
    0n,
    127n,
    128n,
    -1n,
    2n ** 31n,
    2n ** 32n,
    2n ** 53n,
    2n ** 53n + 1n,
    -(2n ** 53n) - 1n,
    -(2n ** 63n),
  ),
);
const anyKey = fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'é', '😀', ''));
const { value: anyValue } = fc.letrec<{ value: Value; fields: Record<string, Value> }>((tie) => ({
  fields: fc.dictionary(anyKey, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant<Value>({ nullValue: 'NULL_VALUE' }),
    fc.boolean().map((booleanValue): Value => ({ booleanValue })),
    anyInt64.map((n): Value => ({ integerValue: String(n) })),
    fc.double().map((doubleValue): Value => ({ doubleValue })),
    anyTimestamp.map((timestampValue): Value => ({ timestampValue })),
    fc.string({ unit: 'binary', maxLength: 200 }).map((stringValue): Value => ({ stringValue })),
    fc.uint8Array({ maxLength: 200 }).map((bytes): Value => ({ bytesValue: Buffer.from(bytes) })),
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
const anyBytes = fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes));
const anyDocument = fc.record({
  name: anyText,
  fields: fc.dictionary(fc.string(), anyValue, { maxKeys: 4, noNullPrototype: true }),
  createTime: anyTimestamp,
  updateTime: anyTimestamp,
});
const anyTargetChange = fc.record(
  {
    targetChangeType: fc.constantFrom('ADD', 'REMOVE', 'CURRENT', 'RESET'),
    targetIds: fc.array(fc.integer()),
    cause: fc.record({ code: fc.integer({ min: 1, max: 16 }), message: anyText }),
    resumeToken: anyBytes,
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
])('responses of $method mean to the SDKs what they say', ({ method, messages }) => {
  const { responseType, theirs } = methodOf(method);
  const serialize = serializerOf(responseType);
  fc.assert(
    fc.property(messages as fc.Arbitrary<object>, (message) => {
      expect(theirs.responseDeserialize(serialize(message))).toEqual(
        theirs.responseDeserialize(theirs.responseSerialize(message)),
      );
    }),
    { numRuns: 200 },
  );
});

test.each([
  {
    method: 'Commit',
    messages: fc.record({
      database: anyText,
      transaction: anyBytes,
      writes: fc.array(
        fc.oneof(
          fc.record({
            update: anyDocument,
            updateMask: fc.record({ fieldPaths: fc.array(anyText) }),
            updateTransforms: fc.array(
              fc.oneof(
                fc.record({ fieldPath: anyText, increment: anyValue }),
                fc.record({ fieldPath: anyText, setToServerValue: fc.constant('REQUEST_TIME') }),
              ),
            ),
            currentDocument: fc.oneof(
              fc.boolean().map((exists) => ({ exists })),
              anyTimestamp.map((updateTime) => ({ updateTime })),
            ),
          }),
          fc.record({ verify: anyText }),
        ),
      ),
    }),
  },
  {
    method: 'Listen',
    messages: fc.record({
      database: anyText,
      labels: fc.dictionary(anyText, fc.string(), { noNullPrototype: true }),
      addTarget: fc.record({
        targetId: fc.integer(),
        once: fc.constant(true),
        resumeToken: anyBytes,
        expectedCount: fc.record({ value: anyCount }),
        documents: fc.record({ documents: fc.array(anyText) }),
      }),
    }),
  },
])('requests of $method are read as the SDKs mean them', ({ method, messages }) => {
  const { requestType, theirs } = methodOf(method);
  const parse = parserOf(requestType);
  fc.assert(
    fc.property(messages as fc.Arbitrary<object>, (message) => {
      const bytes = theirs.requestSerialize(message);
      expect(parse(bytes)).toEqual(theirs.requestDeserialize(bytes));
    }),
    { numRuns: 200 },
  );
});

describe('a message that is none', () => {
  const parse = parserOf(firestoreSchema.message('google.firestore.v1.Document'));
  const whole = serializerOf(firestoreSchema.message('google.firestore.v1.Document'))({
    name: 'a',
    fields: { f: { mapValue: { fields: { g: { doubleValue: 1.5 } } } }, s: { stringValue: 'x'.repeat(300) } },
  });

  test('cut off anywhere', () => {
    for (let length = 1; length < whole.length; length++) {
      let message: object | null = null;
      try {
        message = parse(whole.subarray(0, length));
      } catch {}
      // Between two fields the rest is a message, too; then it has less in it.
      expect(message).not.toEqual(parse(whole));
    }
  });

  test('a length that reaches beyond its message', () => {
    expect(() => parse(Buffer.from([0x0a, 5, 65]))).toThrow('cut off');
    expect(() => parse(Buffer.from([0x12, 3, 0x0a, 4, 65, 66, 67, 68, 69]))).toThrow('cut off');
  });

  test('a field nobody knows is passed over, whatever it holds', () => {
    const unknown = Buffer.from([
      0xf8, 1, 0x80, 1, 0xf9, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0xfa, 1, 2, 9, 9, 0xfd, 1, 1, 2, 3, 4,
    ]);
    expect(parse(Buffer.concat([unknown, whole, unknown]))).toEqual(parse(whole));
  });
});

test('after a message that cannot be written the next one is not mixed up with it', () => {
  const serialize = serializerOf(firestoreSchema.message('google.firestore.v1.Document'));
  const good = { name: 'b' };
  const alone = serialize(good);
  expect(() => serialize({ name: 'a', fields: { f: { integerValue: 'no number' } } })).toThrow(SyntaxError);
  expect(serialize(good)).toEqual(alone);
});
