import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anOrder, NOW } from '../../testing/index.ts';
import { type OrderNumberRecord, type OrderRecord, orderNumberRecord } from '../records/order-record.ts';
import { paths } from '../records/paths.ts';
import { type OrderAt, settled } from './order-state.ts';
import { type OrderChange, placePart } from './place-part.ts';
import { movedKeys, registryAfter, successors, writeOrders } from './settle-numbers.ts';

/** An order received so many seconds after another one. */
function anOrderOf(id: string, orderNumber: string | null, second: number): OrderRecord {
  const { changes } = placePart({
    batch: { id: `batch-${id}`, customerName: 'María', isCancelled: false },
    part: {
      screenshotId: id,
      receivedAt: new Date(NOW.getTime() + second * 1_000),
      position: 0,
      reading: anOrder({ shop: 'Shein', orderNumber }),
      disagreements: [],
    },
    near: [],
    now: NOW,
  });
  const after = changes[0]?.after;
  if (!after) throw new Error('no order');
  return after;
}

/** Orders and numbers as documents; each change does what the edge does. */
class Documents {
  readonly orders = new Map<string, OrderRecord>();
  readonly numbers = new Map<string, OrderNumberRecord>();
  change(changes: readonly OrderChange[]): void {
    const registry = new Map(movedKeys(changes).map((key) => [key, this.numbers.get(key) ?? { orders: [] }]));
    const ids = successors(registry, registryAfter(registry, changes), changes);
    const others = ids.flatMap((id): OrderAt[] => {
      const record = this.orders.get(id);
      return record ? [{ id, record }] : [];
    });
    for (const write of writeOrders('t', changes, registry, others)) {
      const id = write.path.split('/').at(-1) ?? '';
      const isNumber = write.path === paths.orderNumber('t', id);
      if (write.op === 'delete') (isNumber ? this.numbers : this.orders).delete(id);
      else if (write.op === 'set' && isNumber) this.numbers.set(id, orderNumberRecord.parse(write.fields));
      else if (write.op === 'set') this.orders.set(id, write.fields as OrderRecord);
    }
  }
}

const step = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  act: fc.constantFrom('put', 'delete', 'set-aside', 'renumber'),
  number: fc.constantFrom('N-1001', 'N-2002', null),
  second: fc.nat({ max: 3 }),
});

test('of all orders with a number exactly the one received first is no duplicate, and the others name it', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const documents = new Documents();
      for (const { id, act, number, second } of steps) {
        const before = documents.orders.get(id) ?? null;
        const after =
          act === 'delete'
            ? null
            : before === null || act === 'put'
              ? {
                  ...anOrderOf(id, number, second),
                  ...(before ? { receivedAt: before.receivedAt, duplicateOf: before.duplicateOf } : {}),
                }
              : act === 'set-aside'
                ? settled({ ...before, review: 'set-aside' })
                : settled({ ...before, review: 'waiting', order: { ...before.order, orderNumber: number } });
        documents.change([{ id, before, after: after && settled(after) }]);
      }
      const byKey = Map.groupBy([...documents.orders], ([, { numberKey }]) => numberKey);
      for (const [key, orders] of byKey) {
        const sorted = orders.sort(
          ([idA, a], [idB, b]) => a.receivedAt.getTime() - b.receivedAt.getTime() || (idA < idB ? -1 : 1),
        );
        const first = key === null ? null : sorted[0]?.[0];
        for (const [id, { duplicateOf }] of sorted) expect(duplicateOf).toBe(id === first ? null : (first ?? null));
      }
      expect([...documents.numbers.keys()].sort()).toEqual([...byKey.keys()].filter((key) => key !== null).sort());
    }),
  );
});
