import type { ApiCall, DebuggerAlert, SecurityViolation, WebhookAttempt } from './journal.ts';
import type { Person } from './roster.ts';
import type { TimelineMessage } from './timeline.ts';

/** What the phone page and tests can follow live. */
export type SimulatorEvent =
  | { type: 'message'; message: TimelineMessage }
  | { type: 'person'; person: Person }
  | { type: 'alert'; alert: DebuggerAlert }
  | { type: 'violation'; violation: SecurityViolation }
  | { type: 'webhook'; attempt: WebhookAttempt }
  | { type: 'api-call'; call: ApiCall }
  | { type: 'typing'; person: string; number: string; isTyping: boolean }
  | { type: 'session'; session: { name: string; status: string } }
  | { type: 'faults' }
  | { type: 'clock'; now: string; isFrozen: boolean }
  | { type: 'cleared' };

export interface EventFeed {
  emit(event: SimulatorEvent): void;
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: SimulatorEvent) => void): () => void;
}

/** Events reach every listener synchronously, in the order of subscription; a listener that throws is the caller's bug. */
export function createEventFeed(): EventFeed {
  const listeners = new Set<(event: SimulatorEvent) => void>();
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
