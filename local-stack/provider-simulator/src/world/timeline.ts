import type { EventFeed } from './event-feed.ts';
import type { Act } from './persons-message.ts';
import type { Provider } from './provider.ts';

/** What a person's phone shows of one attachment. */
export interface TimelineMedia {
  id: string;
  contentType: string;
  sizeBytes: number;
  fileName: string | null;
}

export interface Choice {
  kind: 'button' | 'list-row' | 'template-button';
  id: string;
  title: string;
  description?: string;
}

export interface Place {
  latitude: number;
  longitude: number;
  label?: string;
  address?: string;
}

/**
 * Written by a person:    sending ──webhook acknowledged──▶ accepted
 *                            └─────no 2xx in the end──────▶ refused
 * Written by a business:  queued ─▶ sent ─▶ delivered ─▶ read      (delivered may be skipped)
 *                            └────────┴──▶ undelivered
 */
export type TimelineState =
  | 'sending'
  | 'accepted'
  | 'refused'
  | 'queued'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'undelivered';

/** One message as the two ends of a chat see it, whatever provider carried it. */
export interface TimelineMessage {
  /** The provider's message id. */
  id: string;
  provider: Provider;
  author: 'person' | 'business';
  /** E.164 of the person's phone. */
  person: string;
  /** E.164 of the business number. */
  number: string;
  text: string;
  media: TimelineMedia[];
  place: Place | null;
  /** What can be tapped, on a business's message with buttons or a list. */
  choices?: Choice[];
  /** What a person did, if it was not writing or sending something. */
  act?: Act['kind'];
  /** Id of the quoted message. */
  replyTo?: string;
  /** The last reaction of the other side. */
  reaction?: string;
  /** The business has marked this message as read. */
  isSeen?: boolean;
  /** ISO 8601, simulated time. */
  at: string;
  state: TimelineState;
  /** Why it was refused (HTTP status or kind of failure) or not delivered (the provider's error code). */
  reason: Reason | null;
}

export interface Reason {
  /** For programs. */
  code: string;
  /** For people. */
  text: string;
}

export interface TimelineFilter {
  person?: string;
  number?: string;
  author?: 'person' | 'business';
}

export interface Timeline {
  /** Adds the message, or replaces the one with the same id. */
  put(message: TimelineMessage): void;
  /** Changes what is given; does nothing for an id it does not know. */
  change(id: string, changes: Partial<Omit<TimelineMessage, 'id'>>): void;
  /** Changes state and reason; does nothing for an id it does not know. */
  setState(id: string, state: TimelineState, reason?: Reason | null): void;
  find(id: string): TimelineMessage | undefined;
  /** Oldest first. */
  list(filter?: TimelineFilter): TimelineMessage[];
  clear(): void;
}

/** The messages of all phones, in order of arrival. */
export function createTimeline(events: EventFeed): Timeline {
  const messages = new Map<string, TimelineMessage>();
  const put = (message: TimelineMessage) => {
    messages.set(message.id, message);
    events.emit({ type: 'message', message });
  };
  return {
    put,
    change(id, changes) {
      const message = messages.get(id);
      if (message) put({ ...message, ...changes });
    },
    setState(id, state, reason = null) {
      const message = messages.get(id);
      if (message) put({ ...message, state, reason });
    },
    find: (id) => messages.get(id),
    list: (filter = {}) =>
      [...messages.values()].filter(
        (message) =>
          (filter.person === undefined || message.person === filter.person) &&
          (filter.number === undefined || message.number === filter.number) &&
          (filter.author === undefined || message.author === filter.author),
      ),
    clear: () => messages.clear(),
  };
}
