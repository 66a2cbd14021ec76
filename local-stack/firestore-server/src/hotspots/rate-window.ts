import type { Micros } from '../values/timestamp.ts';

const BUCKETS = 10;

/** Counts what happened in the last seconds, in buckets of a tenth of the window. */
export class RateWindow {
  readonly #bucketMicros: number;
  readonly #counts = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  #newest = 0;
  #total = 0;

  constructor(windowMicros: Micros) {
    this.#bucketMicros = windowMicros / BUCKETS;
  }

  /** Counts one more. Times must not fall. @returns how many there were within the window */
  add(time: Micros): number {
    const bucket = Math.floor(time / this.#bucketMicros);
    const expired = Math.min(bucket - this.#newest, BUCKETS);
    for (let i = 1; i <= expired; i++) {
      const slot = (this.#newest + i) % BUCKETS;
      this.#total -= this.#counts[slot] ?? 0;
      this.#counts[slot] = 0;
    }
    this.#newest = Math.max(bucket, this.#newest);
    const slot = this.#newest % BUCKETS;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
    return ++this.#total;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
  }
}
