import { expect, test } from 'vitest';
import { findCustomerName } from './customer-name.ts';
import { findLabels } from './labels.ts';
import { toLines } from './page-lines.ts';
import { type Print, printedPage } from './testing/printed-page.ts';

test.each<{ why: string; prints: Print[]; name: string | null }>([
  {
    why: 'under the address heading',
    prints: [
      [40, 100, 'Shipping address'],
      [40, 140, 'Ana Beatriz Quintanilla'],
      [40, 176, '715 Bayline Cargo Ct, Suite 14'],
      [40, 212, 'Hialeah, FL 33010'],
    ],
    name: 'Ana Beatriz Quintanilla',
  },
  {
    why: 'right of its label',
    prints: [
      [40, 100, 'Destinatario'],
      [450, 100, 'Rodrigo Orellana'],
    ],
    name: 'Rodrigo Orellana',
  },
  {
    why: 'before a phone number, above an address, without a label',
    prints: [
      [70, 100, 'Wendy Marisol Cañas (786) 555-0117'],
      [70, 132, '715 Bayline Cargo Ct, Hialeah, FL'],
    ],
    name: 'Wendy Marisol Cañas',
  },
  { why: 'in a greeting', prints: [[40, 100, 'Thank you, Iván.']], name: 'Iván' },
  {
    why: 'the fuller form wins over the greeting',
    prints: [
      [40, 100, 'Hola, Ana:'],
      [40, 200, 'Enviar a: Ana Lucía Barrera'],
    ],
    name: 'Ana Lucía Barrera',
  },
  {
    why: 'particles belong to a name',
    prints: [
      [40, 100, 'Recipient'],
      [300, 100, 'Rina Alas de Chévez'],
    ],
    name: 'Rina Alas de Chévez',
  },
  {
    why: 'an article above a measure is no person',
    prints: [
      [200, 100, 'Sunmill Toasted Oat Granola'],
      [200, 136, 'Bars, 24 ct'],
    ],
    name: null,
  },
  {
    why: 'a heading is no person',
    prints: [
      [40, 100, 'Delivery address'],
      [40, 140, 'Edit Shipping Details'],
    ],
    name: null,
  },
])('$why', ({ prints, name }) => {
  const page = toLines(printedPage(prints));
  expect(findCustomerName(page, findLabels(page.lines))?.name ?? null).toBe(name);
});
