import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney } from './money.ts';
import { parseAmount } from './parse-amount.ts';

test.each([
  ['', null],
  ['  ', null],
  ['12', 12],
  ['12.5', 12.5],
  ['12,50', 12.5],
  ['$1,234.50', 1234.5],
  ['1.234,50 €', 1234.5],
  ['1,234', 1234],
  ['1.234.567', 1_234_567],
  ['US$ 0.99', 0.99],
  ['-3', 'not-an-amount'],
  ['12.345,6.7', 'not-an-amount'],
  ['1,23,456', 'not-an-amount'],
  ['doce', 'not-an-amount'],
  ['1.2.3', 'not-an-amount'],
] as const)('%s ▶ %s', (typed, amount) => expect(parseAmount(typed)).toBe(amount));

test.each(['es-SV', 'en-US', 'es-ES'])('what is written in %s is read back', (region) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (cents) => {
      expect(parseAmount(formatMoney(region, cents / 100, 'USD'))).toBeCloseTo(cents / 100, 6);
    }),
  );
});
