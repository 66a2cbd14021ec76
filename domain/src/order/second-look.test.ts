import { expect, test } from 'vitest';
import { readOrderLookingTwice } from './second-look.ts';
import { type Print, printedPage } from './testing/printed-page.ts';

const WHOLE: readonly Print[] = [
  [40, 100, 'Order number: 2000149-18103324'],
  [40, 140, 'Order date: Feb 17, 2026'],
  [190, 200, 'Clearbrook Laundry Pods'],
  [190, 240, 'Qty 1'],
  [610, 200, '$17.96'],
  [40, 320, 'Subtotal'],
  [600, 320, '$17.96'],
  [40, 360, 'Taxes'],
  [600, 360, '$1.26'],
  [40, 400, 'Total'],
  [600, 400, '$19.22'],
];

test('a reading that fits together is not repeated', async () => {
  let looks = 0;
  const { order } = await readOrderLookingTwice(printedPage(WHOLE), async () => {
    looks += 1;
    return printedPage([]);
  });
  expect([order.total, looks]).toEqual([19.22, 0]);
});

test('a total that the first look missed is taken from the second', async () => {
  const withoutTotal = WHOLE.filter(([, , text]) => text !== '$19.22');
  const { order } = await readOrderLookingTwice(printedPage(withoutTotal), async () => printedPage(WHOLE));
  expect(order.total).toBe(19.22);
});

test('a second look that finds less changes nothing', async () => {
  const withoutTotal = WHOLE.filter(([, , text]) => text !== '$19.22');
  const { order } = await readOrderLookingTwice(printedPage(withoutTotal), async () => printedPage([]));
  expect([order.isOrder, order.subtotal, order.total]).toEqual([true, 17.96, null]);
});
