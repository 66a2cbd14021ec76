import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import type { EnqueueEntries } from '../receive-message/ports.ts';

/** Finds entries that should have been looked at before `dueBefore`, at most `limit`, oldest first. */
export type FindOverdueEntries = (dueBefore: Date, limit: number) => Promise<readonly OutboxEntry[]>;

/** How long after its time an entry's own task may still come; younger ones are not the sweep's business. */
export const SWEEP_GRACE_MS = 30_000;

/** Most entries enqueued by one sweep; the next one, a minute later, takes the rest. */
export const SWEEP_LIMIT = 500;

/** Enqueues again what a crash, a lost task or an expired lease left behind (R91). @returns how many */
export const makeSweepOutbox =
  (deps: { findOverdue: FindOverdueEntries; enqueue: EnqueueEntries; now: () => Date }) =>
  async (): Promise<number> => {
    const now = deps.now();
    const overdue = await deps.findOverdue(new Date(now.getTime() - SWEEP_GRACE_MS), SWEEP_LIMIT);
    await deps.enqueue(overdue, now.toISOString().slice(0, 16));
    return overdue.length;
  };
