import type { Micros } from '../values/timestamp.ts';

/** Microseconds since 1970 as the machine tells them. */
export type NowMicros = () => Micros;

export const systemNow: NowMicros = () => Date.now() * 1000;

/**
 * Hands out commit and read times. Commit times rise strictly; a commit is later than every read time handed out
 * before it, so a reader never misses a write of its own microsecond. Being based on the wall clock, a restarted
 * server is ahead of what its clients remember.
 */
export class CommitClock {
  readonly #now: NowMicros;
  #last: Micros = 0;

  constructor(now: NowMicros = systemNow) {
    this.#now = now;
  }

  commitTime(): Micros {
    this.#last = Math.max(this.#now(), this.#last + 1);
    return this.#last;
  }

  readTime(): Micros {
    this.#last = Math.max(this.#now(), this.#last);
    return this.#last;
  }
}
