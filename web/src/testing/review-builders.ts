import type { OrderRecord } from '@casillero/domain/records/order-record';
import type { OrderAt } from '@casillero/domain/review/order-state';
import { placePart } from '@casillero/domain/review/place-part';
import { writeOrders } from '@casillero/domain/review/settle-numbers';
import type { ReviewedOrder } from '../features/review/ports.ts';
import type { Screenshot } from '../features/screenshots/ports.ts';

/** The orders that screenshots become, by the decisions of the real ones; all of one batch. */
export function ordersOf(screenshots: readonly Screenshot[], customerName: string | null): readonly ReviewedOrder[] {
  let orders: OrderAt[] = [];
  for (const screenshot of screenshots) {
    const reading = screenshot.order;
    if (!reading?.isOrder || screenshot.removedAt) continue;
    const { id: screenshotId, position, receivedAt } = screenshot;
    const disagreements = screenshot.disagreements ?? [];
    const { changes } = placePart({
      batch: { id: screenshot.batchId, customerName, isCancelled: false },
      part: { screenshotId, position, receivedAt, reading, disagreements },
      near: orders,
      now: screenshot.updatedAt,
    });
    for (const { id, after } of changes) {
      const place = orders.findIndex((order) => order.id === id);
      if (after === null) orders = orders.filter((order) => order.id !== id);
      else if (place < 0) orders = [...orders, { id, record: after }];
      else orders = orders.map((order) => (order.id === id ? { id, record: after } : order));
    }
  }
  return orders.map(({ id, record }) => ({ ...record, id }));
}

/** The same order, flagged as another one's double. */
export function asDuplicate(order: ReviewedOrder, of: ReviewedOrder): ReviewedOrder {
  const key = order.numberKey ?? '';
  const { id, ...record } = order;
  const [write] = writeOrders(
    'tenant',
    [{ id, before: null, after: record }],
    new Map([[key, { orders: [{ id: of.id, receivedAt: new Date(0) }] }]]),
    [],
  );
  return write?.op === 'set' ? { ...(write.fields as OrderRecord), id } : order;
}
