import { expect, test } from 'vitest';
import { findLabels } from './labels.ts';
import { toLines } from './page-lines.ts';
import { findStatus } from './status.ts';
import { type Print, printedPage } from './testing/printed-page.ts';

const small: Print[] = [
  [40, 600, 'Subtotal of all articles'],
  [40, 640, 'Shipping and handling fee'],
  [40, 680, 'Total before any tax'],
];

test.each<{ why: string; prints: Print[]; status: string | null }>([
  { why: 'behind a label', prints: [[40, 100, 'Status: Shipped']], status: 'shipped' },
  {
    why: 'under a label',
    prints: [
      [40, 100, 'Estado'],
      [40, 132, 'En proceso'],
    ],
    status: 'processing',
  },
  { why: 'a headline', prints: [[40, 100, 'Out for delivery', 36]], status: 'out_for_delivery' },
  { why: 'a headline with a date', prints: [[40, 100, 'Delivered Sun, Nov 9', 30]], status: 'delivered' },
  { why: 'a misread headline', prints: [[40, 100, 'Preparando tus produetos', 30]], status: 'processing' },
  {
    why: 'steps of a progress line are not the state',
    prints: [
      [40, 100, 'Received'],
      [250, 100, 'Packing'],
      [450, 100, 'Transit'],
      [640, 100, 'Home'],
    ],
    status: null,
  },
  {
    why: 'the headline, not the steps under it',
    prints: [
      [40, 100, 'In transit', 36],
      [40, 200, 'Ordered'],
      [250, 200, 'Packed'],
      [450, 200, 'Delivered'],
    ],
    status: 'shipped',
  },
  { why: 'a sentence', prints: [[40, 100, 'Part of your order is on its way.']], status: 'shipped' },
  { why: 'the day of the order is no state', prints: [[40, 100, 'Ordered on January 5, 2026']], status: null },
  { why: 'nothing says it', prints: [], status: null },
])('$why ▶ $status', ({ prints, status }) => {
  const page = toLines(printedPage([...prints, ...small]));
  expect(findStatus(page, findLabels(page.lines))?.status ?? null).toBe(status);
});
