import { shardOf } from '../outbox/outbox-id.ts';

/** A month's counters are spread over this many documents, so that no document is written by every message (R94). */
export const USAGE_SHARDS = 10;

/** The calendar month in the tenant's time zone, as `yyyy-mm` (R72). An unknown zone counts in UTC. */
export function usageMonth(at: Date, timeZone: string): string {
  const parts = monthFormat(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}

/** The field of a month's counters that counts one of its days, `day01` to `day31` in the tenant's time zone (R56). */
export const usageDayField = (day: number): string => `day${String(day).padStart(2, '0')}`;

/** The day of the month in the tenant's time zone, 1 to 31. */
export function usageDay(at: Date, timeZone: string): number {
  const parts = monthFormat(timeZone, { day: '2-digit' }).formatToParts(at);
  return Number(parts.find((each) => each.type === 'day')?.value ?? 1);
}

/** The shard that counts a message; any even spread will do. */
export const usageShard = (messageId: string): number => shardOf(messageId, USAGE_SHARDS);

function monthFormat(timeZone: string, more: Intl.DateTimeFormatOptions = {}): Intl.DateTimeFormat {
  const form = { year: 'numeric', month: '2-digit', ...more } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone: 'UTC' });
  }
}
