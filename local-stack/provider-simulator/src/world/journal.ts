import type { EventFeed } from './event-feed.ts';
import type { Provider } from './provider.ts';

/** One HTTP request of the provider to a webhook, and how it was answered. */
export interface WebhookAttempt {
  provider: Provider;
  /** The provider's id of the message it tells of; the first one of several, empty when there is none. */
  messageSid: string;
  kind: 'message' | 'status' | 'event';
  /** In a few words what it tells: a state, the name of an event. */
  summary: string;
  url: string;
  /** 1 for the first request, counting over retries of one delivery. */
  attempt: number;
  /** null when no answer came. */
  status: number | null;
  contentType: string | null;
  body: string;
  failure: 'connect' | 'read-timeout' | 'total-timeout' | 'too-large' | null;
  elapsedMs: number;
  at: string;
  /** What was sent: decoded form fields (Twilio), */
  fields: Record<string, string>;
  /** or the JSON body (Meta, WAHA). */
  json?: unknown;
}

/** An entry of the provider's error console (Twilio: Monitor alerts). */
export interface DebuggerAlert {
  code: number;
  message: string;
  url: string;
  messageSid: string;
  at: string;
}

/** Something the client must never do; a test can assert that the list is empty. */
export interface SecurityViolation {
  code:
    | 'authorization-sent-to-cdn'
    | 'bad-credentials'
    | 'media-without-credentials'
    | 'media-of-other-account'
    /** Groups, channels and stories are not for us: nothing may be written there. */
    | 'sent-elsewhere';
  message: string;
  url: string;
  at: string;
}

/** A request that reached the provider's public door. */
export interface ApiCall {
  method: string;
  /** Path and query; never a header. */
  url: string;
  /** null until it is answered, and for good when the connection was cut or left hanging by a fault. */
  status: number | null;
  at: string;
}

export interface Journal {
  readonly webhooks: WebhookAttempt[];
  readonly alerts: DebuggerAlert[];
  readonly violations: SecurityViolation[];
  readonly apiCalls: ApiCall[];
  webhook(attempt: WebhookAttempt): void;
  alert(alert: DebuggerAlert): void;
  violation(violation: SecurityViolation): void;
  /** Notes the call when it comes in. @returns what to call when it has ended, with the status it got */
  apiCall(call: ApiCall): (status: number | null) => void;
  clear(): void;
}

/** Older entries are let go, so that a simulator can stay up for days. */
const KEPT_ENTRIES = 10_000;

/** Keeps what happened on the wire and tells the feed of each entry. */
export function createJournal(events: EventFeed): Journal {
  const webhooks: WebhookAttempt[] = [];
  const alerts: DebuggerAlert[] = [];
  const violations: SecurityViolation[] = [];
  const apiCalls: ApiCall[] = [];
  const keep = <T>(list: T[], entry: T) => {
    list.push(entry);
    if (list.length > KEPT_ENTRIES) list.shift();
  };
  return {
    webhooks,
    alerts,
    violations,
    apiCalls,
    webhook(attempt) {
      keep(webhooks, attempt);
      events.emit({ type: 'webhook', attempt });
    },
    alert(alert) {
      keep(alerts, alert);
      events.emit({ type: 'alert', alert });
    },
    violation(violation) {
      keep(violations, violation);
      events.emit({ type: 'violation', violation });
    },
    apiCall(call) {
      keep(apiCalls, call);
      return (status) => {
        call.status = status;
        events.emit({ type: 'api-call', call });
      };
    },
    clear() {
      for (const list of [webhooks, alerts, violations, apiCalls]) list.length = 0;
    },
  };
}
