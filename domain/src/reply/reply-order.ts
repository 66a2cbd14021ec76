import { isFinished } from '../outbox/attempts.ts';
import type { OutboxRecord, SendEntry } from '../records/outbox-record.ts';

/**
 * How long a reply waits for an earlier one to the same sender before it goes on anyway. A worker that crashed while it
 * sent is followed within this time: its lease ends after 60 s, the sweep waits 30 s more and comes every minute.
 */
export const ORDER_WAIT_MS = 180_000;

const LOOK_AGAIN_MIN_MS = 1_000;
const LOOK_AGAIN_MAX_MS = 15_000;

/**
 * Whether it is a reply's turn: replies to one sender go out in the order in which they were decided on. Each names the
 * one before it, so that this takes one read, whatever the conversation's length; and since only an entry's own state is
 * asked, a crash leaves nothing to repair. An earlier reply that is sent, given up, or gone holds up none.
 * @param earlier the entry that it comes after
 * @returns when to look again, or null if it is its turn
 */
export function waitsUntil(
  reply: Pick<SendEntry, 'createdAt'>,
  earlier: Pick<OutboxRecord, 'state'> | null,
  now: Date,
): Date | null {
  if (earlier === null || isFinished(earlier)) return null;
  const waitedMs = now.getTime() - reply.createdAt.getTime();
  if (waitedMs >= ORDER_WAIT_MS) return null;
  // The longer it has waited, the less often it looks: some ten times in all.
  const pauseMs = Math.min(Math.max(waitedMs / 2, LOOK_AGAIN_MIN_MS), LOOK_AGAIN_MAX_MS, ORDER_WAIT_MS - waitedMs);
  return new Date(now.getTime() + pauseMs);
}
