import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxOfWords, type FieldBox, fieldBoxSchema } from './field-boxes.ts';
import { readOrder } from './read-order.ts';
import type { RecognisedPage } from './recognised-words.ts';
import { type Print, printedPage, tilted } from './testing/printed-page.ts';

const PAGE: readonly Print[] = [
  [250, 40, 'Amazon', 30],
  [40, 100, 'Order date'],
  [320, 100, 'November 4, 2025'],
  [40, 140, 'Order # 113-6724483-2918183'],
  [40, 220, 'Shipped', 30],
  [240, 300, 'Drelix Wall Charger'],
  [240, 336, 'Qty: 2'],
  [600, 336, '$27.49'],
  [40, 480, 'Tracking ID: 1Z492R870340658986'],
  [40, 560, 'Items (2):'],
  [600, 560, '$54.98'],
  [40, 640, 'Estimated tax:'],
  [600, 640, '$3.85'],
  [40, 680, 'Grand total:'],
  [600, 680, '$58.83'],
  [40, 760, 'Ship to: Ana Lucía Barrera'],
];

/** The words of a page whose middle lies within a box. */
function textIn(box: FieldBox | null | undefined, { words, width, height }: RecognisedPage): string {
  if (!box) return '';
  return words
    .filter((word) => {
      const x = (word.box.x0 + word.box.x1) / 2 / width;
      const y = (word.box.y0 + word.box.y1) / 2 / height;
      return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    })
    .map(({ text }) => text)
    .join(' ');
}

describe('where an order was read', () => {
  test.each([
    ['level', printedPage(PAGE)],
    ['photographed askew', tilted(printedPage(PAGE), 0.04)],
  ])('%s: each box holds what was read there, and nothing else', (_how, page) => {
    const { boxes } = readOrder(page);
    expect({
      shop: textIn(boxes.shop, page),
      orderNumber: textIn(boxes.orderNumber, page),
      orderDate: textIn(boxes.orderDate, page),
      status: textIn(boxes.status, page),
      subtotal: textIn(boxes.subtotal, page),
      tax: textIn(boxes.tax, page),
      total: textIn(boxes.total, page),
      customerName: textIn(boxes.customerName, page),
      tracking: boxes.tracking.map((box) => textIn(box, page)),
      items: boxes.items.map((box) => textIn(box, page)),
    }).toEqual({
      shop: 'Amazon',
      orderNumber: '113-6724483-2918183',
      orderDate: 'November 4, 2025',
      status: 'Shipped',
      subtotal: '$54.98',
      tax: '$3.85',
      total: '$58.83',
      customerName: 'Ana Lucía Barrera',
      tracking: ['1Z492R870340658986'],
      items: ['Drelix Wall Charger Qty: 2 $27.49'],
    });
    expect([boxes.shipping, boxes.discount]).toEqual([null, null]);
  });

  test('a box lies within the picture, wherever the words were seen', () => {
    const edge = fc.integer({ min: -200, max: 2000 });
    const word = fc.record({ x0: edge, y0: edge, w: fc.nat(300), h: fc.nat(80) }).map(({ x0, y0, w, h }) => ({
      text: 'x',
      confidence: 1,
      box: { x0: 0, y0: 0, x1: 1, y1: 1 },
      seenAt: { x0, y0, x1: x0 + w, y1: y0 + h },
    }));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (words) => {
        const box = boxOfWords(words, { width: 750, height: 1600 });
        expect(box === null).toBe(words.length === 0);
        if (box === null) return;
        expect(fieldBoxSchema.safeParse(box).error).toBeUndefined();
        expect(box.x + box.width).toBeLessThanOrEqual(1.0001);
        expect(box.y + box.height).toBeLessThanOrEqual(1.0001);
      }),
    );
  });
});
