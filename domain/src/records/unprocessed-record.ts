import { z } from 'zod';
import { PROVIDERS } from '../receiving-number/receiving-number.ts';
import { instant, instantOrNull } from './instant.ts';
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
  /**
   * The webhook's body with this alone in it, as text, so that it can be read again; cut at 200,000 characters. Of what was no
   * JSON: as it came.
   */
  content: z.string(),
  sizeBytes: z.number().int(),
  receivedAt: instant,
  /** taken-in: a person retried it, and it took effect. dismissed: a person saw it, and nothing is to be done */
  state: z.enum(['open', 'taken-in', 'dismissed']).default('open'),
  /** how often a person retried it, and when last */
  attempts: z.number().int().default(0),
  lastTriedAt: instantOrNull.default(null),
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
