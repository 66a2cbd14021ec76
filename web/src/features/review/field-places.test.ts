import { NO_BOXES } from '@casillero/domain/order/field-boxes';
import { expect, test } from 'vitest';
import { anOrder, aScreenshot, minutesAgo } from '../../testing/builders.ts';
import { ordersOf } from '../../testing/review-builders.ts';
import { placesOf } from './field-places.ts';

const box = (y: number) => ({ x: 0.1, y, width: 0.5, height: 0.05 });
const item = (name: string, unitPrice: number) => ({ name, quantity: 1, unitPrice, size: null, color: null });
const screenshots = [
  aScreenshot({
    id: 'above',
    receivedAt: minutesAgo(9),
    order: anOrder({
      total: null,
      items: [item('Falda', 5), item('Blusa', 8)],
      confidence: { ...anOrder().confidence, shop: 0.7 },
    }),
    boxes: { ...NO_BOXES, shop: box(0.1), items: [box(0.4), box(0.6)], tracking: [null] },
  }),
  aScreenshot({
    id: 'below',
    receivedAt: minutesAgo(8),
    order: anOrder({ total: 13, items: [item('Blusa', 8), item('Medias', 2)] }),
    boxes: { ...NO_BOXES, shop: box(0.2), total: box(0.9), items: [box(0.1), null], tracking: [box(0.5)] },
  }),
];
const [order] = ordersOf(screenshots, 'María');
if (!order) throw new Error('no order');

test.each([
  [
    'the surer picture first',
    { field: 'shop' as const },
    [
      ['below', 0.2],
      ['above', 0.1],
    ],
  ],
  ['only where it was read', { field: 'total' as const }, [['below', 0.9]]],
  ['nowhere', { field: 'orderDate' as const }, []],
  ['one article', { field: 'items' as const, entry: 0 }, [['above', 0.4]]],
  [
    'one that both pictures show',
    { field: 'items' as const, entry: 1 },
    [
      ['above', 0.6],
      ['below', 0.1],
    ],
  ],
  ['one whose place is not known', { field: 'items' as const, entry: 2 }, []],
  ['one that is not there', { field: 'items' as const, entry: 9 }, []],
  ['a tracking number', { field: 'tracking' as const, entry: 0 }, [['below', 0.5]]],
])('%s: %j ▶ %j', (_what, wanted, places) =>
  expect(placesOf(order, screenshots, wanted).map(({ screenshotId, box: { y } }) => [screenshotId, y])).toEqual(
    places,
  ));

test('all articles are one place around them', () => {
  const [place] = placesOf(order, screenshots, { field: 'items' });
  expect(place?.screenshotId).toBe('above');
  expect(place?.box.y).toBe(0.4);
  expect(place?.box.height).toBeCloseTo(0.25);
});
