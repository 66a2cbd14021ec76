import { shardOf } from '../outbox/outbox-id.ts';

/** A month's counters are spread over this many documents, so that no document is written by every message (R94). */
export const USAGE_SHARDS = 10;

/** The calendar month in the tenant's time zone, as `yyyy-mm` (R72). An unknown zone counts in UTC. */
export function usageMonth(at: Date, timeZone: string): string {
  // en-CA writes 2026-11-21.
  return dateIn(timeZone).format(at).slice(0, -3);
}

/** The field of a month's counters that counts one of its days, `day01` to `day31` in the tenant's time zone (R56). */
export const usageDayField = (day: number): string => `day${String(day).padStart(2, '0')}`;

/** The day of the month in the tenant's time zone, 1 to 31. */
export function usageDay(at: Date, timeZone: string): number {
  return Number(dateIn(timeZone).format(at).slice(-2));
}

/** The shard that counts a message; any even spread will do. */
export const usageShard = (messageId: string): number => shardOf(messageId, USAGE_SHARDS);

/** Making a format costs as much as everything else that a message decides; there are few zones, and each is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

function dateIn(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone);
  if (kept !== undefined) return kept;
  const made = dateFormat(timeZone);
  formats.set(timeZone, made);
  return made;
}

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  const form = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone: 'UTC' });
  }
}
