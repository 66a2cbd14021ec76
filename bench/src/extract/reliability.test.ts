import { expect, test } from 'vitest';
import { notAnOrder, type Order } from '../../../domain/src/order/order.ts';
import { reliabilityOf } from './reliability.ts';

const truth = { file: 'a.jpg', isOrder: true, shop: 'Shein', total: 20, items: [], tracking: [] };
const read = (file: string, over: Partial<Order>, confidence: Partial<Order['confidence']>) => ({
  ...notAnOrder(0),
  isOrder: true,
  ...over,
  confidence: { ...notAnOrder(0.9).confidence, ...confidence },
  file,
});

test('counts what was found, by field and class of confidence, and how much of it is right', () => {
  const table = reliabilityOf(
    [truth, { ...truth, file: 'b.jpg' }, { file: 'c.jpg', isOrder: false }],
    [
      read('a.jpg', { shop: 'Shein', total: 20 }, { shop: 0.9, total: 0.6 }),
      read('b.jpg', { shop: 'Temu', total: null }, { shop: 0.88, total: 0 }),
      read('c.jpg', { shop: 'Shein' }, { shop: 0.3 }),
    ],
  );
  expect(table.shop).toEqual([
    { from: 0, to: 0.5, count: 1, predicted: 0.3, true: 0 },
    { from: 0.85, to: 0.95, count: 2, predicted: 0.89, true: 0.5 },
  ]);
  expect(table.total).toEqual([{ from: 0.5, to: 0.7, count: 1, predicted: 0.6, true: 1 }]);
  expect(table.isOrder).toMatchObject([{ count: 3, true: 0.667 }]);
  expect(table.tax).toEqual([]);
  expect(table.all.reduce((sum, { count }) => sum + count, 0)).toBe(7);
});
