import { randomUUID } from 'node:crypto';
import type { Caller } from '../identity/caller.ts';
import type { DocumentChange } from '../storage/document.ts';
import { type DatabaseName, projectOf } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import { Deliveries, type EventTransport } from './deliveries.ts';
import { type AuthContext, changeKind, cloudEvent, v1Event } from './document-event.ts';
import type { Trigger } from './trigger.ts';
import { TriggerRegistrations } from './trigger-registrations.ts';

/** What a client has committed, after it became visible. */
export type CommittedChanges = {
  readonly database: DatabaseName;
  readonly time: Micros;
  readonly changes: readonly DocumentChange[];
  readonly caller: Caller;
};

/** Functions that are called when documents change. */
export class Triggers {
  readonly #registrations = new TriggerRegistrations();
  readonly deliveries: Deliveries;

  constructor(transport: EventTransport) {
    this.deliveries = new Deliveries(transport, (trigger) => this.#registrations.has(trigger));
  }

  register(trigger: Trigger): void {
    this.#registrations.register(trigger);
  }

  unregister(project: string, id: string): void {
    this.#registrations.unregister(project, id);
  }

  /** Sends the events of a commit. Its changes are real ones: a write that changes nothing is none. */
  commit({ database, time, changes, caller }: CommittedChanges): void {
    if (this.#registrations.isEmpty) return;
    const databaseId = database.split('/')[3];
    for (const trigger of this.#registrations.of(projectOf(database))) {
      if (trigger.database !== databaseId) continue;
      for (const change of changes) {
        const kind = changeKind(change);
        const params = kind && trigger.kinds.has(kind) ? trigger.match(change.path) : null;
        if (params === null) continue;
        const changed = { database, time, change, author: authContextOf(caller) };
        const id = randomUUID();
        this.deliveries.send(
          trigger,
          trigger.format === 'v2' ? cloudEvent(trigger, changed, id) : v1Event(trigger, changed, params, id),
        );
      }
    }
  }
}

/**
 * Production names service accounts by their address, which no local server SDK has. Signed-in users are of none of the
 * kinds production distinguishes; their id is told.
 */
export function authContextOf({ isOwner, auth }: Caller): AuthContext {
  if (isOwner) return { authtype: 'service_account', authid: 'owner' };
  return auth ? { authtype: 'unknown', authid: auth.uid } : { authtype: 'unauthenticated' };
}
