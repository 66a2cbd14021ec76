import { centreY, heightOf, median, type RecognisedWord } from './recognised-words.ts';

/** Fewer neighbouring words than this tell no slope. */
const LEAST_PAIRS = 6;
/** A smaller slope is the unevenness of letters, not a tilt. */
const LEAST_TILT = 0.006;

/**
 * How far lines fall to the right, px down per px across: 0 for a screenshot, up to about 0.1 for a photo of a screen.
 */
export function tiltOf(words: readonly RecognisedWord[]): number {
  const slopes = neighbourSlopes(words);
  const middle = median(slopes.map(({ slope }) => slope));
  return slopes.length < LEAST_PAIRS || Math.abs(middle) < LEAST_TILT ? 0 : middle;
}

/**
 * Removes the tilt of a photographed screen. Neighbouring words of one line tell the slope where they stand; a straight
 * line through these slopes over y allows for perspective, where the top tilts more than the bottom.
 */
export function levelled(words: readonly RecognisedWord[]): RecognisedWord[] {
  const slopes = neighbourSlopes(words);
  const middle = median(slopes.map(({ slope }) => slope));
  if (slopes.length < LEAST_PAIRS || Math.abs(middle) < LEAST_TILT) return [...words];
  const { offset, perPixel } = fitSlope(slopes.filter(({ slope }) => Math.abs(slope - middle) < 0.06));
  return words.map((word) => {
    const { x0, x1, y0, y1 } = word.box;
    const slope = offset + perPixel * ((y0 + y1) / 2);
    const dy = -slope * ((x0 + x1) / 2);
    const dx = middle * ((y0 + y1) / 2);
    // the box of a tilted word is higher than its letters by what the word climbs
    const climb = Math.min(Math.abs(slope) * (x1 - x0), 0.4 * (y1 - y0)) / 2;
    return {
      ...word,
      seenAt: word.seenAt ?? word.box,
      box: { x0: x0 + dx, x1: x1 + dx, y0: y0 + dy + climb, y1: y1 + dy - climb },
    };
  });
}

type SlopeAt = { readonly slope: number; readonly y: number; readonly weight: number };

function neighbourSlopes(words: readonly RecognisedWord[]): SlopeAt[] {
  const found: SlopeAt[] = [];
  for (const word of words) {
    const height = heightOf(word.box);
    let nearest: RecognisedWord | null = null;
    for (const other of words) {
      const gap = other.box.x0 - word.box.x1;
      if (gap < 0 || gap > 2 * height || Math.abs(centreY(other.box) - centreY(word.box)) > 0.6 * height) continue;
      if (!nearest || other.box.x0 < nearest.box.x0) nearest = other;
    }
    if (!nearest || word.text.length < 3 || nearest.text.length < 3) continue;
    const run = (nearest.box.x0 + nearest.box.x1 - word.box.x0 - word.box.x1) / 2;
    found.push({ slope: (centreY(nearest.box) - centreY(word.box)) / run, y: centreY(word.box), weight: run });
  }
  return found;
}

/** Weighted least squares: slope = offset + perPixel * y. */
function fitSlope(samples: readonly SlopeAt[]): { readonly offset: number; readonly perPixel: number } {
  const total = samples.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const meanY = samples.reduce((sum, { y, weight }) => sum + y * weight, 0) / total;
  const meanSlope = samples.reduce((sum, { slope, weight }) => sum + slope * weight, 0) / total;
  const spread = samples.reduce((sum, { y, weight }) => sum + weight * (y - meanY) ** 2, 0);
  const shared = samples.reduce((sum, { y, slope, weight }) => sum + weight * (y - meanY) * (slope - meanSlope), 0);
  const perPixel = spread > 0 ? shared / spread : 0;
  return { offset: meanSlope - perPixel * meanY, perPixel };
}
