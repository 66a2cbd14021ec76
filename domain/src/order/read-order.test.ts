import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldBoxesSchema, NO_BOXES } from './field-boxes.ts';
import { notAnOrder, orderSchema } from './order.ts';
import { readOrder } from './read-order.ts';
import { type Print, printedPage, tilted } from './testing/printed-page.ts';

const ORDER: readonly Print[] = [
  [250, 40, 'Amazon', 30],
  [40, 100, 'Order date'],
  [320, 100, 'November 4, 2025'],
  [40, 140, 'Order #'],
  [320, 140, '113-6724483-2918183'],
  [40, 220, 'Shipped', 30],
  [240, 300, 'Drelix Wall Charger'],
  [240, 336, 'Qty: 2'],
  [240, 372, '$27.49'],
  [40, 440, 'UPS'],
  [40, 480, 'Tracking ID: 1Z492R870340658986'],
  [40, 560, 'Items (2):'],
  [600, 560, '$54.98'],
  [40, 600, 'Shipping & handling:'],
  [600, 600, '$5.99'],
  [40, 640, 'Estimated tax:'],
  [600, 640, '$3.85'],
  [40, 680, 'Grand total:'],
  [600, 680, '$64.82'],
];

const expected = {
  isOrder: true,
  shop: 'Amazon',
  orderNumber: '113-6724483-2918183',
  orderDate: '2025-11-04',
  currency: 'USD',
  items: [{ name: 'Drelix Wall Charger', quantity: 2, unitPrice: 27.49, size: null, color: null }],
  subtotal: 54.98,
  shipping: 5.99,
  tax: 3.85,
  discount: null,
  total: 64.82,
  tracking: [{ carrier: 'UPS', number: '1Z492R870340658986', isVerified: true }],
  status: 'shipped',
  language: 'en',
};

describe('readOrder', () => {
  test('reads a whole order', () => expect(readOrder(printedPage(ORDER)).order).toMatchObject(expected));
  test('reads it from a tilted photo', () =>
    expect(readOrder(tilted(printedPage(ORDER), 0.05)).order).toMatchObject(expected));

  test('of two orders in view it reads the topmost', () => {
    const second = ORDER.map(
      ([x, y, text, height = 20]): Print => [
        x,
        y + 700,
        text.replace('113-6724483', '114-0000001').replace('Drelix', 'Other'),
        height,
      ],
    );
    const { order } = readOrder(printedPage([...ORDER, ...second]));
    expect(order.orderNumber).toBe('113-6724483-2918183');
    expect(order.items.map(({ name }) => name)).toEqual(['Drelix Wall Charger']);
  });

  test.each<{ why: string; prints: Print[] }>([
    {
      why: 'a bank transfer',
      prints: [
        [200, 100, 'Transferencia realizada', 30],
        [300, 150, '$86.40', 40],
        [40, 250, 'Destino'],
        [450, 250, 'Rina Alas de Chévez'],
        [40, 300, 'Fecha'],
        [450, 300, '21/10/2025 11:54'],
        [40, 350, 'Comprobante'],
        [450, 350, '8840213657'],
      ],
    },
    {
      why: 'a receipt for food',
      prints: [
        [200, 60, 'COMEDOR DOÑA TEYA'],
        [40, 100, 'Mesa 7'],
        [40, 160, '3 Pupusa revuelta'],
        [600, 160, '$3.00'],
        [40, 220, 'Subtotal'],
        [600, 220, '$11.35'],
        [40, 260, 'Propina 10%'],
        [600, 260, '$1.14'],
        [40, 300, 'TOTAL'],
        [600, 300, '$12.49'],
        [40, 340, 'Efectivo'],
        [600, 340, '$15.00'],
      ],
    },
    {
      why: 'a product page',
      prints: [
        [100, 60, 'Target', 30],
        [40, 500, 'Halvard Tripod Floor Lamp'],
        [40, 540, '4.3 (212 ratings)'],
        [40, 580, '$47.00', 36],
        [40, 640, 'Color: Natural'],
        [40, 700, 'In stock, ships in 2 days'],
        [400, 900, 'Add to cart'],
      ],
    },
    {
      why: 'a parcel notice',
      prints: [
        [40, 60, 'USPS', 30],
        [40, 120, 'Delivery attempt notice', 30],
        [40, 200, 'Tracking Number:'],
        [40, 240, '9405581691034776277353'],
      ],
    },
    {
      why: 'a message that mentions an order',
      prints: [[40, 100, 'Your Amazon order #113-0011223-4455667 has shipped.']],
    },
    { why: 'a page without a word', prints: [] },
  ])('$why is no order, and nothing is invented', ({ prints }) => {
    const { order, boxes } = readOrder(printedPage(prints));
    expect(order).toEqual(notAnOrder(order.confidence.isOrder));
    expect(boxes).toEqual(NO_BOXES);
  });

  test('whatever the words, the reading is valid and never throws', () => {
    const word = fc.record({
      text: fc.oneof(
        fc.string(),
        fc.constantFrom('Order', 'Total', '$12.50', 'Qty:', '2', 'UPS', 'Pedido', '-$3', '1Z492R870340658986'),
      ),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      box: fc
        .tuple(fc.nat(700), fc.nat(1500), fc.nat(200), fc.nat(60))
        .map(([x0, y0, w, h]) => ({ x0, y0, x1: x0 + w, y1: y0 + h })),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const { order, boxes } = readOrder({ width: 750, height: 1600, words });
        expect(orderSchema.safeParse(order).error).toBeUndefined();
        expect(fieldBoxesSchema.safeParse(boxes).error).toBeUndefined();
        expect([boxes.items.length, boxes.tracking.length]).toEqual([order.items.length, order.tracking.length]);
      }),
      { numRuns: 200 },
    );
  });
});
