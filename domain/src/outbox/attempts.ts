import type { OutboxRecord } from '../records/outbox-record.ts';

type Kind = OutboxRecord['kind'];

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How each kind of work is tried (R91): how long one worker may hold it, and the waits before each further attempt.
 * Media: three attempts within half a minute, since providers answer 404 for a moment right after the webhook and the
 * sender is waiting. Sending: Twilio's queue overflow and rate limits last minutes. Reading: a crash is tried twice more.
 */
export const ATTEMPTS: Readonly<Record<Kind, { leaseMs: number; waitsMs: readonly number[] }>> = {
  send: { leaseMs: MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] },
  summary: { leaseMs: MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] },
  media: { leaseMs: 2 * MINUTE, waitsMs: [3 * SECOND, 15 * SECOND] },
  'message-media': { leaseMs: 2 * MINUTE, waitsMs: [3 * SECOND, 15 * SECOND] },
  'move-history': { leaseMs: 2 * MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] },
  'take-unrouted': { leaseMs: 2 * MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] },
  extract: { leaseMs: 5 * MINUTE, waitsMs: [5 * SECOND, MINUTE] },
  orders: { leaseMs: MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE] },
  provision: { leaseMs: MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE] },
};

type Tried = Pick<OutboxRecord, 'kind' | 'attempts' | 'retriedAfter'>;

/**
 * The code of a reason that is no message's but its number's: a refused token, a session that does not run, a locked account.
 * Whoever mends it needs hours, and everything that leaves from that number waits meanwhile.
 */
export const NUMBER_DOWN = 'number-down';
/** What waits for a number is tried every hour, for a day: later, free-form messages are not allowed any more (R34). */
const NUMBER_DOWN_EVERY_MS = HOUR;
const NUMBER_DOWN_FOR_MS = 24 * HOUR;

/** No attempt begins later than this after an entry was made, unless a person retries it. */
export const LAST_ATTEMPT_WITHIN_MS = NUMBER_DOWN_FOR_MS + NUMBER_DOWN_EVERY_MS;

/** When to try again after the entry's present attempt failed at `now` for a reason of this code; null: that was the last one. */
export function nextAttemptAt(entry: Tried & Pick<OutboxRecord, 'createdAt'>, now: Date, code: string): Date | null {
  const wait = ATTEMPTS[entry.kind].waitsMs[attemptsOfThisTime(entry) - 1];
  if (wait !== undefined) return new Date(now.getTime() + wait);
  const isWaited = code === NUMBER_DOWN && now.getTime() - entry.createdAt.getTime() < NUMBER_DOWN_FOR_MS;
  return isWaited ? new Date(now.getTime() + NUMBER_DOWN_EVERY_MS) : null;
}

/** Whether the entry's present attempt is followed by none, if it fails. */
export const isLastAttempt = (entry: Tried): boolean => ATTEMPTS[entry.kind].waitsMs.length < attemptsOfThisTime(entry);

/** Attempts since a person last retried it; 1 for the first. Work that was begun anew counts from there. */
const attemptsOfThisTime = ({ attempts, retriedAfter = 0 }: Tried): number =>
  attempts > retriedAfter ? attempts - retriedAfter : attempts;

/** Nothing is done about it any more, unless a person retries it. */
export const isFinished = ({ state }: Pick<OutboxRecord, 'state'>): boolean =>
  state === 'done' || state === 'dead' || state === 'dismissed';

/**
 * What a person changes in an entry that failed for good, to have it tried again (R91). It keeps its id, its attempts and its last
 * reason: work that may have taken place is looked up before it is done again.
 */
export const retried = ({ attempts }: Pick<OutboxRecord, 'attempts'>, now: Date) =>
  ({ state: 'pending', dueAt: now, retriedAfter: attempts }) as const;

/** What a worker may do with an entry that it was called for. */
export type LeaseDecision =
  | { readonly kind: 'lease'; readonly attempts: number; readonly until: Date }
  | { readonly kind: 'leave'; readonly because: 'finished' | 'not-due' | 'leased' };

/**
 * Decides whether a worker may act on an entry now. A task can come early (the entry was put off since), late, or
 * twice; only an entry whose time has come is taken, and one whose lease ran out counts as crashed.
 */
export function decideLease(
  entry: Pick<OutboxRecord, 'kind' | 'state' | 'attempts' | 'dueAt'>,
  now: Date,
): LeaseDecision {
  if (isFinished(entry)) return { kind: 'leave', because: 'finished' };
  if (entry.dueAt > now) return { kind: 'leave', because: entry.state === 'leased' ? 'leased' : 'not-due' };
  return {
    kind: 'lease',
    attempts: entry.attempts + 1,
    until: new Date(now.getTime() + ATTEMPTS[entry.kind].leaseMs),
  };
}
