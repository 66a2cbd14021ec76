import { describe, expect, test } from 'vitest';
import { finishItems } from './finish-items.ts';
import { draftItems } from './items.ts';
import { toLines } from './page-lines.ts';
import { type Print, printedPage } from './testing/printed-page.ts';

const read = (prints: readonly Print[], subtotal: number | null = null) => {
  const page = toLines(printedPage(prints));
  return finishItems(draftItems(page, new Map()), page, subtotal).items;
};

describe('articles', () => {
  test('name over two lines, colour, count and price under it', () =>
    expect(
      read([
        [240, 100, 'Zembri SmartBand Fit 2 Activity'],
        [240, 136, 'Tracker with Heart Rate'],
        [240, 176, 'Color: Grey'],
        [240, 212, 'Qty: 2'],
        [240, 248, '$39.90'],
      ]),
    ).toEqual([
      {
        name: 'Zembri SmartBand Fit 2 Activity Tracker with Heart Rate',
        quantity: 2,
        unitPrice: 39.9,
        size: null,
        color: 'Grey',
      },
    ]));

  test('a word broken at its hyphen is joined without a space', () =>
    expect(
      read([
        [240, 100, 'Drelix Wall Charger, 3-'],
        [240, 136, 'Port Foldable Plug'],
        [240, 176, '$27.49'],
      ])[0]?.name,
    ).toBe('Drelix Wall Charger, 3-Port Foldable Plug'));

  test('paid price large, crossed-out price small, count at the right', () =>
    expect(
      read([
        [200, 100, 'Blusa floral con volante'],
        [210, 140, 'Azul / 30'],
        [200, 180, '$21.75', 26],
        [330, 184, '$35.37', 18],
        [680, 182, 'x3'],
      ]),
    ).toEqual([{ name: 'Blusa floral con volante', quantity: 3, unitPrice: 21.75, size: '30', color: 'Azul' }]));

  test('price of the line at the right, price of a piece under it', () =>
    expect(
      read([
        [190, 100, 'Petunio Dry Cat Food, Chicken'],
        [610, 100, '$39.76'],
        [190, 136, 'and Rice, 13 lb'],
        [600, 136, '$19.88 ea'],
        [190, 172, 'Qty 2'],
      ]),
    ).toEqual([
      { name: 'Petunio Dry Cat Food, Chicken and Rice, 13 lb', quantity: 2, unitPrice: 19.88, size: null, color: null },
    ]));

  const twoPieces: readonly Print[] = [
    [190, 100, 'Parlante portátil'],
    [610, 100, '$119.98'],
    [190, 140, 'Cantidad: 2'],
  ];
  test('the subtotal tells that a price is for the line', () =>
    expect(read(twoPieces, 119.98)[0]?.unitPrice).toBe(59.99));
  test('the subtotal tells that a price is for one piece', () =>
    expect(read(twoPieces, 239.96)[0]?.unitPrice).toBe(119.98));

  test('several articles, one after the other', () =>
    expect(
      read([
        [200, 100, 'Thick Yoga Mat 10 mm'],
        [200, 140, 'Teal'],
        [200, 180, '$16.73'],
        [700, 180, 'x1'],
        [200, 300, 'Magnetic Screwdriver Set 44 in 1'],
        [200, 340, '$8.06'],
        [700, 340, 'x1'],
      ]).map(({ name, color }) => [name, color]),
    ).toEqual([
      ['Thick Yoga Mat 10 mm', 'Teal'],
      ['Magnetic Screwdriver Set 44 in 1', null],
    ]));

  test('count under its heading in a table', () =>
    expect(
      read([
        [40, 60, 'Item'],
        [540, 60, 'Qty'],
        [630, 60, 'Price'],
        [40, 100, 'Cotton Bath Towel Set'],
        [550, 100, '2'],
        [630, 100, '$29.99'],
      ]).map(({ name, quantity }) => [name, quantity]),
    ).toEqual([['Cotton Bath Towel Set', 2]]));

  test('count between minus and plus in a cart', () =>
    expect(
      read([
        [230, 100, 'Men Drawstring Jogger Pants'],
        [230, 140, '$15.20'],
        [640, 140, '-'],
        [680, 140, '2'],
        [730, 140, '+'],
      ])[0]?.quantity,
    ).toBe(2));

  test('a remark of the seller does not hide the price under it', () =>
    expect(
      read([
        [190, 100, 'Trellon Wireless Mouse'],
        [190, 136, 'Sold by: Norvik Direct'],
        [190, 172, '$19.99'],
      ]),
    ).toEqual([{ name: 'Trellon Wireless Mouse', quantity: 1, unitPrice: 19.99, size: null, color: null }]));

  test('price of the line and of one piece tell the count that was not read', () =>
    expect(
      read([
        [240, 100, 'Rollo Paper Towels'],
        [240, 140, '$31.76'],
        [540, 140, '$15.88 each'],
      ]).map(({ quantity, unitPrice }) => [quantity, unitPrice]),
    ).toEqual([[2, 15.88]]));

  test('a letter or two of a picture left of the price are no article', () =>
    expect(
      read([
        [530, 100, 'Colchoneta de yoga gruesa'],
        [350, 140, 'ota'],
        [530, 140, '$16.73'],
        [860, 140, 'Cant. 2'],
      ]).map(({ name, quantity, unitPrice }) => [name, quantity, unitPrice]),
    ).toEqual([['Colchoneta de yoga gruesa', 2, 16.73]]));

  test('text without price and count is no article where others have them', () =>
    expect(
      read([
        [40, 40, 'Free returns on everything we sell'],
        [200, 100, 'Yoga Mat'],
        [200, 140, '$16.73'],
      ]).map(({ name }) => name),
    ).toEqual(['Yoga Mat']));

  test('an amount without a name over it makes no article', () => expect(read([[200, 100, '$16.73']])).toEqual([]));
});
