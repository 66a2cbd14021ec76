import { expect, test } from 'vitest';
import { NOW } from '../../testing/index.ts';
import { waitsUntil } from './reply-order.ts';

const later = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);

test.each([
  ['nothing comes before it', null, 0, null],
  ['the earlier one is sent', 'done', 0, null],
  ['the earlier one is given up', 'dead', 0, null],
  ['the earlier one is being sent', 'leased', 0, 1_000],
  ['the earlier one is to be tried again', 'pending', 10_000, 5_000],
  ['it has waited for a minute', 'pending', 60_000, 15_000],
  ['it has waited long enough after the next look', 'pending', 179_000, 1_000],
  ['it has waited long enough', 'pending', 180_000, null],
] as const)('%s ▶ looks again in %s', (_why, state, waitedMs, pauseMs) => {
  const now = later(waitedMs);
  const until = waitsUntil({ createdAt: NOW }, state === null ? null : { state }, now);
  expect(until).toEqual(pauseMs === null ? null : later(waitedMs + pauseMs));
});

test('a reply looks fewer than thirty times before it goes on', () => {
  let looks = 0;
  for (let now: Date | null = NOW; now !== null; now = waitsUntil({ createdAt: NOW }, { state: 'pending' }, now))
    looks += 1;
  expect(looks).toBeLessThan(30);
});
