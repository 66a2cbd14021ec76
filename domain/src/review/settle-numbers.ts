import type { DocumentWrite } from '../records/document-write.ts';
import type { OrderNumberRecord, OrderRecord } from '../records/order-record.ts';
import { paths } from '../records/paths.ts';
import { type OrderAt, settled } from './order-state.ts';
import type { OrderChange } from './place-part.ts';

/** Most orders that are remembered under one number: more are duplicates all the same. */
export const SAME_NUMBER_MAX = 20;

/** The numbers that changes take or give up; those that stay need not be read. */
export const movedKeys = (changes: readonly OrderChange[]): string[] => [
  ...new Set(
    changes.flatMap(({ before, after }) => {
      const [from, to] = [before?.numberKey ?? null, after?.numberKey ?? null];
      return from === to ? [] : [from, to].filter((key) => key !== null);
    }),
  ),
];

export type Registry = ReadonlyMap<string, OrderNumberRecord>;

/** Which orders hold a number after the changes, the first one first. */
export function registryAfter(before: Registry, changes: readonly OrderChange[]): Map<string, string[]> {
  const lists = new Map([...before].map(([key, { orderIds }]) => [key, [...orderIds]]));
  for (const change of changes) {
    const [from, to] = [change.before?.numberKey ?? null, change.after?.numberKey ?? null];
    if (from === to) continue;
    if (from !== null)
      lists.set(
        from,
        (lists.get(from) ?? []).filter((id) => id !== change.id),
      );
    if (to !== null) {
      const list = lists.get(to) ?? [];
      if (!list.includes(change.id) && list.length < SAME_NUMBER_MAX) lists.set(to, [...list, change.id]);
      else lists.set(to, list);
    }
  }
  return lists;
}

/** Orders beyond those that change whose "duplicate of" may change with them: the first of their number went away. */
export const successors = (
  before: Registry,
  after: ReadonlyMap<string, readonly string[]>,
  changes: readonly OrderChange[],
): string[] => {
  const changing = new Set(changes.map(({ id }) => id));
  return [...after].flatMap(([key, ids]) =>
    before.get(key)?.orderIds[0] === ids[0] ? [] : ids.filter((id) => !changing.has(id)),
  );
};

/** All writes of changed orders: the orders, the numbers they hold, and what that means for others with the number. */
export function writeOrders(
  tenantId: string,
  changes: readonly OrderChange[],
  before: Registry,
  others: readonly OrderAt[],
): DocumentWrite[] {
  const lists = registryAfter(before, changes);
  const firstOf = (id: string, record: OrderRecord): string | null => {
    const first = record.numberKey === null ? undefined : lists.get(record.numberKey)?.[0];
    if (record.numberKey !== null && first === undefined) return record.duplicateOf;
    return first === undefined || first === id ? null : first;
  };
  const flagged = (id: string, record: OrderRecord): OrderRecord => {
    const duplicateOf = firstOf(id, record);
    return duplicateOf === record.duplicateOf ? record : settled({ ...record, duplicateOf });
  };
  return [
    ...changes.flatMap(({ id, before: was, after }): DocumentWrite[] => {
      const path = paths.order(tenantId, id);
      if (after === null) return was === null ? [] : [{ op: 'delete', path }];
      return was === after ? [] : [{ op: 'set', path, fields: flagged(id, after) }];
    }),
    ...others.flatMap(({ id, record }): DocumentWrite[] => {
      const after = flagged(id, record);
      return after === record ? [] : [{ op: 'set', path: paths.order(tenantId, id), fields: after }];
    }),
    ...[...lists].map(([key, orderIds]): DocumentWrite => {
      const path = paths.orderNumber(tenantId, key);
      return orderIds.length === 0 ? { op: 'delete', path } : { op: 'set', path, fields: { orderIds } };
    }),
  ];
}
