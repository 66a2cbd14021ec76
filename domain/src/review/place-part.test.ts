import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anOrder, NOW } from '../../testing/index.ts';
import { groupReadings } from '../order/group-readings.ts';
import { mergeOrders } from '../order/merge-orders.ts';
import type { ScreenshotReading } from '../order/merged-order.ts';
import { someReadings } from '../order/testing/arbitrary-readings.ts';
import { ORDER_PARTS_MAX, type OrderRecord } from '../records/order-record.ts';
import type { OrderAt } from './order-state.ts';
import { numberedId, type OrderChange, placePart, removePart } from './place-part.ts';
import { confirm } from './review-order.ts';

const batch = { id: 'b1', customerName: 'María', isCancelled: false };
const partOf = ({ screenshotId, receivedAt, position, order: reading }: ScreenshotReading) => ({
  screenshotId,
  receivedAt,
  position,
  reading,
  disagreements: [],
});

/** Orders by id, changed as the database would be. */
class Orders {
  readonly all = new Map<string, OrderRecord>();
  apply(changes: readonly OrderChange[]): void {
    for (const { id, after } of changes)
      if (after === null) this.all.delete(id);
      else this.all.set(id, after);
  }
  /** @param near ids of the orders that the edge would find; left out: all */
  place(reading: ScreenshotReading, near: readonly string[] = [...this.all.keys()]): string {
    const found = near.flatMap((id): OrderAt[] => {
      const record = this.all.get(id);
      return record ? [{ id, record }] : [];
    });
    const { orderId, changes } = placePart({ batch, part: partOf(reading), near: found, now: NOW });
    this.apply(changes);
    return orderId;
  }
  get(id: string): OrderRecord {
    const record = this.all.get(id);
    if (!record) throw new Error(`no order ${id}`);
    return record;
  }
}

const reading = (screenshotId: string, order: Parameters<typeof anOrder>[0]): ScreenshotReading => ({
  screenshotId,
  receivedAt: new Date(NOW.getTime() + Number(screenshotId.slice(1)) * 1_000),
  position: 0,
  order: anOrder(order),
});
const item = (name: string, unitPrice: number) => ({ name, quantity: 1, unitPrice, size: null, color: null });

describe('placing parts', () => {
  test('whatever comes in whatever order, each screenshot is in exactly one order, merged of its parts', () => {
    fc.assert(
      fc.property(someReadings, (readings) => {
        const orders = new Orders();
        for (const each of readings.filter(({ order }) => order.isOrder)) orders.place(each);
        const parts = [...orders.all.values()].flatMap((record) =>
          record.parts.map(({ screenshotId }) => screenshotId),
        );
        expect([...parts].sort()).toEqual(
          readings
            .filter(({ order }) => order.isOrder)
            .map(({ screenshotId }) => screenshotId)
            .sort(),
        );
        for (const record of orders.all.values()) {
          const merged = mergeOrders(record.parts.map(({ reading: order, ...part }) => ({ ...part, order })));
          expect(record.order).toEqual(merged.order);
        }
      }),
    );
  });

  test('placing the same screenshot again changes nothing but the revision', () => {
    fc.assert(
      fc.property(someReadings, (readings) => {
        const orders = new Orders();
        const shown = readings.filter(({ order }) => order.isOrder);
        for (const each of shown) orders.place(each);
        const before = [...orders.all].map(([id, { parts }]) => [id, parts.length]);
        const [first] = shown;
        if (!first) return;
        const own = [...orders.all].find(([, { parts }]) =>
          parts.some((part) => part.screenshotId === first.screenshotId),
        );
        orders.place(first, own ? [own[0]] : []);
        expect([...orders.all].map(([id, { parts }]) => [id, parts.length])).toEqual(before);
      }),
    );
  });

  test('three parts of a page make one order in whatever order they are read, as grouping them all at once does', () => {
    const parts = [
      reading('s1', { orderNumber: 'A-1001', items: [item('Falda', 5), item('Blusa', 8)] }),
      reading('s2', { items: [item('Blusa', 8), item('Vestido', 12)] }),
      reading('s3', { items: [item('Vestido', 12)], total: 25 }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: 3 }), (shuffled) => {
        const orders = new Orders();
        for (const each of shuffled) orders.place(each);
        expect([...orders.all.keys()]).toEqual([numberedId('b1', { shop: null, orderNumber: 'A-1001' })]);
        expect(orders.all.size).toBe(groupReadings(parts).length);
      }),
    );
  });

  test('a part that overlaps with two numbered orders belongs to neither', () => {
    const orders = new Orders();
    orders.place(reading('s1', { orderNumber: 'A-1001', items: [item('Falda', 5)] }));
    orders.place(reading('s2', { orderNumber: 'B-2002', items: [item('Falda', 5)] }));
    expect(orders.place(reading('s3', { items: [item('Falda', 5)] }))).toBe('s3');
  });

  test('what a person corrected is not merged away: the numbered page joins it', () => {
    const orders = new Orders();
    const id = orders.place(reading('s1', { items: [item('Falda', 5)] }));
    const corrections = { total: { value: 9, by: 'ada', at: NOW } };
    orders.all.set(id, { ...orders.get(id), corrections });
    expect(orders.place(reading('s2', { orderNumber: 'A-1001', items: [item('Falda', 5)] }))).toBe(id);
    expect(orders.get(id)).toMatchObject({ corrections, order: { orderNumber: 'A-1001' } });
  });

  test('a confirmed order keeps its reading; the late part is there and said', () => {
    const orders = new Orders();
    const id = orders.place(reading('s1', { orderNumber: 'A-1001', total: 20 }));
    const confirmed = confirm(orders.get(id), 1, 'María', { by: 'ada', now: NOW });
    if (!confirmed.ok) throw new Error(confirmed.failure.code);
    orders.all.set(id, confirmed.value);
    expect(orders.place(reading('s2', { orderNumber: 'A-1001', total: 33 }))).toBe(id);
    expect(orders.get(id)).toMatchObject({ review: 'confirmed', revision: 1, order: { total: 20 } });
    expect(orders.get(id).parts.map(({ state }) => state)).toEqual(['counted', 'late']);
    const removed = removePart({ id, record: orders.get(id) }, 's2', NOW);
    expect(removed.after).toMatchObject({ parts: [{ screenshotId: 's1' }], attention: confirmed.value.attention });
  });

  test('an order that is full takes no more: the next screenshot is one of its own', () => {
    const orders = new Orders();
    for (let n = 1; n <= ORDER_PARTS_MAX + 1; n++) orders.place(reading(`s${n}`, { orderNumber: 'A-1001' }));
    expect([...orders.all.values()].map(({ parts }) => parts.length)).toEqual([ORDER_PARTS_MAX, 1]);
  });
});

test.each([
  ['113-6724483-2918183', 'b1_11367244832918183'],
  ['PO-211-06805150910544062', 'b1_P021106805150910544062'],
  ['Nº/../x', 'b1_N0X'],
  ['--', null],
  [null, null],
])('the id of %s in its batch is %s', (orderNumber, id) =>
  expect(numberedId('b1', { shop: null, orderNumber })).toBe(id));
