import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAmounts, isFree } from './amount.ts';

describe('findAmounts', () => {
  test.each([
    { text: '$1,234.56', values: [1234.56], currency: 'USD', why: 'US form' },
    { text: '1.234,56 €', values: [1234.56], currency: 'EUR', why: 'Spanish form, sign behind' },
    { text: '13,12 US$', values: [13.12], currency: 'USD', why: 'Spanish form in dollars' },
    { text: 'US $44.15', values: [44.15], currency: 'USD', why: 'sign of two words' },
    { text: 'MX$268.90 MX$453.28', values: [268.9, 453.28], currency: 'MXN', why: 'Mexican pesos are no dollars' },
    { text: '-$22.40', values: [-22.4], currency: 'USD', why: 'minus before the sign' },
    { text: '$-5.00', values: [-5], currency: 'USD', why: 'minus behind the sign' },
    { text: 'S22.40', values: [22.4], currency: 'USD', why: 'a dollar sign read as S' },
    { text: '$118.77 USD', values: [118.77], currency: 'USD', why: 'sign and code' },
    { text: '$5', values: [5], currency: 'USD', why: 'whole amount with a sign' },
    { text: '19.95', values: [19.95], currency: null, why: 'two decimals need no sign' },
    { text: 'HDMI$39.98', values: [39.98], currency: 'USD', why: 'a lost space before the sign' },
    { text: '24', values: [], currency: null, why: 'a bare whole number is a count' },
    { text: '9:41', values: [], currency: null, why: 'a time' },
    { text: '-20%', values: [], currency: null, why: 'a percentage' },
    { text: '22.5.2026', values: [], currency: null, why: 'a date' },
    { text: '113-6724483-2918183', values: [], currency: null, why: 'an order number' },
  ])('$text ▶ $values ($why)', ({ text, values, currency }) => {
    const amounts = findAmounts(text);
    expect(amounts.map(({ value }) => value)).toEqual(values);
    expect(amounts[0]?.currency ?? null).toBe(currency);
  });

  test('reads every amount up to ten million back in both forms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (cents) => {
        const us = (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
        const spanish = (cents / 100).toLocaleString('de-DE', { minimumFractionDigits: 2 });
        expect(findAmounts(`$${us}`).map(({ value }) => value)).toEqual([cents / 100]);
        expect(findAmounts(`${spanish} US$`).map(({ value }) => value)).toEqual([cents / 100]);
      }),
    );
  });
});

test.each([
  { words: 'gratis', free: true },
  { words: '2 99 free', free: true },
  { words: 'freedom', free: false },
])('$words is free: $free', ({ words, free }) => expect(isFree(words)).toBe(free));
