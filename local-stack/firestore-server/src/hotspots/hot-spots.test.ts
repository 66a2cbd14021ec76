import { describe, expect, test } from 'vitest';
import { IndexDefinitions } from '../query/index-definitions.ts';
import { IndexedFields } from '../query/indexed-field.ts';
import { Database } from '../storage/database.ts';
import { planWrite } from '../storage/plan-write.ts';
import { prepareCommit } from '../storage/prepare-commit.ts';
import type { Write } from '../storage/write.ts';
import type { Value } from '../values/value.ts';
import { describeHotSpot } from './hot-spot.ts';
import { HotSpots } from './hot-spots.ts';
import { RecentMap } from './recent-map.ts';

const DATABASE = 'projects/demo-x/databases/(default)';
const FREE_IS_EXEMPT = new IndexDefinitions([], new Map([['c/free', []]]));
const START = 1_767_225_600_000_000;
const MS = 1000;

/** A database whose clock goes on by a fixed time with each commit. */
function watched(pauseMs: number) {
  let now = START;
  const database = new Database(DATABASE, { now: () => now });
  const hotSpots = new HotSpots(new IndexedFields(FREE_IS_EXEMPT));
  const commit = (...writes: Write[]) => {
    now += pauseMs * MS;
    const planned = writes.map((write) => planWrite(write, DATABASE));
    const prepared = prepareCommit(database, planned, database.clock.commitTime());
    database.apply(prepared.time, prepared.changes);
    hotSpots.commit(DATABASE, prepared);
  };
  const kinds = () => hotSpots.of('demo-x').map(({ kind, path, field }) => [kind, path, field]);
  return { hotSpots, commit, kinds };
}

const n = (value: number): Value => ({ integerValue: String(value) });
const set = (path: string, fields: Record<string, Value> = {}): Write => ({
  update: { name: `${DATABASE}/documents/${path}`, fields },
});
const id = (number: number) => String(number).padStart(6, '0');
/** Numbers in an order that rises and falls. */
const scattered = (i: number) => (i * 7919) % 1009;

describe('writes to one document', () => {
  test.each([
    { title: 'once per second is borne', pauseMs: 1000, writes: 60, isHot: false },
    { title: 'a short burst is borne', pauseMs: 1, writes: 10, isHot: false },
    { title: 'twice per second is not', pauseMs: 500, writes: 30, isHot: true },
    { title: 'nor a long burst', pauseMs: 1, writes: 11, isHot: true },
  ])('$title', ({ pauseMs, writes, isHot }) => {
    const { commit, kinds } = watched(pauseMs);
    for (let i = 0; i < writes; i++) commit(set('c/d', { n: n(i) }));
    expect(kinds()).toEqual(isHot ? [['document-write-rate', 'c/d', null]] : []);
  });

  test('writes that change nothing count, writes of one commit count once', () => {
    const same = watched(100);
    for (let i = 0; i < 20; i++) same.commit(set('c/d'));
    expect(same.kinds()).toEqual([['document-write-rate', 'c/d', null]]);
    const once = watched(100);
    once.commit(...Array.from({ length: 20 }, (_, i) => set('c/d', { n: n(i) })));
    expect(once.kinds()).toEqual([]);
  });

  test('what is told', () => {
    const { commit, hotSpots } = watched(100);
    for (let i = 0; i < 100; i++) commit(set('c/d', { n: n(i) }));
    expect(hotSpots.of('demo-x').map(describeHotSpot)).toEqual([
      {
        kind: 'document-write-rate',
        database: '(default)',
        path: 'c/d',
        ratePerSecond: expect.closeTo(10, 0),
        since: expect.stringMatching(/^2025-12-31T23:59:5/),
        lastSeen: '2026-01-01T00:00:10Z',
        advice: expect.stringContaining('distributed counter'),
        link: 'https://firebase.google.com/docs/firestore/best-practices#hotspots',
      },
    ]);
  });
});

