import type { Clock } from './clock.ts';
import type { EventFeed } from './event-feed.ts';

/** WhatsApp shows a business as typing for at most this long, or until its next message. */
export const TYPING_MS = 25_000;

/** Which businesses type to whom. */
export interface Typing {
  start(person: string, number: string): void;
  stop(person: string, number: string): void;
  /** Pairs of E.164 phones. */
  list(): { person: string; number: string }[];
  clear(): void;
}

export function createTyping(clock: Clock, events: EventFeed): Typing {
  const endings = new Map<string, () => void>();
  const stop = (person: string, number: string) => {
    const callOff = endings.get(`${person} ${number}`);
    if (!callOff) return;
    callOff();
    endings.delete(`${person} ${number}`);
    events.emit({ type: 'typing', person, number, isTyping: false });
  };
  return {
    start(person, number) {
      endings.get(`${person} ${number}`)?.();
      endings.set(
        `${person} ${number}`,
        clock.schedule(TYPING_MS, () => stop(person, number)),
      );
      events.emit({ type: 'typing', person, number, isTyping: true });
    },
    stop,
    list: () =>
      [...endings.keys()].map((pair) => {
        const [person = '', number = ''] = pair.split(' ');
        return { person, number };
      }),
    clear() {
      for (const callOff of endings.values()) callOff();
      endings.clear();
    },
  };
}
