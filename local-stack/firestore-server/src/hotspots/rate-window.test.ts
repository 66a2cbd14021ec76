import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RateWindow } from './rate-window.ts';

const WINDOW = 10_000;

test.each([
  { title: 'within the window all count', times: [0, 5000, 9999], count: 3 },
  { title: 'older ones do not', times: [0, 5000, 10_000], count: 2 },
  { title: 'after a long pause only the last', times: [0, 1, 2, 1_000_000], count: 1 },
  { title: 'at large times', times: [1_767_225_600_000_000, 1_767_225_600_000_001], count: 2 },
])('$title', ({ times, count }) => {
  const window = new RateWindow(WINDOW);
  expect(times.map((time) => window.add(time)).at(-1)).toBe(count);
});

test('never more than the window holds, never less than nine tenths of it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 80 }), (pauses) => {
      const window = new RateWindow(WINDOW);
      const times: number[] = [];
      let now = 50_000;
      for (const pause of pauses) {
        now += pause;
        times.push(now);
        const counted = window.add(now);
        expect(counted).toBeLessThanOrEqual(times.filter((time) => time > now - WINDOW).length);
        expect(counted).toBeGreaterThanOrEqual(times.filter((time) => time > now - WINDOW * 0.9).length);
      }
    }),
  );
});
