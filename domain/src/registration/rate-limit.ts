import type { DocumentWrite } from '../records/document-write.ts';
import { paths } from '../records/paths.ts';
import type { RateLimitRecord } from '../records/registration-record.ts';

/** At most so many within a window that begins with the first. */
export type RateLimit = { readonly most: number; readonly windowMs: number };

const HOUR_MS = 3_600_000;

/** Codes of one sender that registered nothing: enough for typing errors, too few to guess one (R54). */
export const WRONG_CODES: RateLimit = { most: 5, windowMs: HOUR_MS };

/** Registrations that one tenant starts. */
export const REGISTRATIONS: RateLimit = { most: 30, windowMs: HOUR_MS };

/** Whether the limit is reached, so that one more is too many. */
export const isOverLimit = (record: RateLimitRecord | null, limit: RateLimit, now: Date): boolean =>
  record !== null && isInWindow(record, limit, now) && record.count >= limit.most;

/** Counts one more. @param key of the document, without a slash */
export function countedWrite(key: string, record: RateLimitRecord | null, limit: RateLimit, now: Date): DocumentWrite {
  const isSame = record !== null && isInWindow(record, limit, now);
  const since = isSame ? record.since : now;
  const fields: RateLimitRecord = {
    count: isSame ? record.count + 1 : 1,
    since,
    expireAt: new Date(since.getTime() + 2 * limit.windowMs),
  };
  return { op: 'set', path: paths.rateLimit(key), fields };
}

const isInWindow = (record: RateLimitRecord, limit: RateLimit, now: Date): boolean =>
  now.getTime() - record.since.getTime() < limit.windowMs;
