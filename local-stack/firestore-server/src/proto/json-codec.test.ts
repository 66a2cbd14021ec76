import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asciiJson } from './ascii-json.ts';
import { messageCodec } from './json-codec.ts';

const document = messageCodec('Document');
const value = (given: object) => Object(document.fromJson({ fields: { f: given } }, '')).fields.f;
const json = (given: object) => Object(document.toJson({ fields: { f: given } })).fields.f;

describe('values', () => {
  test.each([
    { message: { nullValue: 'NULL_VALUE' }, text: { nullValue: null } },
    { message: { booleanValue: false }, text: { booleanValue: false } },
    { message: { integerValue: '9223372036854775807' }, text: { integerValue: '9223372036854775807' } },
    { message: { doubleValue: 0 }, text: { doubleValue: 0 } },
    { message: { doubleValue: -0 }, text: { doubleValue: '-0' } },
    { message: { doubleValue: Number.NaN }, text: { doubleValue: 'NaN' } },
    { message: { doubleValue: Number.NEGATIVE_INFINITY }, text: { doubleValue: '-Infinity' } },
    { message: { stringValue: '' }, text: { stringValue: '' } },
    { message: { bytesValue: Buffer.from([251, 255]) }, text: { bytesValue: '+/8=' } },
    {
      message: { timestampValue: { seconds: '1767225600', nanos: 0 } },
      text: { timestampValue: '2026-01-01T00:00:00Z' },
    },
    {
      message: { timestampValue: { seconds: '-1', nanos: 5000 } },
      text: { timestampValue: '1969-12-31T23:59:59.000005Z' },
    },
    { message: { arrayValue: {} }, text: { arrayValue: {} } },
    {
      message: { mapValue: { fields: { constructor: { nullValue: 'NULL_VALUE' } } } },
      text: { mapValue: { fields: { constructor: { nullValue: null } } } },
    },
  ])('$text, both ways', ({ message, text }) => {
    expect(json(message)).toEqual(text);
    expect(value(text)).toEqual(message);
  });

  test.each([
    { text: { integerValue: 42 }, message: { integerValue: '42' }, why: 'an integral number' },
    { text: { doubleValue: '1.5' }, message: { doubleValue: 1.5 }, why: 'a number as text' },
    { text: { bytesValue: '-_8' }, message: { bytesValue: Buffer.from([251, 255]) }, why: 'base64url' },
    {
      text: { timestampValue: '2026-01-01T01:00:00.5+01:00' },
      message: { timestampValue: { seconds: '1767225600', nanos: 500_000_000 } },
      why: 'an offset',
    },
    { text: { geo_point_value: { latitude: 1 } }, message: { geoPointValue: { latitude: 1 } }, why: 'snake case' },
  ])('$text is read: $why', ({ text, message }) => expect(value(text)).toEqual(message));

  test.each([
    { text: { integerValue: '9223372036854775808' }, why: 'beyond 64 bits' },
    { text: { integerValue: 1.5 }, why: 'a fraction' },
    { text: { doubleValue: 'many' }, why: 'no number' },
    { text: { timestampValue: 'yesterday' }, why: 'no time' },
    { text: { bytesValue: '*' }, why: 'no base64' },
    { text: { stringValue: 7 }, why: 'no string' },
    { text: { newValue: 7 }, why: 'an unknown member' },
  ])('$text is refused: $why', ({ text }) => {
    expect(() => value(text)).toThrow(expect.objectContaining({ status: 'INVALID_ARGUMENT' }));
  });
});

describe('messages', () => {
  test('wrappers are bare, enums are names, defaults are left out', () => {
    const query = messageCodec('StructuredQuery');
    const message = {
      limit: { value: 10 },
      offset: 0,
      from: [{ collectionId: 'c', allDescendants: false }],
      orderBy: [],
    };
    expect(query.toJson(message)).toEqual({ limit: 10, from: [{ collectionId: 'c' }] });
    expect(query.fromJson({ limit: 10, orderBy: [{ direction: 2 }] }, '')).toEqual({
      limit: { value: 10 },
      orderBy: [{ direction: 'DESCENDING' }],
    });
  });

  test('the write of a web transaction has its verify', () => {
    const text = { verify: 'projects/p/databases/d/documents/c/d', currentDocument: { exists: false } };
    const write = messageCodec('Write');
    expect(write.fromJson(text, '')).toEqual(text);
    expect(write.toJson(text)).toEqual(text);
  });

  test('an unknown name is told with its place', () => {
    expect(() => messageCodec('CommitRequest').fromJson({ writes: [{ updat: {} }] }, '')).toThrow(
      `Invalid JSON payload received. Unknown name "updat" at 'writes[0]': Cannot find field.`,
    );
  });
});

test('JSON leaves in ASCII and means the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const encoded = asciiJson({ text });
      expect(Buffer.byteLength(encoded)).toBe(encoded.length);
      expect(JSON.parse(encoded)).toEqual({ text });
    }),
  );
});
