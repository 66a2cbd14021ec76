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

type Holder = OrderNumberRecord['orders'][number];

/** Which orders hold a number after the changes, the one received first in front, whichever was read first. */
export function registryAfter(before: Registry, changes: readonly OrderChange[]): Map<string, Holder[]> {
  const lists = new Map([...before].map(([key, { orders }]) => [key, orders]));
  for (const { id, before: was, after: is } of changes) {
    const [from, to] = [was?.numberKey ?? null, is?.numberKey ?? null];
    if (from === to) continue;
    const without = (key: string) => (lists.get(key) ?? []).filter((holder) => holder.id !== id);
    if (from !== null) lists.set(from, without(from));
    if (to === null || is === null) continue;
    const holders = [...without(to), { id, receivedAt: is.receivedAt }];
    lists.set(to, holders.sort(firstReceived).slice(0, SAME_NUMBER_MAX));
  }
  return lists;
}

const firstReceived = (a: Holder, b: Holder): number =>
  a.receivedAt.getTime() - b.receivedAt.getTime() || (a.id < b.id ? -1 : 1);

/** Orders beyond those that change whose "duplicate of" may change with them: another one is the first of their number. */
export const successors = (
  before: Registry,
  after: ReadonlyMap<string, readonly Holder[]>,
  changes: readonly OrderChange[],
): string[] => {
  const changing = new Set(changes.map(({ id }) => id));
  return [...after].flatMap(([key, holders]) =>
    before.get(key)?.orders[0]?.id === holders[0]?.id
      ? []
      : holders.map(({ id }) => id).filter((id) => !changing.has(id)),
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
    const first = record.numberKey === null ? undefined : lists.get(record.numberKey)?.[0]?.id;
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
    ...[...lists].map(([key, orders]): DocumentWrite => {
      const path = paths.orderNumber(tenantId, key);
      return orders.length === 0 ? { op: 'delete', path } : { op: 'set', path, fields: { orders } };
    }),
  ];
}
