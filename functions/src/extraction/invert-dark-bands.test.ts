import { expect, test } from 'vitest';
import { invertDarkBands } from './invert-dark-bands.ts';

const WIDTH = 100;
/** A picture of one brightness per row; every tenth pixel of a row may be print. */
const rows = (...bands: readonly { rows: number; ground: number; print: number }[]): Uint8Array =>
  Uint8Array.from(
    bands.flatMap(({ rows: count, ground, print }) =>
      Array.from({ length: count * WIDTH }, (_, at) => (at % 10 === 0 ? print : ground)),
    ),
  );
const light = { rows: 100, ground: 250, print: 20 };

test.each([
  { why: 'a light page stays', before: rows(light), after: rows(light) },
  {
    why: 'a dark page is inverted as a whole',
    before: rows({ rows: 100, ground: 20, print: 240 }),
    after: rows({ rows: 100, ground: 235, print: 15 }),
  },
  {
    why: 'a dark head over a light page is inverted alone',
    before: rows({ rows: 40, ground: 40, print: 255 }, light),
    after: rows({ rows: 40, ground: 255, print: 0 }, light),
  },
  {
    why: 'a dark rule is no band',
    before: rows({ rows: 4, ground: 40, print: 40 }, light),
    after: rows({ rows: 4, ground: 40, print: 40 }, light),
  },
])('$why', ({ before, after }) => {
  expect(invertDarkBands(before, WIDTH, before.length / WIDTH)).toEqual(after);
});
