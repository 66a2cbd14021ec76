import type { DocumentEvent } from './document-event.ts';
import type { Trigger } from './trigger.ts';

/** The way to the functions emulator. */
export type EventTransport = {
  /** `host:port` of the functions emulator; null when nobody knows one. Asked before every attempt. */
  findHost(): Promise<string | null>;
  /** @returns the HTTP status. @throws when the emulator cannot be reached or the connection breaks */
  post(host: string, trigger: Trigger, event: DocumentEvent): Promise<number>;
  /** @throws when the transport was stopped meanwhile */
  pause(milliseconds: number): Promise<void>;
  warn(message: string): void;
  stop(): void;
};

/** What came of the events of a project so far. */
export type DeliveryCounts = { pending: number; delivered: number; failed: number; dropped: number };

type Outcome = 'delivered' | 'failed' | 'dropped';

/** Pauses between attempts, in milliseconds; after the last the event is given up. A function's process starts within. */
const BACKOFF_MS = [100, 200, 400, 800, 1600, 3200];

/** Nobody has begun to work on the event: gateway faults and overload. 500 is a function that threw. */
const NOT_STARTED: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * Brings events to functions, each at least once: what did not arrive is sent again. As in production without a retry
 * policy, a function that fails is not called again. Events are independent of each other, so their order is not kept.
 */
export class Deliveries {
  readonly #transport: EventTransport;
  readonly #isRegistered: (trigger: Trigger) => boolean;
  readonly #counts = new Map<string, DeliveryCounts>();
  readonly #waiters = new Set<() => void>();
  #hasWarnedOfNoHost = false;
  #isStopped = false;

  /** @param isRegistered events of a trigger that was replaced meanwhile are dropped */
  constructor(transport: EventTransport, isRegistered: (trigger: Trigger) => boolean) {
    this.#transport = transport;
    this.#isRegistered = isRegistered;
  }

  /** Starts the delivery of an event; `of` tells what became of it. */
  send(trigger: Trigger, event: DocumentEvent): void {
    const counts = this.#countsOf(trigger.project);
    counts.pending++;
    void this.#deliver(trigger, event).then((outcome) => {
      counts.pending--;
      counts[outcome]++;
      for (const waiter of this.#waiters) waiter();
    });
  }

  of(project: string): Readonly<DeliveryCounts> {
    return this.#countsOf(project);
  }

  /**
   * Resolves when no event of the project is under way any more, including those that functions cause by writing: a
   * function's own event is pending until the function has finished.
   * @returns false when the time was up first
   */
  settled(project: string, withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish(false), withinMs);
      timer.unref();
      const check = (): void => {
        if (this.#countsOf(project).pending === 0) finish(true);
      };
      const finish = (isSettled: boolean): void => {
        clearTimeout(timer);
        this.#waiters.delete(check);
        resolve(isSettled);
      };
      this.#waiters.add(check);
      check();
    });
  }

  /** Gives up what is under way. */
  stop(): void {
    this.#isStopped = true;
    this.#transport.stop();
  }

  async #deliver(trigger: Trigger, event: DocumentEvent): Promise<Outcome> {
    let trouble = '';
    for (let attempt = 0; attempt <= BACKOFF_MS.length; attempt++) {
      try {
        if (attempt > 0) await this.#transport.pause(BACKOFF_MS[attempt - 1] ?? 0);
        const host = await this.#transport.findHost();
        if (this.#isStopped || !this.#isRegistered(trigger)) return 'dropped';
        if (host === null) return this.#dropForWantOfHost();
        const status = await this.#transport.post(host, trigger, event);
        // 204: the function is disabled; 404: the emulator has no such function any more.
        if (status === 204 || status === 404) return 'dropped';
        if (status < 400) return 'delivered';
        trouble = `the functions emulator answered ${status}`;
        if (!NOT_STARTED.has(status)) break;
      } catch (error) {
        if (this.#isStopped) return 'dropped';
        trouble = error instanceof Error ? error.message : String(error);
      }
    }
    this.#transport.warn(`The event for the function "${trigger.id}" failed: ${trouble}.`);
    return 'failed';
  }

  #dropForWantOfHost(): Outcome {
    if (!this.#hasWarnedOfNoHost) {
      this.#transport.warn(
        'A trigger is registered, but where the functions run is unknown, so its events are dropped. ' +
          'Start Firestore with --functions-host 127.0.0.1:5001, or with FIREBASE_EMULATOR_HUB set.',
      );
    }
    this.#hasWarnedOfNoHost = true;
    return 'dropped';
  }

  #countsOf(project: string): DeliveryCounts {
    let counts = this.#counts.get(project);
    if (!counts) {
      counts = { pending: 0, delivered: 0, failed: 0, dropped: 0 };
      this.#counts.set(project, counts);
    }
    return counts;
  }
}
