import type { Micros } from '../values/timestamp.ts';
import { RateWindow } from './rate-window.ts';

export type RunLength = {
  /** steps in one direction within the window */
  readonly length: number;
  readonly isRising: boolean;
  /** when the run began */
  readonly since: Micros;
};

/** Follows values as they are written and tells how long they have only risen, or only fallen. */
export class MonotonicRun<T> {
  readonly #compare: (a: T, b: T) => number;
  readonly #window: RateWindow;
  #last: { readonly value: T; readonly source: string } | null = null;
  #direction = 0;
  #since: Micros = 0;

  constructor(compare: (a: T, b: T) => number, windowMicros: Micros) {
    this.#compare = compare;
    this.#window = new RateWindow(windowMicros);
  }

  /**
   * @param source what holds the value: one document that counts up is no run, and neither is the same value again
   * @returns null unless the value continues a run
   */
  add(value: T, source: string, time: Micros): RunLength | null {
    const last = this.#last;
    const order = last === null ? 0 : Math.sign(this.#compare(value, last.value));
    this.#last = { value, source };
    if (last === null || last.source === source || order === 0) return null;
    if (order !== this.#direction) {
      this.#direction = order;
      this.#since = time;
      this.#window.clear();
    }
    return { length: this.#window.add(time), isRising: order > 0, since: this.#since };
  }
}
