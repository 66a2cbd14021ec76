import { expect, test } from 'vitest';
import { type LiveFeed, liveOnce, makeLiveSource } from './live.ts';

const failure = { code: 'broken', message: '', hint: '' };

test('a source listens while anybody looks, and keeps its last value', () => {
  const noted: string[] = [];
  const feeds: LiveFeed<number>[] = [];
  const source = makeLiveSource<number>((given) => {
    feeds.push(given);
    noted.push('start');
    return () => noted.push('stop');
  });
  expect(source.getSnapshot()).toEqual({ status: 'waiting' });
  const leaveOne = source.subscribe(() => noted.push('changed'));
  const leaveOther = source.subscribe(() => {});
  feeds[0]?.ready(7);
  const snapshot = source.getSnapshot();
  expect(source.getSnapshot()).toBe(snapshot);
  leaveOne();
  expect(noted).toEqual(['start', 'changed']);
  leaveOther();
  expect(noted).toEqual(['start', 'changed', 'stop']);
  expect(snapshot).toEqual({ status: 'ready', value: 7 });
  source.subscribe(() => {});
  expect(noted.at(-1)).toBe('start');
});

test.each([
  { load: async () => 1, outcome: { status: 'ready', value: 1 } },
  { load: () => Promise.reject(new Error('lost')), outcome: { status: 'failed', failure } },
])('a promise becomes $outcome.status', async ({ load, outcome }) => {
  const source = liveOnce<number>(load, failure);
  await new Promise<void>((resolve) => source.subscribe(() => resolve()));
  expect(source.getSnapshot()).toEqual(outcome);
});
