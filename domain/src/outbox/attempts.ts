import type { OutboxRecord } from '../records/outbox-record.ts';

type Kind = OutboxRecord['kind'];

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * How each kind of work is tried (R91): how long one worker may hold it, and the waits before each further attempt.
 * Media: three attempts within half a minute, since providers answer 404 for a moment right after the webhook and the
 * sender is waiting. Sending: Twilio's queue overflow and rate limits last minutes. Reading: a crash is tried twice more.
 */
export const ATTEMPTS: Readonly<Record<Kind, { leaseMs: number; waitsMs: readonly number[] }>> = {
  send: { leaseMs: MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] },
  summary: { leaseMs: MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] },
  media: { leaseMs: 2 * MINUTE, waitsMs: [3 * SECOND, 15 * SECOND] },
  'move-history': { leaseMs: 2 * MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] },
  'take-unrouted': { leaseMs: 2 * MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] },
  extract: { leaseMs: 5 * MINUTE, waitsMs: [5 * SECOND, MINUTE] },
  orders: { leaseMs: MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE] },
  provision: { leaseMs: MINUTE, waitsMs: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE] },
};

/** When to try again after attempt number `attempts` (1 for the first) failed at `now`; null: that was the last one. */
export function nextAttemptAt(kind: Kind, attempts: number, now: Date): Date | null {
  const wait = ATTEMPTS[kind].waitsMs[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}

/** Whether attempt number `attempts` (1 for the first) is followed by none, if it fails. */
export const isLastAttempt = (kind: Kind, attempts: number): boolean => ATTEMPTS[kind].waitsMs.length < attempts;

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
  if (entry.state === 'done' || entry.state === 'dead') return { kind: 'leave', because: 'finished' };
  if (entry.dueAt > now) return { kind: 'leave', because: entry.state === 'leased' ? 'leased' : 'not-due' };
  return {
    kind: 'lease',
    attempts: entry.attempts + 1,
    until: new Date(now.getTime() + ATTEMPTS[entry.kind].leaseMs),
  };
}
