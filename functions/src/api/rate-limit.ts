import { createHash } from 'node:crypto';
import { Problem } from './problem.ts';

/** Counts one call of `who` and throws 429 with Retry-After if it is one too many in this minute. */
export type LimitRate = (who: string, mostPerMinute: number) => Promise<void>;

/**
 * Adds calls to the count that all instances share and returns the count; `key` has no slash. What is counted is
 * forgotten at `expireAt`.
 */
export type ShareCount = (key: string, calls: number, expireAt: Date) => Promise<number>;

export const WINDOW_MS = 60_000;

/**
 * Per minute. A dashboard page makes a handful of calls; what costs money or sends is a person's act; behind one address
 * of a mobile network are many people.
 */
export const MOST_PER_MINUTE = { caller: 300, costly: 30, stranger: 300, hop: 3_000 } as const;

/** After how many calls within one instance the shared count is asked; the limit is exact to this, times instances. */
const SHARED_EVERY = 20;

/** Callers remembered by one instance; the oldest are forgotten beyond it, so that a flood of addresses fills no memory. */
const REMEMBERED = 10_000;

type Count = { readonly window: number; calls: number; unshared: number; total: number };

/**
 * Limits calls per caller over fixed minutes. Each instance counts in memory and shares its count only with callers
 * who make many calls: a person costs no document at all, a script one write and one read per 20 calls, and no
 * document is written by everybody (R94). If the shared count cannot be had, the instance's own decides.
 */
export function limitRate(deps: { share: ShareCount; now: () => Date }): LimitRate {
  const counts = new Map<string, Count>();
  return async (who, most) => {
    const now = deps.now().getTime();
    const window = Math.floor(now / WINDOW_MS);
    const known = counts.get(who);
    const count = known?.window === window ? known : { window, calls: 0, unshared: 0, total: 0 };
    counts.delete(who);
    counts.set(who, count);
    if (counts.size > REMEMBERED) counts.delete(counts.keys().next().value ?? who);
    count.calls += 1;
    count.unshared += 1;
    if (count.unshared >= Math.min(SHARED_EVERY, most)) {
      const unshared = count.unshared;
      count.unshared = 0;
      const expireAt = new Date((window + 2) * WINDOW_MS);
      const total = await deps.share(`${keyOf(who)}_${window}`, unshared, expireAt).catch(() => count.calls);
      count.total = Math.max(count.total, total);
    }
    if (Math.max(count.calls, count.total + count.unshared) > most) throw tooMany((window + 1) * WINDOW_MS - now);
  };
}

/** Hashed: addresses of people are not kept. */
const keyOf = (who: string): string => createHash('sha256').update(who).digest('hex').slice(0, 40);

const tooMany = (waitMs: number) =>
  new Problem(429, 'too-many-calls', 'Too many calls within a minute.', 'Wait for the seconds in Retry-After.', {
    'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1_000))),
  });
