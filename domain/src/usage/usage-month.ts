import { shardOf } from '../outbox/outbox-id.ts';

/** A month's counters are spread over this many documents, so that no document is written by every message (R94). */
export const USAGE_SHARDS = 10;

/** The calendar month in the tenant's time zone, as `yyyy-mm` (R72). An unknown zone counts in UTC. */
export function usageMonth(at: Date, timeZone: string): string {
  const parts = monthFormat(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}

/** The shard that counts a message; any even spread will do. */
export const usageShard = (messageId: string): number => shardOf(messageId, USAGE_SHARDS);

function monthFormat(timeZone: string): Intl.DateTimeFormat {
  const form = { year: 'numeric', month: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...form, timeZone: 'UTC' });
  }
}
