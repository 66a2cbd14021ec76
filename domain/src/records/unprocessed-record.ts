import { z } from 'zod';
import { PROVIDERS } from '../receiving-number/receiving-number.ts';
import { instant } from './instant.ts';
import { failureRecord } from './intake-records.ts';

/**
 * `unprocessed/{id}`: what a provider sent, validly signed, and could not be taken in: unreadable, or refused by the database for what
 * it is. Kept for people to look at, since the provider is told that it arrived (R93). Its id is made of what it holds.
 */
export const unprocessedRecord = z.object({
  provider: z.enum(PROVIDERS),
  /** `accounts/{id}` whose secret signed it, or the WAHA session */
  accountId: z.string(),
  reason: failureRecord,
  /** as text, cut at 200,000 characters */
  content: z.string(),
  sizeBytes: z.number().int(),
  receivedAt: instant,
  /** Firestore's TTL policy deletes the document after this */
  expireAt: instant,
});
export type UnprocessedRecord = z.infer<typeof unprocessedRecord>;

export const UNPROCESSED_KEPT_DAYS = 90;

/**
 * `refusedEvents/{accountId}_{yyyy-mm-dd}`: events signed with one account's secret about numbers that are not its own (R51), counted
 * per day (UTC), since a forger could send any number of them.
 */
export const refusedEventsRecord = z.object({
  provider: z.enum(PROVIDERS),
  accountId: z.string(),
  day: z.string(),
  count: z.number().int(),
  /** the number that the last one was about */
  lastNumber: z.string(),
  lastAt: instant,
  expireAt: instant,
});
export type RefusedEventsRecord = z.infer<typeof refusedEventsRecord>;
