import { paths } from '@casillero/domain/records/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { FindInBatch } from '../usecases/orders/gather-orders.ts';

/** A batch's orders, and its screenshots that were read as an order and belong to none, or were taken back and still do. */
export const findInBatchOn =
  (firestore: Firestore): FindInBatch =>
  async (tenantId, batchId) => {
    const [orders, screenshots] = await Promise.all([
      firestore.collection(paths.orders(tenantId)).where('batchId', '==', batchId).select().get(),
      firestore
        .collection(paths.screenshots(tenantId))
        .where('batchId', '==', batchId)
        .orderBy('receivedAt')
        .orderBy('position')
        .select('orderId', 'extraction', 'removedAt', 'order.isOrder')
        .get(),
    ]);
    const unsettled = screenshots.docs.filter((screenshot) => {
      const isShown =
        screenshot.get('extraction') === 'read' &&
        screenshot.get('order.isOrder') === true &&
        (screenshot.get('removedAt') ?? null) === null;
      return isShown !== ((screenshot.get('orderId') ?? null) !== null);
    });
    return { orderIds: orders.docs.map(({ id }) => id), unsettledIds: unsettled.map(({ id }) => id) };
  };
