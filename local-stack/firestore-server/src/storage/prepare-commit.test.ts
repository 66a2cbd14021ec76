import { beforeEach, describe, expect, test } from 'vitest';
import type { Fields, Value } from '../values/value.ts';
import { Database } from './database.ts';
import { planWrite } from './plan-write.ts';
import { prepareCommit } from './prepare-commit.ts';
import type { FieldTransform, Write } from './write.ts';

const NAME = 'projects/p/databases/(default)';
const name = (path: string): string => `${NAME}/documents/${path}`;
const int = (n: number | string): Value => ({ integerValue: String(n) });
const double = (n: number): Value => ({ doubleValue: n });
const list = (...values: Value[]): Value => ({ arrayValue: { values } });
const map = (fields: Fields): Value => ({ mapValue: { fields } });

let database: Database;
let now: number;
beforeEach(() => {
  now = 1_000_000;
  database = new Database(NAME, { now: () => now });
});

const commit = (...writes: Write[]) => {
  const planned = writes.map((write) => planWrite(write, NAME));
  const prepared = prepareCommit(database, planned, database.clock.commitTime());
  database.apply(prepared.time, prepared.changes);
  return prepared;
};
const set = (path: string, fields: Fields): Write => ({ update: { name: name(path), fields } });
const fieldsOf = (path: string) => database.document(path)?.fields;

describe('masks', () => {
  const cases: { title: string; fields: Fields; mask: string[]; result: Fields }[] = [
    {
      title: 'sets what is listed',
      fields: { b: int(9) },
      mask: ['b'],
      result: { a: map({ x: int(1), y: int(2) }), b: int(9) },
    },
    {
      title: 'deletes what is listed and not given',
      fields: {},
      mask: ['a.x'],
      result: { a: map({ y: int(2) }), b: int(1) },
    },
    {
      title: 'leaves what is not listed',
      fields: { c: int(3) },
      mask: [],
      result: { a: map({ x: int(1), y: int(2) }), b: int(1) },
    },
    {
      title: 'makes maps on the way',
      fields: { b: map({ z: int(1) }) },
      mask: ['b.z'],
      result: { a: map({ x: int(1), y: int(2) }), b: map({ z: int(1) }) },
    },
  ];
  test.each(cases)('$title', ({ fields, mask, result }) => {
    commit(set('c/d', { a: map({ x: int(1), y: int(2) }), b: int(1) }));
    commit({ ...set('c/d', fields), updateMask: { fieldPaths: mask } });
    expect(fieldsOf('c/d')).toEqual(result);
  });
});

describe('transforms', () => {
  const at = (fieldPath: string, transform: Omit<FieldTransform, 'fieldPath'>): FieldTransform => ({
    fieldPath,
    ...transform,
  });
  test.each<{ title: string; before: Fields; transform: FieldTransform; after: Value | undefined }>([
    { title: 'increment of nothing', before: {}, transform: at('n', { increment: int(2) }), after: int(2) },
    {
      title: 'increment of a text',
      before: { n: { stringValue: 'x' } },
      transform: at('n', { increment: int(2) }),
      after: int(2),
    },
    {
      title: 'increment saturates',
      before: { n: int('9223372036854775807') },
      transform: at('n', { increment: int(1) }),
      after: int('9223372036854775807'),
    },
    {
      title: 'a double makes a double',
      before: { n: int(1) },
      transform: at('n', { increment: double(0.5) }),
      after: double(1.5),
    },
    { title: 'maximum keeps equals', before: { n: int(3) }, transform: at('n', { maximum: double(3) }), after: int(3) },
    {
      title: 'minimum takes the lower',
      before: { n: int(3) },
      transform: at('n', { minimum: double(2.5) }),
      after: double(2.5),
    },
    {
      title: 'NaN wins',
      before: { n: int(3) },
      transform: at('n', { maximum: double(Number.NaN) }),
      after: double(Number.NaN),
    },
    {
      title: 'union appends once',
      before: { n: list(int(1)) },
      transform: at('n', { appendMissingElements: { values: [double(1), int(2), int(2)] } }),
      after: list(int(1), int(2)),
    },
    {
      title: 'remove takes all equals',
      before: { n: list(int(1), int(2), double(1)) },
      transform: at('n', { removeAllFromArray: { values: [int(1)] } }),
      after: list(int(2)),
    },
  ])('$title', ({ before, transform, after }) => {
    commit(set('c/d', before));
    const { results } = commit({ ...set('c/d', {}), updateMask: {}, updateTransforms: [transform] });
    expect(fieldsOf('c/d')?.n).toEqual(after);
    expect(results[0]?.transformResults).toHaveLength(1);
  });

  test('server time is the commit time in whole milliseconds', () => {
    now = 5_000_789;
    commit({ transform: { document: name('c/d'), fieldTransforms: [at('t', { setToServerValue: 'REQUEST_TIME' })] } });
    expect(fieldsOf('c/d')?.t).toEqual({ timestampValue: { seconds: '5', nanos: 0 } });
  });
});

