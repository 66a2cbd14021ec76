import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrated, sumConfidence } from './calibrate.ts';
import { readOrder } from './read-order.ts';
import { type Print, printedPage } from './testing/printed-page.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('confidences', () => {
  test('stay shares, keep their order, and nothing found stays nothing', () => {
    expect([calibrated(0), sumConfidence(0, true)]).toEqual([0, 0]);
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(calibrated(low)).toBeLessThanOrEqual(calibrated(high));
        expect(calibrated(high)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('sums that add up are surer than those alone, and these than those that contradict each other', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), (printed) => {
        const [adds, alone, contradicted] = [true, null, false].map((agree) => sumConfidence(printed, agree));
        expect(adds).toBeGreaterThanOrEqual(alone ?? 1);
        expect(alone).toBeGreaterThan(contradicted ?? 1);
      }),
    );
  });

  test.each([
    ['adds up', '$19.22', true, 0.95, 1],
    ['does not add up', '$91.22', false, 0, 0.5],
  ])('a total that %s is flagged so, and its confidence follows', (_how, total, agree, from, to) => {
    const prints: Print[] = [
      [40, 100, 'Order number: 2000149-18103324'],
      [40, 320, 'Subtotal'],
      [600, 320, '$17.96'],
      [40, 360, 'Taxes'],
      [600, 360, '$1.26'],
      [40, 400, 'Total'],
      [600, 400, total],
    ];
    const { order } = readOrder(printedPage(prints));
    expect(order.checks.amountsAgree).toBe(agree);
    expect(order.confidence.total).toBeGreaterThanOrEqual(from);
    expect(order.confidence.total).toBeLessThanOrEqual(to);
  });
});
