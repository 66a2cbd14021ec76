import { usageDayField } from '../usage/usage-month.ts';

export type DayCount = { readonly day: string; readonly count: number };

/** How many days the figures show. */
export const DAYS_SHOWN = 30;

const DAY_MS = 86_400_000;

/** The last days up to `now`, as `yyyy-mm-dd` of UTC, oldest first. */
export const shownDays = (now: Date): string[] =>
  Array.from({ length: DAYS_SHOWN }, (_, i) =>
    new Date(now.getTime() - (DAYS_SHOWN - 1 - i) * DAY_MS).toISOString().slice(0, 10),
  );

/**
 * Days that do not change any more: they were counted at least a day after they ended, when they were over in every time
 * zone. Only the other days' months have to be counted again.
 */
export function settledDays(counted: readonly DayCount[], updatedAt: Date): ReadonlyMap<string, number> {
  const isOver = ({ day }: DayCount) => updatedAt.getTime() >= new Date(`${day}T00:00:00Z`).getTime() + 2.5 * DAY_MS;
  return new Map(counted.filter(isOver).map(({ day, count }) => [day, count]));
}

/** The months, as `yyyy-mm`, whose counters tell the days that are not settled. */
export const monthsToCount = (days: readonly string[], settled: ReadonlyMap<string, number>): string[] => [
  ...new Set(days.filter((day) => !settled.has(day)).map((day) => day.slice(0, 7))),
];

/** One day's count in a month's counters. */
export function countOfDay(counters: Readonly<Record<string, unknown>>, day: string): number {
  const count = counters[usageDayField(Number(day.slice(8)))];
  return typeof count === 'number' ? count : 0;
}
