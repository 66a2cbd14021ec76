import { expect, test } from 'vitest';
import { labelsIn } from './labels.ts';
import { toLines } from './page-lines.ts';
import { printedPage } from './testing/printed-page.ts';

test.each([
  { text: 'Order # 113-6724483-2918183', concept: 'order-number', rest: '113-6724483-2918183' },
  { text: 'N.º de pedido: 8208329999116931 Copiar', concept: 'order-number', rest: '8208329999116931 Copiar' },
  { text: 'Fecha del pedido: 13 feb. 2026', concept: 'order-date', rest: '13 feb. 2026' },
  { text: 'Subtotal (3)', concept: 'subtotal', rest: null },
  { text: 'ltems (2):', concept: 'subtotal', rest: null },
  { text: 'Impuesto sobre ventas', concept: 'tax', rest: null },
  { text: 'Impuesto s0bre ventas', concept: 'tax', rest: null },
  { text: 'NÚMERO DE SEGUIMIENTO', concept: 'tracking', rest: null },
  { text: 'Estado: Enviado', concept: 'status', rest: 'Enviado' },
  { text: 'Total before tax:', concept: 'other-charge', rest: null },
])('$text announces $concept', ({ text, concept, rest }) => {
  const [segment] = toLines(printedPage([[40, 100, text]])).lines[0]?.segments ?? [];
  const label = segment ? labelsIn(segment).find((found) => found.concept === concept) : undefined;
  expect(label?.concept).toBe(concept);
  expect(label?.rest?.text ?? null).toBe(rest);
});

test.each([
  'Order the blue one today',
  'Delivery drone toy for kids',
  'Total Gym resistance bands',
  'Tracker with Heart Rate',
])('%s announces nothing', (text) => {
  const [segment] = toLines(printedPage([[40, 100, text]])).lines[0]?.segments ?? [];
  expect(segment ? labelsIn(segment) : null).toEqual([]);
});
