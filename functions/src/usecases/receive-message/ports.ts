import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';

/** Puts committed outbox entries on their queues. May fail: the sweep finds what was not enqueued (R91); its `round` sets its tasks apart from earlier ones. */
export type EnqueueEntries = (entries: readonly OutboxEntry[], round?: string) => Promise<void>;
