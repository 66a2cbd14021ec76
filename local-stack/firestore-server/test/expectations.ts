/** Assertions that run in Node and in a browser alike. */

/** Compares by JSON; good for plain results. */
export function assertSame(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: expected ${right}, got ${left}`);
}

/** Waits for a promise to be refused with a code of the SDK. */
export async function assertRefused(promise: Promise<unknown>, code: string, what: string): Promise<void> {
  try {
    await promise;
  } catch (error) {
    const actual = typeof error === 'object' && error !== null && 'code' in error ? error.code : String(error);
    if (actual !== code) throw new Error(`${what}: expected the code ${code}, got ${String(actual)}: ${String(error)}`);
    return;
  }
  throw new Error(`${what}: expected the code ${code}, but it succeeded`);
}

/** Events of a listener, to be waited for one after another. */
export class EventQueue<Event> {
  readonly #events: Event[] = [];
  readonly #waiting: ((event: Event) => void)[] = [];

  readonly push = (event: Event): void => {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(event);
    else this.#events.push(event);
  };

  next(): Promise<Event> {
    const event = this.#events.shift();
    return event === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(event);
  }

  /** Skips events until one satisfies the condition. */
  async until(condition: (event: Event) => boolean): Promise<Event> {
    for (;;) {
      const event = await this.next();
      if (condition(event)) return event;
    }
  }

  get pendingCount(): number {
    return this.#events.length;
  }
}
