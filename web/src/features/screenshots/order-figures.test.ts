import { notAnOrder } from '@casillero/domain/order/order';
import { expect, test } from 'vitest';
import { anOrder, aScreenshot, NOW } from '../../testing/builders.ts';
import { totalsOf } from './batch-totals.ts';
import { hasUnsure, isUnsure } from './order-confidence.ts';

const withOrder = (order: Parameters<typeof anOrder>[0]) => aScreenshot({ order: anOrder(order) });

test('totals are added by currency without losing a cent', () => {
  const screenshots = [
    withOrder({ orderNumber: 'A', total: 0.1 }),
    withOrder({ orderNumber: 'B', total: 0.2 }),
    withOrder({ orderNumber: 'C', total: 99.5, currency: 'MXN' }),
  ];
  expect(totalsOf(screenshots)).toEqual([
    { currency: 'USD', amount: 0.3 },
    { currency: 'MXN', amount: 99.5 },
  ]);
});

test('an order that is spread over two pictures counts once; orders without a number count each', () => {
  const twice = [withOrder({ orderNumber: 'A', total: 10 }), withOrder({ orderNumber: 'A', total: 10 })];
  expect(totalsOf(twice)).toEqual([{ currency: 'USD', amount: 10 }]);
  const unnumbered = [withOrder({ orderNumber: null, total: 10 }), withOrder({ orderNumber: null, total: 10 })];
  expect(totalsOf(unnumbered)).toEqual([{ currency: 'USD', amount: 20 }]);
});

test('what is no order, has no total or no currency adds nothing', () => {
  const nothing = [aScreenshot({ order: notAnOrder(1) }), withOrder({ total: null }), withOrder({ currency: null })];
  expect(totalsOf([...nothing, aScreenshot({ order: null })])).toEqual([]);
});

test('what its sender took back adds nothing', () => {
  const kept = withOrder({ orderNumber: 'A', total: 10 });
  const takenBack = { ...withOrder({ orderNumber: 'B', total: 5 }), removedAt: NOW };
  expect(totalsOf([kept, takenBack])).toEqual([{ currency: 'USD', amount: 10 }]);
});

const sure = anOrder().confidence;

test.each([
  { confidence: 0, unsure: false, why: 'nothing was found' },
  { confidence: 0.59, unsure: true, why: 'found, but a look is needed' },
  { confidence: 0.6, unsure: false, why: 'sure enough' },
])('$confidence ▶ marked: $unsure ($why)', ({ confidence, unsure }) =>
  expect(isUnsure({ confidence: { ...sure, total: confidence } }, 'total')).toBe(unsure));

test('a value that is not shown needs no explanation', () => {
  const confidence = { ...sure, total: 0.3, tracking: 0.3 };
  expect(hasUnsure(anOrder({ total: null, tracking: [], confidence }))).toBe(false);
  expect(hasUnsure(anOrder({ confidence }))).toBe(true);
});
