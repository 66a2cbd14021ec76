import { expect, test } from 'vitest';
import { countOfDay, monthsToCount, settledDays, shownDays } from './messages-per-day.ts';

const NOW = new Date('2026-03-05T12:00:00Z');

test('thirty days up to today', () => {
  const days = shownDays(NOW);
  expect([days.length, days[0], days.at(-1)]).toEqual([30, '2026-02-04', '2026-03-05']);
});

test('at first both months are counted, later only those of days that may still change', () => {
  const days = shownDays(NOW);
  expect(monthsToCount(days, new Map())).toEqual(['2026-02', '2026-03']);
  const counted = days.map((day) => ({ day, count: 1 }));
  expect(monthsToCount(days, settledDays(counted, NOW))).toEqual(['2026-03']);
  const early = new Date('2026-03-01T12:00:00Z');
  expect(
    monthsToCount(
      shownDays(early),
      settledDays(
        shownDays(early).map((day) => ({ day, count: 1 })),
        early,
      ),
    ),
  ).toEqual(['2026-02', '2026-03']);
});

test('a day is settled once it is over everywhere', () => {
  const counted = [
    { day: '2026-03-02', count: 5 },
    { day: '2026-03-03', count: 6 },
  ];
  expect([...settledDays(counted, NOW).keys()]).toEqual(['2026-03-02', '2026-03-03']);
  expect([...settledDays(counted, new Date(NOW.getTime() - 1)).keys()]).toEqual(['2026-03-02']);
});

test('a day of a month’s counters', () => {
  expect([countOfDay({ messagesIn: 9, day05: 4 }, '2026-03-05'), countOfDay({ messagesIn: 9 }, '2026-03-05')]).toEqual([
    4, 0,
  ]);
});
