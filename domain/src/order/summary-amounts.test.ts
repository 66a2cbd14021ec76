import { describe, expect, test } from 'vitest';
import { toLines } from './page-lines.ts';
import { findSummaryAmounts } from './summary-amounts.ts';
import { type Print, printedPage } from './testing/printed-page.ts';

/** Labels at the left, amounts at the right, as in every order's sums. */
const sums = (...rows: readonly (readonly [string, string])[]): Print[] =>
  rows.flatMap(([label, amount], index): Print[] => [
    [40, 100 + 40 * index, label],
    [600, 100 + 40 * index, amount],
  ]);

const read = (prints: readonly Print[]) => findSummaryAmounts(toLines(printedPage(prints)));

describe('findSummaryAmounts', () => {
  test.each([
    {
      why: 'English, a reduction under the shop’s own name',
      rows: sums(
        ['Item subtotal', '$103.95'],
        ['Postage', 'Free'],
        ['Weekly deal', '-$5.00'],
        ['Tax', '$6.93'],
        ['Total paid', '$105.88'],
      ),
      expected: { subtotal: 103.95, shipping: 0, discount: 5, tax: 6.93, total: 105.88, reconciles: true },
    },
    {
      why: 'Spanish, crossed-out shipping before the word for free',
      rows: sums(
        ['Total de artículos:', '$52.52'],
        ['Descuento:', '-$13.13'],
        ['Envío:', '$2.99 GRATIS'],
        ['Total del pedido:', '$39.39'],
      ),
      expected: { subtotal: 52.52, shipping: 0, discount: 13.13, tax: null, total: 39.39, reconciles: true },
    },
    {
      why: 'a charge without a field of its own still adds up',
      rows: sums(
        ['Subtotal (3)', '$57.72'],
        ['Shipping', '$5.99'],
        ['Bag fee', '$0.10'],
        ['Taxes', '$4.04'],
        ['Total', '$67.85'],
      ),
      expected: { subtotal: 57.72, shipping: 5.99, discount: null, tax: 4.04, total: 67.85, reconciles: true },
    },
    {
      why: 'two reductions are added, a total before tax is none',
      rows: sums(
        ['Items:', '$40.00'],
        ['Coupon', '-$3.00'],
        ['Points', '-$2.00'],
        ['Total before tax:', '$35.00'],
        ['Estimated tax:', '$2.45'],
        ['Grand total:', '$37.45'],
      ),
      expected: { subtotal: 40, shipping: null, discount: 5, tax: 2.45, total: 37.45, reconciles: true },
    },
    {
      why: 'sums that do not add up are said so',
      rows: sums(['Subtotal', '$10.00'], ['Total', '$99.00']),
      expected: { subtotal: 10, shipping: null, discount: null, tax: null, total: 99, reconciles: false },
    },
    {
      why: 'nothing is computed: no total printed, none read',
      rows: sums(['Subtotal', '$28.00'], ['Delivery', 'Free']),
      expected: { subtotal: 28, shipping: 0, discount: null, tax: null, total: null, reconciles: false },
    },
  ])('$why', ({ rows, expected }) => expect(read(rows)).toMatchObject(expected));

  test('finds the amount of a photographed line a little above its name', () =>
    expect(
      read([
        [40, 100, 'Shipping'],
        [600, 88, '$6.99'],
        [40, 160, 'Taxes'],
        [600, 148, '$1.61'],
      ]),
    ).toMatchObject({ shipping: 6.99, tax: 1.61 }));

  test('reads the total of an order list, where count and total share a line', () =>
    expect(read([[300, 100, '2 items, Total: US $19.95']]).total).toBe(19.95));

  test('reads the total under its name in a bar', () =>
    expect(
      read([
        [40, 100, 'Total', 16],
        [40, 124, '$42.15', 28],
      ]).total,
    ).toBe(42.15));

  test('knows sums that add up from those that do not', () => {
    const adds = read(sums(['Subtotal', '$10.00'], ['Tax', '$1.00'], ['Total', '$11.00']));
    const doesNot = read(sums(['Subtotal', '$10.00'], ['Tax', '$1.00'], ['Total', '$12.00']));
    expect([adds.reconciles, doesNot.reconciles]).toEqual([true, false]);
  });
});
