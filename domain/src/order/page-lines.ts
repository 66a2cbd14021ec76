import { levelled } from './levelled.ts';
import {
  type Box,
  boxAround,
  centreY,
  heightOf,
  median,
  type RecognisedPage,
  type RecognisedWord,
  type Size,
} from './recognised-words.ts';

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
  /** Size of the upright picture that the words' places refer to, px. */
  readonly upright: Size;
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
  const words = levelled(legible.filter((word) => !isPictureCrumb(word, usual)));
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
  const { width, height, upright = { width, height } } = page;
  return { width, height, upright, lines, textHeight };
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
