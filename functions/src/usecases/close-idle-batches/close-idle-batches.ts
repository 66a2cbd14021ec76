import { closeIdle } from '@casillero/domain/batch/close-idle';
import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { batchRecord, conversationRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { Transact } from '../documents.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';

/** A conversation by the two ids in its path. */
export type ConversationAt = { readonly tenantId: string; readonly senderId: SenderId };

/** Finds conversations whose open batch is idle at `now`, at most `limit`, the longest idle first. */
export type FindIdleConversations = (now: Date, limit: number) => Promise<readonly ConversationAt[]>;

/** Most batches that one run closes; the next one, a minute later, takes the rest. */
export const IDLE_LIMIT = 300;

/** How many are closed at once. */
const AT_ONCE = 20;

/**
 * Closes the batches whose staff phones have been silent for 12 h (R13), each in a transaction of its own: one that
 * fails is reported and keeps no other from closing. The time stands in the conversation, which every message writes
 * anyway, so that it costs no document; work per run is bounded, and nothing is read but what is due. @returns how many
 */
export const makeCloseIdleBatches =
  (deps: {
    findIdle: FindIdleConversations;
    transact: Transact;
    enqueue: EnqueueEntries;
    now: () => Date;
    onFailure: (at: ConversationAt, error: unknown) => void;
  }) =>
  async (): Promise<number> => {
    const found = await deps.findIdle(deps.now(), IDLE_LIMIT);
    let closed = 0;
    for (let i = 0; i < found.length; i += AT_ONCE) {
      const outcomes = await Promise.all(
        found.slice(i, i + AT_ONCE).map((at) =>
          closeOne(deps, at).catch((error: unknown) => {
            deps.onFailure(at, error);
            return false;
          }),
        ),
      );
      closed += outcomes.filter(Boolean).length;
    }
    return closed;
  };

/** @returns whether anything was closed; false if a message came first */
async function closeOne(
  deps: { transact: Transact; enqueue: EnqueueEntries; now: () => Date },
  { tenantId, senderId }: ConversationAt,
): Promise<boolean> {
  const { outbox, isClosed } = await deps.transact<{ outbox: readonly OutboxEntry[]; isClosed: boolean }>(
    async (read) => {
      const [conversationFields, tenantFields] = await read([
        paths.conversation(tenantId, senderId),
        paths.tenant(tenantId),
      ]);
      if (!conversationFields) return { writes: [], result: { outbox: [], isClosed: false } };
      const conversation = conversationRecord.parse(conversationFields);
      const id = conversation.openBatchId;
      const [batchFields] = id === null ? [null] : await read([paths.batch(tenantId, id)]);
      const decision = closeIdle({
        tenantId,
        senderId,
        tenant: tenantFields ? tenantRecord.parse(tenantFields) : null,
        conversation,
        batch: id === null || !batchFields ? null : { id, record: batchRecord.parse(batchFields) },
        now: deps.now(),
      });
      const isClosed = decision.writes.some((write) => write.path.includes('/batches/'));
      return { writes: decision.writes, result: { outbox: decision.outbox, isClosed } };
    },
  );
  await deps.enqueue(outbox);
  return isClosed;
}
