import { expect, test } from 'vitest';
import { qrPath, qrSvg } from './qr-drawing.ts';

const LINK = 'https://wa.me/50370000000?text=start_ab12cd';

test('a code has four light modules around its three finders', () => {
  const { size, path } = qrPath(LINK);
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${x},${y}`));
  const isDark = (x: number, y: number) => dark.has(`${x},${y}`);
  for (let at = 0; at < size; at += 1)
    for (const edge of [0, 3, size - 4, size - 1]) {
      if (at < 4 || at >= size - 4 || edge < 4 || edge >= size - 4)
        expect(isDark(at, edge) && (edge < 4 || edge > size - 5)).toBe(false);
    }
  for (const [x, y] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ] as const)
    expect([0, 3, 6].map((step) => isDark(x + step, y))).toEqual([true, true, true]);
  expect((size - 8 - 17) % 4).toBe(0);
});

test('the SVG file is whole and brings its own light ground', () => {
  expect(qrSvg(LINK)).toMatch(/^<svg xmlns="[^"]+" viewBox="0 0 (\d+) \1".*<rect [^>]+fill="#fff"\/>.*<\/svg>$/);
});