describe('preconditions', () => {
  test.each<{ title: string; writes: Write[]; status: string }>([
    { title: 'must exist', writes: [{ ...set('c/new', {}), currentDocument: { exists: true } }], status: 'NOT_FOUND' },
    {
      title: 'must not exist',
      writes: [{ ...set('c/old', {}), currentDocument: { exists: false } }],
      status: 'ALREADY_EXISTS',
    },
    {
      title: 'other version',
      writes: [{ delete: name('c/old'), currentDocument: { updateTime: { seconds: '7' } } }],
      status: 'FAILED_PRECONDITION',
    },
    {
      title: 'verify fails',
      writes: [{ verify: name('c/new'), currentDocument: { exists: true } }],
      status: 'NOT_FOUND',
    },
    {
      title: 'deleted before in the same commit',
      writes: [{ delete: name('c/old') }, { ...set('c/old', {}), currentDocument: { exists: true } }],
      status: 'INVALID_ARGUMENT',
    },
    {
      title: 'missing, deleted before in the same commit',
      writes: [{ delete: name('c/new') }, { ...set('c/new', {}), currentDocument: { exists: true } }],
      status: 'INVALID_ARGUMENT',
    },
  ])('$title: $status, and nothing is written', ({ writes, status }) => {
    commit(set('c/old', { n: int(1) }));
    expect(() => commit(set('c/other', {}), ...writes)).toThrow(expect.objectContaining({ status }));
    expect(fieldsOf('c/other')).toBeUndefined();
  });
});

describe('time', () => {
  test('a write that changes nothing is no change and keeps its update time', () => {
    const first = commit(set('c/d', { n: int(1) }));
    const second = commit(set('c/d', { n: int(1) }));
    expect(second.changes).toEqual([]);
    expect(second.results).toEqual(first.results);
    expect(commit(set('c/d', { n: double(1) })).changes).toHaveLength(1);
  });

  test('commit times rise though the clock stands still; create time starts anew after a deletion', () => {
    const times = [set('c/d', { n: int(1) }), { delete: name('c/d') }, set('c/d', { n: int(2) })].map(
      (write) => commit(write).time,
    );
    expect(times).toEqual([1_000_000, 1_000_001, 1_000_002]);
    expect(database.document('c/d')).toMatchObject({ createTime: 1_000_002, updateTime: 1_000_002 });
    expect(database.document('c/d', 1_000_000)?.fields).toEqual({ n: int(1) });
    expect(database.document('c/d', 1_000_001)).toBeNull();
  });

  test('the history is bounded, and what it forgot is refused', () => {
    database = new Database(NAME, { now: () => now, maxSupersededVersions: 2 });
    for (let i = 0; i < 5; i++) commit(set('c/d', { n: int(i) }));
    expect(() => database.assertReadable(1_000_001)).toThrow(
      expect.objectContaining({ status: 'FAILED_PRECONDITION' }),
    );
    expect(database.document('c/d', 1_000_003)?.fields).toEqual({ n: int(3) });
  });

  test('a deleted document is forgotten with its history', () => {
    database = new Database(NAME, { now: () => now, maxSupersededVersions: 0 });
    commit(set('c/d', {}));
    commit({ delete: name('c/d') });
    expect(database.collectionIds('')).toEqual([]);
    expect([...database.documents({ parent: '', collectionId: 'c', allDescendants: false })]).toEqual([]);
  });
});
