import { describe, expect, test } from 'vitest';
import { tiltOf } from './levelled.ts';
import { toLines } from './page-lines.ts';
import { type Print, printedPage, tilted } from './testing/printed-page.ts';

const SUMMARY: readonly Print[] = [
  [40, 100, 'Item subtotal of this order'],
  [600, 100, '$103.95'],
  [40, 140, 'Postage and packing is'],
  [600, 140, 'Free'],
  [40, 180, 'Total paid for all articles'],
  [600, 180, '$105.88'],
];

const shapeOf = (page: Parameters<typeof toLines>[0]): string[][] =>
  toLines(page).lines.map((line) => line.segments.map(({ text }) => text));

describe('toLines', () => {
  const expected = [
    ['Item subtotal of this order', '$103.95'],
    ['Postage and packing is', 'Free'],
    ['Total paid for all articles', '$105.88'],
  ];

  test('keeps label and value of one line together, as two segments', () =>
    expect(shapeOf(printedPage(SUMMARY))).toEqual(expected));

  test.each([-0.08, -0.03, 0.03, 0.08])('levels a page tilted by %d px per px', (tilt) => {
    const page = tilted(printedPage(SUMMARY), tilt);
    expect(tiltOf(page.words)).toBeCloseTo(tilt, 2);
    expect(shapeOf(page)).toEqual(expected);
  });

  test('does not depend on the order of the words', () => {
    const page = printedPage(SUMMARY);
    expect(shapeOf({ ...page, words: [...page.words].reverse() })).toEqual(expected);
  });

  test('drops crumbs of pictures: unsure letters, and single letters as high as a picture', () => {
    const page = printedPage([
      [200, 100, 'Court Ranger Low'],
      [200, 130, 'Black and white'],
    ]);
    const crumbs = [
      { text: 'e', confidence: 0.2, box: { x0: 50, y0: 100, x1: 70, y1: 120 } },
      { text: 'A', confidence: 0.9, box: { x0: 50, y0: 90, x1: 120, y1: 160 } },
    ];
    expect(shapeOf({ ...page, words: [...crumbs, ...page.words] })).toEqual([
      ['Court Ranger Low'],
      ['Black and white'],
    ]);
  });

  test('an empty page has no lines', () => expect(shapeOf({ width: 100, height: 100, words: [] })).toEqual([]));
});
