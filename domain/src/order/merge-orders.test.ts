import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anOrder, NOW } from '../../testing/index.ts';
import { mergeOrders } from './merge-orders.ts';
import { mergedOrderSchema, type ScreenshotReading } from './merged-order.ts';
import type { Order } from './order.ts';
import { someReadings } from './testing/arbitrary-readings.ts';

const sure = (value: number): Order['confidence'] =>
  Object.fromEntries(Object.keys(anOrder().confidence).map((field) => [field, value])) as Order['confidence'];

/** Screenshot `s1`, `s2`, ... of one order, received one after the other. */
const pages = (...orders: Partial<Order>[]): ScreenshotReading[] =>
  orders.map((order, index) => ({
    screenshotId: `s${index + 1}`,
    receivedAt: NOW,
    position: index,
    order: anOrder({ confidence: sure(0.9), ...order }),
  }));
const socks = { name: 'Medias deportivas', quantity: 2, unitPrice: 4, size: null, color: null };
const dress = { name: 'Vestido midi acanalado', quantity: 1, unitPrice: 20, size: 'M', color: 'Negro' };
const shoes = { name: 'Court Ranger Low', quantity: 1, unitPrice: 72, size: '9', color: null };

describe('mergeOrders', () => {
  test('parts of a long page: each field from the screenshot that shows it, the overlap once', () => {
    const { order, origins, conflicts, screenshotIds } = mergeOrders(
      pages(
        { shop: 'Shein', orderNumber: 'A-1001', items: [socks, dress] },
        { items: [dress, shoes], subtotal: 100, shipping: 5, tax: 3, total: 108 },
      ),
    );
    expect(order).toMatchObject({ isOrder: true, shop: 'Shein', orderNumber: 'A-1001', total: 108 });
    expect(order.items).toEqual([socks, dress, shoes]);
    expect(order.checks.amountsAgree).toBe(true);
    expect(origins).toMatchObject({ shop: 's1', total: 's2', tax: 's2', discount: null, items: ['s1', 's1', 's2'] });
    expect(conflicts).toEqual([]);
    expect(screenshotIds).toEqual(['s1', 's2']);
  });

  test('a contradiction: the weightier word is taken, and the other kept', () => {
    const { order, origins, conflicts } = mergeOrders(
      pages({ total: 18.77, confidence: sure(0.4) }, { total: 118.77 }, { total: 118.77, confidence: sure(0.5) }),
    );
    expect(order.total).toBe(118.77);
    expect(origins.total).toBe('s2');
    expect(conflicts).toMatchObject([
      {
        field: 'total',
        values: [
          { value: 118.77, screenshotIds: ['s2', 's3'] },
          { value: 18.77, screenshotIds: ['s1'] },
        ],
      },
    ]);
    expect(order.confidence.total).toBeLessThan(0.9);
  });

  test.each<{ why: string; given: Partial<Order>[]; expected: Partial<Order> }>([
    {
      why: 'the order moved on',
      given: [{ status: 'delivered' }, { status: 'placed' }],
      expected: { status: 'delivered' },
    },
    {
      why: 'the fuller form of a name',
      given: [{ customerName: 'Ana' }, { customerName: 'Ana Lucía Barrera', confidence: sure(0.5) }],
      expected: { customerName: 'Ana Lucía Barrera' },
    },
    {
      why: 'one shop, written twice',
      given: [{ shop: 'Amazon.com' }, { shop: 'Amazon' }],
      expected: { shop: 'Amazon.com' },
    },
    {
      why: 'a name cut off in one picture is completed by the other',
      given: [{ items: [{ ...dress, name: 'Vestido midi a' }] }, { items: [dress] }],
      expected: { items: [dress] },
    },
    {
      why: 'the same article twice on one page is two',
      given: [{ items: [socks, socks] }, { items: [socks] }],
      expected: { items: [socks, socks] },
    },
    {
      why: 'another size is another article',
      given: [{ items: [dress] }, { items: [{ ...dress, size: 'L' }] }],
      expected: { items: [dress, { ...dress, size: 'L' }] },
    },
    {
      why: 'a number whose check digit fails is a misreading of the good one',
      given: [
        { tracking: [{ carrier: 'UPS', number: '1Z999AA10123456785', isVerified: false }] },
        { tracking: [{ carrier: 'UPS', number: '1Z999AA10123456784', isVerified: true }] },
      ],
      expected: { tracking: [{ carrier: 'UPS', number: '1Z999AA10123456784', isVerified: true }] },
    },
    {
      why: 'no order adds nothing',
      given: [{ isOrder: false, shop: 'Temu' }, { shop: 'Shein' }],
      expected: { shop: 'Shein' },
    },
  ])('$why', ({ given, expected }) => {
    const merged = mergeOrders(pages(...given));
    expect(merged.order).toMatchObject(expected);
    expect(merged.conflicts).toEqual([]);
  });

  test('two counts of one article are a contradiction', () => {
    const { conflicts } = mergeOrders(pages({ items: [socks] }, { items: [{ ...socks, quantity: 3 }] }));
    expect(conflicts).toMatchObject([{ field: 'item.quantity', item: 0, values: [{ value: 2 }, { value: 3 }] }]);
  });

  test('nothing read is no order', () => expect(mergeOrders([]).order.isOrder).toBe(false));
});

describe('for any readings', () => {
  test('the order in which they are given does not matter, nor does giving them twice', () => {
    fc.assert(
      fc.property(
        someReadings.chain((readings) =>
          fc.record({
            readings: fc.constant(readings),
            shuffled: fc.shuffledSubarray([...readings, ...readings], { minLength: 2 * readings.length }),
          }),
        ),
        ({ readings, shuffled }) => {
          expect(mergeOrders(shuffled)).toEqual(mergeOrders(readings));
        },
      ),
    );
  });

  test('one reading alone stays as it is', () => {
    fc.assert(
      fc.property(someReadings, ([reading]) => {
        fc.pre(reading?.order.isOrder === true);
        if (reading) expect(mergeOrders([reading]).order).toEqual(reading.order);
      }),
    );
  });

  test('the result is a whole record: every value stands in the screenshot named as its origin, none is lost', () => {
    fc.assert(
      fc.property(someReadings, (readings) => {
        const merged = mergedOrderSchema.parse(mergeOrders(readings));
        const orders = new Map(readings.map(({ screenshotId, order }) => [screenshotId, order]));
        for (const field of ['shop', 'orderNumber', 'total', 'status', 'customerName'] as const) {
          const origin = merged.origins[field];
          expect(merged.order[field]).toEqual(origin === null ? null : orders.get(origin)?.[field]);
          const isSeen = readings.some(({ order }) => order.isOrder && order[field] !== null);
          expect(origin !== null).toBe(isSeen);
        }
        const counts = readings.filter(({ order }) => order.isOrder).map(({ order }) => order.items.length);
        expect(merged.order.items.length).toBeGreaterThanOrEqual(Math.max(0, ...counts));
        expect(merged.origins.items).toHaveLength(merged.order.items.length);
        for (const value of Object.values(merged.order.confidence)) expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});
