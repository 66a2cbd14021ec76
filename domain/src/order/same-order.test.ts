import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anOrder } from '../../testing/index.ts';
import { groupReadings } from './group-readings.ts';
import type { Order } from './order.ts';
import { orderKey } from './order-key.ts';
import { isSameOrder } from './same-order.ts';
import { someReadings } from './testing/arbitrary-readings.ts';

const dress = { name: 'Vestido midi acanalado', quantity: 1, unitPrice: 20, size: 'M', color: 'Negro' };

test.each<[shop: string | null, orderNumber: string | null, key: string | null]>([
  ['Amazon', '113-6724483-2918183', 'amazon:11367244832918183'],
  ['Amazon.com', '113 6724483 2918183', 'amazon:11367244832918183'],
  [null, '113-6724483-2918183', 'amazon:11367244832918183'],
  ['Shein', 'GSHO BQH88', 'shein:GSH0BQH88'],
  ['Shein', 'GSH0BQH88', 'shein:GSH0BQH88'],
  ["Macy's", '12/34', 'macys:1234'],
  [null, 'A-1001', ':A1001'],
  ['Shein', null, null],
  ['Shein', '--', null],
])('the key of %s %s is %s', (shop, orderNumber, key) => expect(orderKey({ shop, orderNumber })).toBe(key));

describe('isSameOrder', () => {
  test.each<[why: string, a: Partial<Order>, b: Partial<Order>, isSame: boolean]>([
    ['one number', { orderNumber: 'A-1001', shop: 'Shein' }, { orderNumber: 'A1001', shop: 'SHEIN' }, true],
    ['one number, shop out of view', { orderNumber: 'A-1001', shop: 'Shein' }, { orderNumber: 'A1001' }, true],
    [
      'one number in two shops',
      { orderNumber: 'A-1001', shop: 'Shein' },
      { orderNumber: 'A-1001', shop: 'Temu' },
      false,
    ],
    ['two numbers, one article', { orderNumber: 'A-1', items: [dress] }, { orderNumber: 'B-2', items: [dress] }, false],
    [
      'a part without a number that shows an article again',
      { orderNumber: 'A-1001', items: [dress] },
      { items: [dress] },
      true,
    ],
    [
      'an article without a price proves nothing',
      { items: [{ ...dress, unitPrice: null }] },
      { items: [{ ...dress, unitPrice: null }] },
      false,
    ],
    ['the same article, another total', { items: [dress], total: 20 }, { items: [dress], total: 30 }, false],
    ['nothing in common', { shop: 'Shein' }, { shop: 'Shein' }, false],
    ['not an order', { isOrder: false, orderNumber: 'A-1001' }, { orderNumber: 'A-1001' }, false],
  ])('%s', (_why, a, b, isSame) => {
    expect(isSameOrder(anOrder(a), anOrder(b))).toBe(isSame);
    expect(isSameOrder(anOrder(b), anOrder(a))).toBe(isSame);
  });
});

describe('groupReadings', () => {
  const sorted = (groups: readonly { screenshotId: string }[][]): string[] =>
    groups
      .map((group) =>
        group
          .map(({ screenshotId }) => screenshotId)
          .sort()
          .join(),
      )
      .sort();

  test('each order page is in one group; the order given does not matter; no group has two numbers', () => {
    fc.assert(
      fc.property(
        someReadings.chain((readings) =>
          fc.record({
            readings: fc.constant(readings),
            shuffled: fc.shuffledSubarray(readings, { minLength: readings.length }),
          }),
        ),
        ({ readings, shuffled }) => {
          const groups = groupReadings(readings);
          expect(sorted(groupReadings(shuffled))).toEqual(sorted(groups));
          const orders = readings.filter(({ order }) => order.isOrder).map(({ screenshotId }) => screenshotId);
          expect(
            groups
              .flat()
              .map(({ screenshotId }) => screenshotId)
              .sort(),
          ).toEqual(orders.sort());
          for (const group of groups) {
            const numbers = group.flatMap(({ order }) => orderKey(order)?.split(':')[1] ?? []);
            expect(new Set(numbers).size).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  test('a part that fits two orders stays alone', () => {
    const page = (screenshotId: string, order: Partial<Order>) => ({
      screenshotId,
      receivedAt: new Date(0),
      position: 0,
      order: anOrder({ items: [dress], ...order }),
    });
    const groups = groupReadings([
      page('a', { orderNumber: 'A-1001' }),
      page('b', { orderNumber: 'B-2002' }),
      page('c', {}),
    ]);
    expect(sorted(groups)).toEqual(['a', 'b', 'c']);
  });
});
