import type { OrdersEntry } from '@casillero/domain/records/outbox-record';
import type { GatherOrders } from '../orders/gather-orders.ts';
import { nothingFollows, type Worker } from './work-off.ts';

/**
 * Orders follow what staff said after their screenshots were read: a name, `deshacer`, `cancelar`. Done off the path of
 * the message, since an order is one more document to read, and a batch has many.
 */
export const settleOrders = (deps: {
  readonly settleOne: (tenantId: string, screenshotId: string) => Promise<void>;
  readonly gather: GatherOrders;
}): Worker<OrdersEntry> => ({
  act: async ({ tenantId, batchId, screenshotId }) => {
    if (screenshotId === null) await deps.gather(tenantId, batchId);
    else await deps.settleOne(tenantId, screenshotId);
    return { kind: 'done', conclude: nothingFollows };
  },
  giveUp: () => nothingFollows,
});
