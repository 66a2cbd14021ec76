import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { type OrderNumberRecord, orderNumberRecord, orderRecord } from '@casillero/domain/records/order-record';
import { paths } from '@casillero/domain/records/paths';
import type { OrderAt } from '@casillero/domain/review/order-state';
import type { OrderChange } from '@casillero/domain/review/place-part';
import { movedKeys, registryAfter, successors, writeOrders } from '@casillero/domain/review/settle-numbers';
import type { ReadDocuments } from '../documents.ts';

/** Orders by id, those that are there; one id is read once. */
export async function readOrders(
  read: ReadDocuments,
  tenantId: string,
  ids: readonly (string | null | undefined)[],
): Promise<OrderAt[]> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
  const found = await read(wanted.map((id) => paths.order(tenantId, id)));
  return wanted.flatMap((id, place) => {
    const fields = found[place];
    return fields ? [{ id, record: orderRecord.parse(fields) }] : [];
  });
}

/**
 * The writes of changed orders, with what they mean for others of the same number. Reads only what a moved number
 * concerns: nothing, where numbers stay.
 */
export async function writeOrderChanges(
  read: ReadDocuments,
  tenantId: string,
  changes: readonly OrderChange[],
): Promise<DocumentWrite[]> {
  const keys = movedKeys(changes);
  const found = await read(keys.map((key) => paths.orderNumber(tenantId, key)));
  const registry = new Map(
    keys.map((key, place): [string, OrderNumberRecord] => {
      const fields = found[place];
      return [key, fields ? orderNumberRecord.parse(fields) : { orders: [] }];
    }),
  );
  const others = await readOrders(read, tenantId, successors(registry, registryAfter(registry, changes), changes));
  return writeOrders(tenantId, changes, registry, others);
}
