import { createHash } from 'node:crypto';
import type { OutboxRecord } from '@casillero/domain/records/outbox-record';
import type { EnqueueEntries } from '../usecases/receive-message/ports.ts';

/** The queue functions, by name; a summary is a reply in the making and goes with the replies. What is quick or rare too. */
export const QUEUE_OF: Readonly<Record<OutboxRecord['kind'], 'send' | 'media' | 'extract' | 'provision'>> = {
  send: 'send',
  summary: 'send',
  media: 'media',
  'message-media': 'media',
  extract: 'extract',
  'move-history': 'send',
  'take-unrouted': 'send',
  orders: 'send',
  provision: 'provision',
};

/** A task's payload: the entry says the rest. */
export type TaskPayload = { readonly outboxId: string };

/** Adds one task to a queue; adding the same `taskId` again may fail or do nothing. */
export type AddTask = (queue: string, payload: TaskPayload, taskId: string, at: Date) => Promise<void>;

/** How long enqueuing may hold up a webhook's answer, in milliseconds; Twilio waits 15 s in all. */
const ENQUEUE_TIMEOUT_MS = 5_000;

/**
 * Puts entries on their Cloud Tasks queues. A task is named after its entry, the time it is due and its attempt, so
 * that a repeated decision adds no second one, and an entry that was put off gets one of its own. What cannot be
 * enqueued is logged and left to the sweep: the entry itself is committed (R91). The sweep gives its `round`, since
 * Cloud Tasks refuses a name for hours after its task is gone.
 */
export const makeEnqueueEntries =
  (deps: { addTask: AddTask; onFailure: (outboxId: string, error: unknown) => void }): EnqueueEntries =>
  async (entries, round = '') => {
    const added = entries.map(({ id, record }) =>
      deps
        .addTask(QUEUE_OF[record.kind], { outboxId: id }, taskIdOf(id, record, round), record.dueAt)
        .catch((error: unknown) => {
          if (!isAlreadyThere(error)) deps.onFailure(id, error);
        }),
    );
    await Promise.race([Promise.all(added), timeout(ENQUEUE_TIMEOUT_MS)]);
  };

/** Hashed: Cloud Tasks recommends evenly spread names, and they hold no ids of people. */
const taskIdOf = (outboxId: string, { dueAt, attempts }: OutboxRecord, round: string): string =>
  createHash('sha256').update(`${outboxId} ${dueAt.getTime()} ${attempts} ${round}`).digest('hex').slice(0, 40);

const isAlreadyThere = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'functions/task-already-exists';

function timeout(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
