import { namedFields } from '@casillero/domain/batch/customer-name';
import { newEntry, type OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { outboxId } from '@casillero/domain/outbox/outbox-id';
import { batchRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { Transact } from '../documents.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';

export type RenameBatch = (
  tenantId: string,
  batchId: string,
  customerName: string,
) => Promise<Result<void, 'not-found'>>;

type Deps = { readonly transact: Transact; readonly enqueue: EnqueueEntries; readonly now: () => Date };

/**
 * A person corrects the name that staff gave by WhatsApp, or gives the one that is missing. What was read of the batch
 * follows by an outbox entry, as it follows a name given by WhatsApp.
 */
export const makeRenameBatch =
  (deps: Deps): RenameBatch =>
  async (tenantId, batchId, customerName) => {
    const due = await deps.transact<readonly OutboxEntry[] | null>(async (read) => {
      const path = paths.batch(tenantId, batchId);
      const [fields] = await read([path]);
      if (!fields) return { writes: [], result: null };
      const now = deps.now();
      // Of two names in one millisecond the entry of the later one stands for both: it reads the batch when it runs.
      const id = outboxId(`rename-${batchId}-${now.getTime()}`, tenantId, 'orders', 0);
      const follow = newEntry(id, { kind: 'orders', tenantId, batchId, screenshotId: null }, now);
      const entries = batchRecord.parse(fields).orderCount > 0 ? [follow] : [];
      return {
        writes: [
          { op: 'update', path, fields: { ...namedFields(customerName), updatedAt: now } },
          ...entries.map((entry) => ({
            op: 'set' as const,
            path: paths.outboxEntry(entry.id),
            fields: entry.record,
          })),
        ],
        result: entries,
      };
    });
    if (due === null) return fail('not-found', 'There is no such batch.', 'Open the list of batches again.');
    await deps.enqueue(due);
    return ok(undefined);
  };
