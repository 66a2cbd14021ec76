import { expect, test } from 'vitest';
import { anOrder } from '../../testing/index.ts';
import { amountsAgree } from './check-amounts.ts';
import type { Order } from './order.ts';

const item = (unitPrice: number | null, quantity = 1) => ({
  name: 'Medias',
  quantity,
  unitPrice,
  size: null,
  color: null,
});

test.each<[why: string, order: Partial<Order>, others: number[], agree: boolean | null]>([
  [
    'subtotal + shipping + tax - discount',
    { subtotal: 100, shipping: 5, tax: 7.01, discount: 10, total: 102.01 },
    [],
    true,
  ],
  ['a cent off', { subtotal: 100, shipping: 5, tax: 7.01, discount: 10, total: 102.02 }, [], false],
  ['cents that have no exact binary form', { subtotal: 0.1, shipping: 0.2, total: 0.3 }, [], true],
  ['a further charge', { subtotal: 100, tax: 7, total: 109.5 }, [2.5], true],
  ['a further charge that is within the subtotal', { subtotal: 100, tax: 7, total: 107 }, [2.5], true],
  ['no total', { subtotal: 100 }, [], null],
  ['no subtotal, articles add up', { items: [item(40, 2), item(20)], shipping: 5, total: 105 }, [], true],
  [
    'no subtotal, articles and all charges in view do not add up',
    { items: [item(40)], shipping: 5, tax: 1, total: 50 },
    [],
    false,
  ],
  ['no subtotal, a charge may be out of view', { items: [item(40)], total: 50 }, [], null],
  ['an article without a price', { items: [item(40), item(null)], shipping: 0, tax: 0, total: 50 }, [], null],
  ['nothing but a total', { total: 50 }, [], null],
])('%s', (_why, order, others, agree) => expect(amountsAgree(anOrder(order), others)).toBe(agree));

test('a tax that is included already need not be added', () => {
  const order = anOrder({ subtotal: 116, tax: 16, total: 116 });
  expect([amountsAgree(order), amountsAgree(order, [], true)]).toEqual([false, true]);
});
