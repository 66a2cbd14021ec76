import { type Box, boxAround, median, type RecognisedPage, type RecognisedWord } from './recognised-words.ts';

/** Words that stand close together on one line: a label, a value, a line of a name. */
export type Segment = {
  readonly text: string;
  readonly words: readonly RecognisedWord[];
  readonly box: Box;
  /** Mean confidence of its words, 0 to 1. */
  readonly confidence: number;
  /** Index of its line in the page. */
  readonly line: number;
};

/** All segments at one height, from left to right. */
export type Line = {
  readonly segments: readonly Segment[];
  readonly box: Box;
  readonly text: string;
};

/** A page as lines from top to bottom, with tilt removed. */
export type LinedPage = {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  /** Usual height of a word, px. */
  readonly textHeight: number;
};

/** Below this confidence a short word is an icon or a smudge, not text. */
const NOISE_CONFIDENCE = 0.3;
/** A gap wider than this many word heights separates columns; a space between words is about a third. */
const COLUMN_GAP = 1.15;

/** Puts words into lines and columns (R16, first stage). Words of a tilted photo are levelled first. */
export function toLines(page: RecognisedPage): LinedPage {
  const legible = page.words.filter(isText);
  const usual = median(legible.filter(({ text }) => text.length >= 3).map(({ box }) => heightOf(box))) || 1;
  const words = level(legible.filter((word) => !isPictureCrumb(word, usual)));
  const textHeight = median(words.map((word) => heightOf(word.box))) || 1;
  const rows: RecognisedWord[][] = [];
  for (const word of [...words].sort((a, b) => centreY(a.box) - centreY(b.box))) {
    const row = rows.findLast((candidate) => isOnRow(word, candidate));
    if (row) row.push(word);
    else rows.push([word]);
  }
  const lines = rows
    .map((row) => row.sort((a, b) => a.box.x0 - b.box.x0))
    .sort((a, b) => rowCentre(a) - rowCentre(b))
    .map((row, index): Line => {
      const segments = splitAtGaps(row).map((part) => toSegment(part, index));
      return {
        segments,
        box: boxAround(segments.map((segment) => segment.box)),
        text: segments.map((segment) => segment.text).join(' '),
      };
    });
  return { width: page.width, height: page.height, lines, textHeight };
}

/** Makes a segment of words that stand on one line; used where a segment is cut at a label. */
export function toSegment(words: readonly RecognisedWord[], line: number): Segment {
  return {
    text: words.map((word) => word.text).join(' '),
    words,
    box: boxAround(words.map((word) => word.box)),
    confidence: words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length),
    line,
  };
}

export const heightOf = (box: Box): number => box.y1 - box.y0;
export const centreY = (box: Box): number => (box.y0 + box.y1) / 2;

function isText({ text, confidence, box }: RecognisedWord): boolean {
  if (text.trim() === '' || box.x1 <= box.x0 || box.y1 <= box.y0) return false;
  const isSign = !/[\p{L}\d]/u.test(text);
  if (isSign) return confidence >= NOISE_CONFIDENCE && /[-·•|/&#*$€+]/.test(text);
  return confidence >= NOISE_CONFIDENCE || text.length >= 5;
}

/** An icon or a part of a picture read as a letter or two: much higher than any text of that length. */
function isPictureCrumb({ text, box }: RecognisedWord, usualHeight: number): boolean {
  const letters = text.replace(/[^\p{L}\d]/gu, '').length;
  return heightOf(box) > (letters <= 2 ? 1.8 : 4) * usualHeight;
}

const rowCentre = (row: readonly RecognisedWord[]): number => median(row.map((word) => centreY(word.box)));

/** A word belongs to a row if its middle lies within the row's middle half. */
function isOnRow(word: RecognisedWord, row: readonly RecognisedWord[]): boolean {
  const rowHeight = median(row.map(({ box }) => heightOf(box)));
  const reach = 0.45 * Math.max(Math.min(rowHeight, heightOf(word.box)), 0.5 * Math.max(rowHeight, heightOf(word.box)));
  return Math.abs(centreY(word.box) - rowCentre(row)) <= reach;
}

function splitAtGaps(row: readonly RecognisedWord[]): RecognisedWord[][] {
  const height = median(row.map(({ box }) => heightOf(box)));
  const parts: RecognisedWord[][] = [];
  for (const word of row) {
    const last = parts.at(-1);
    const before = last?.at(-1);
    // an upright bar is a column's edge drawn as a letter
    if (/^[|¦]$/.test(word.text)) {
      if (last) parts.push([]);
      continue;
    }
    if (last && !before) last.push(word);
    else if (last && before && word.box.x0 - before.box.x1 <= COLUMN_GAP * height) last.push(word);
    else parts.push([word]);
  }
  return parts.filter((part) => part.length > 0);
}

/**
 * Removes the tilt of a photographed screen. Neighbouring words of one line tell the slope where they stand; a straight
 * line through these slopes over y allows for perspective, where the top tilts more than the bottom.
 */
function level(words: readonly RecognisedWord[]): RecognisedWord[] {
  const slopes = neighbourSlopes(words);
  const middle = median(slopes.map(({ slope }) => slope));
  if (slopes.length < 6 || Math.abs(middle) < 0.006) return [...words];
  const { offset, perPixel } = fitSlope(slopes.filter(({ slope }) => Math.abs(slope - middle) < 0.06));
  return words.map((word) => {
    const { x0, x1, y0, y1 } = word.box;
    const slope = offset + perPixel * ((y0 + y1) / 2);
    const dy = -slope * ((x0 + x1) / 2);
    const dx = middle * ((y0 + y1) / 2);
    // the box of a tilted word is higher than its letters by what the word climbs
    const climb = Math.min(Math.abs(slope) * (x1 - x0), 0.4 * (y1 - y0)) / 2;
    return { ...word, box: { x0: x0 + dx, x1: x1 + dx, y0: y0 + dy + climb, y1: y1 + dy - climb } };
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
