import type { ChannelSession } from './session.ts';

/** Browsers open six HTTP/1.1 connections per host; two stay free for requests and for back channels that queue. */
const MAX_HELD = 4;
/** A back channel may keep its connection for this long at least, so that it gets something done. */
const MIN_HELD_MS = 200;
const CHECK_MS = 50;

/**
 * Keeps a browser with many clients or tabs alive. Every client wants to hold one or two connections for good, and with
 * three of them nobody else gets through. So when more back channels than MAX_HELD of one browser are held, the oldest
 * are ended; the client reopens at once and queues behind whoever waits. Everybody gets a turn.
 */
export class BackChannelRotation {
  readonly #sessionsOf: (browser: string) => Iterable<ChannelSession>;
  readonly #now: () => number;
  readonly #watched = new Map<string, NodeJS.Timeout>();

  constructor(sessionsOf: (browser: string) => Iterable<ChannelSession>, now: () => number) {
    this.#sessionsOf = sessionsOf;
    this.#now = now;
  }

  /** To be called when a back channel was attached. */
  check(browser: string): void {
    if (this.#watched.has(browser) || this.#held(browser).length <= MAX_HELD) return;
    const timer = setInterval(() => {
      if (!this.#rotate(browser)) this.#stopWatching(browser);
    }, CHECK_MS);
    timer.unref();
    this.#watched.set(browser, timer);
    this.#rotate(browser);
  }

  stop(): void {
    for (const browser of [...this.#watched.keys()]) this.#stopWatching(browser);
  }

  /** @returns whether the browser is still above its share */
  #rotate(browser: string): boolean {
    const held = this.#held(browser);
    const surplus = held.slice(0, Math.max(0, held.length - MAX_HELD));
    for (const { session, openedAt } of surplus) if (this.#now() - openedAt >= MIN_HELD_MS) session.yieldConnection();
    return surplus.length > 0;
  }

  /** Sessions that hold a connection, longest first. */
  #held(browser: string): { session: ChannelSession; openedAt: number }[] {
    const held: { session: ChannelSession; openedAt: number }[] = [];
    for (const session of this.#sessionsOf(browser)) {
      if (session.backChannel) held.push({ session, openedAt: session.backChannel.openedAt });
    }
    return held.sort((a, b) => a.openedAt - b.openedAt);
  }

  #stopWatching(browser: string): void {
    clearInterval(this.#watched.get(browser));
    this.#watched.delete(browser);
  }
}
