import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fittedSize, keepInside, SCALE_MAX, viewOf, WHOLE, zoomAt } from './pan-zoom.ts';

const frame = { width: 360, height: 600 };

test.each([
  { picture: { width: 720, height: 600 }, fitted: { width: 360, height: 300 }, why: 'width decides' },
  { picture: { width: 700, height: 6000 }, fitted: { width: 70, height: 600 }, why: 'height decides' },
  { picture: { width: 100, height: 50 }, fitted: { width: 100, height: 50 }, why: 'never larger than its own pixels' },
])('$picture ▶ $fitted ($why)', ({ picture, fitted }) => expect(fittedSize(picture, frame)).toEqual(fitted));

const size = fc.record({ width: fc.integer({ min: 1, max: 5000 }), height: fc.integer({ min: 1, max: 5000 }) });
const offset = fc.double({ min: -1e4, max: 1e4, noNaN: true });
const view = fc.record({ scale: fc.double({ min: 1, max: SCALE_MAX, noNaN: true }), x: offset, y: offset });

test('whatever is done, no gap opens beside a picture that is larger than the frame', () => {
  fc.assert(
    fc.property(
      size,
      view,
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      offset,
      offset,
      (picture, from, factor, x, y) => {
        const fitted = fittedSize(picture, frame);
        const now = zoomAt(from, factor, { x, y }, fitted, frame);
        expect(now.scale).toBeGreaterThanOrEqual(1);
        expect(now.scale).toBeLessThanOrEqual(SCALE_MAX);
        expect(Math.abs(now.x)).toBeLessThanOrEqual(Math.max(0, (fitted.width * now.scale - frame.width) / 2) + 1e-6);
        expect(Math.abs(now.y)).toBeLessThanOrEqual(Math.max(0, (fitted.height * now.scale - frame.height) / 2) + 1e-6);
      },
    ),
  );
});

test('what lies under the fingers stays there while the picture fills the frame', () => {
  const fitted = { width: 360, height: 600 };
  const near = zoomAt(WHOLE, 4, { x: 50, y: -80 }, fitted, frame);
  const nearer = zoomAt(near, 1.5, { x: 50, y: -80 }, fitted, frame);
  const under = ({ scale, x, y }: typeof near) => [(50 - x) / scale, (-80 - y) / scale];
  expect(under(nearer)[0]).toBeCloseTo(under(near)[0] ?? Number.NaN);
  expect(under(nearer)[1]).toBeCloseTo(under(near)[1] ?? Number.NaN);
});

test('zooming out as far as it goes shows the whole in the middle', () =>
  expect(keepInside({ scale: 0.2, x: 500, y: -500 }, { width: 300, height: 500 }, frame)).toEqual(WHOLE));

const share = fc.double({ min: 0, max: 1, noNaN: true });

test('a place that is shown is wholly in the frame', () => {
  fc.assert(
    fc.property(size, share, share, share, share, (picture, left, top, right, bottom) => {
      const place = {
        x: Math.min(left, right),
        y: Math.min(top, bottom),
        width: Math.abs(right - left),
        height: Math.abs(bottom - top),
      };
      const fitted = fittedSize(picture, frame);
      const { scale, x, y } = viewOf(place, fitted, frame);
      const from = (edge: number, length: number, offset: number) => (edge - 0.5) * length * scale + offset;
      expect(Math.abs(from(place.x, fitted.width, x))).toBeLessThanOrEqual(frame.width / 2 + 1e-6);
      expect(Math.abs(from(place.x + place.width, fitted.width, x))).toBeLessThanOrEqual(frame.width / 2 + 1e-6);
      expect(Math.abs(from(place.y, fitted.height, y))).toBeLessThanOrEqual(frame.height / 2 + 1e-6);
      expect(Math.abs(from(place.y + place.height, fitted.height, y))).toBeLessThanOrEqual(frame.height / 2 + 1e-6);
    }),
  );
});