describe('ids that rise', () => {
  test.each([
    { title: 'a run', pauseMs: 10, idOf: (i: number) => id(i), isHot: true },
    { title: 'falling ones as well', pauseMs: 10, idOf: (i: number) => id(1000 - i), isHot: true },
    { title: 'a slow run', pauseMs: 200, idOf: (i: number) => id(i), isHot: false },
    { title: 'scattered ids', pauseMs: 10, idOf: (i: number) => id(scattered(i)), isHot: false },
  ])('$title: $isHot', ({ pauseMs, idOf, isHot }) => {
    const { commit, kinds } = watched(pauseMs);
    for (let i = 0; i < 150; i++) commit(set(`c/${idOf(i)}`));
    expect(kinds()).toEqual(isHot ? [['monotonic-document-ids', 'c', null]] : []);
  });

  test('updates in order are none', () => {
    const { commit, hotSpots, kinds } = watched(10);
    for (let i = 0; i < 150; i++) commit(set(`c/${id(i)}`));
    hotSpots.reset('demo-x');
    for (let i = 0; i < 150; i++) commit(set(`c/${id(i)}`, { n: n(scattered(i)) }));
    expect(kinds()).toEqual([]);
  });

  test('each collection for itself', () => {
    const { commit, kinds } = watched(10);
    for (let i = 0; i < 150; i++) commit(set(`c/x/${i % 2 ? 'a' : 'b'}/${id(i % 2 ? i : 1000 - i)}`));
    expect(kinds()).toEqual([]);
    for (let i = 150; i < 300; i++) commit(set(`c/x/${i % 2 ? 'a' : 'b'}/${id(i % 2 ? i : 1000 - i)}`));
    expect(kinds().sort()).toEqual([
      ['monotonic-document-ids', 'c/x/a', null],
      ['monotonic-document-ids', 'c/x/b', null],
    ]);
  });
});

describe('values that rise', () => {
  test.each<{ title: string; fields: (i: number) => Record<string, Value>; field: string | null }>([
    { title: 'numbers', fields: (i) => ({ n: n(i) }), field: 'n' },
    { title: 'times', fields: (i) => ({ at: { timestampValue: { seconds: String(i) } } }), field: 'at' },
    { title: 'texts', fields: (i) => ({ t: { stringValue: id(i) } }), field: 't' },
    { title: 'within a map', fields: (i) => ({ m: { mapValue: { fields: { n: n(i) } } } }), field: 'm.n' },
    { title: 'always the same', fields: () => ({ n: n(1) }), field: null },
    { title: 'scattered', fields: (i) => ({ n: n(scattered(i)) }), field: null },
    { title: 'exempt from indexing', fields: (i) => ({ free: n(i) }), field: null },
  ])('$title: $field', ({ fields, field }) => {
    const { commit, kinds } = watched(10);
    for (let i = 0; i < 150; i++) commit(set(`c/${id(scattered(i))}`, fields(i)));
    expect(kinds()).toEqual(field === null ? [] : [['monotonic-field-values', 'c', field]]);
  });
});

test('a reset forgets one project, and what was on its way', () => {
  const { commit, hotSpots, kinds } = watched(500);
  for (let i = 0; i < 15; i++) commit(set('c/d'));
  hotSpots.reset('demo-other');
  expect(kinds().length).toBe(1);
  hotSpots.reset('demo-x');
  for (let i = 0; i < 10; i++) commit(set('c/d'));
  expect(kinds()).toEqual([]);
});

test('memory is bounded, and what is hot is not forgotten', () => {
  const map = new RecentMap<number>(4);
  for (const key of ['a', 'hot', 'b', 'hot', 'c', 'hot', 'd']) map.touch(key, () => 0);
  expect([map.size, [...map.entries()].map(([key]) => key).sort()]).toEqual([3, ['c', 'd', 'hot']]);
});
