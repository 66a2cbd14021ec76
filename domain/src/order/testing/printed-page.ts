import type { RecognisedPage, RecognisedWord } from '../recognised-words.ts';

/** A piece of print: its left edge, the top of its line, its text; 20 px high letters unless said otherwise. */
export type Print = readonly [x: number, y: number, text: string, height?: number];

/** Width of a letter as a share of its height, as in common screen fonts. */
const LETTER_WIDTH = 0.55;

/** A page as an ideal OCR engine would recognise it: every word of every piece, with certainty. */
export function printedPage(prints: readonly Print[], size = { width: 750, height: 1600 }): RecognisedPage {
  const words = prints.flatMap(([x, y, text, height = 20]) => {
    let left = x;
    return text.split(' ').map((word): RecognisedWord => {
      const width = Math.round(word.length * height * LETTER_WIDTH);
      const box = { x0: left, y0: y, x1: left + width, y1: y + height };
      left += width + Math.round(0.35 * height);
      return { text: word, confidence: 1, box };
    });
  });
  return { ...size, words };
}

/** The same page photographed askew: every box is moved down by `tilt` px per px to the right. */
export function tilted(page: RecognisedPage, tilt: number): RecognisedPage {
  return {
    ...page,
    words: page.words.map((word) => {
      const down = tilt * ((word.box.x0 + word.box.x1) / 2);
      return { ...word, box: { ...word.box, y0: word.box.y0 + down, y1: word.box.y1 + down } };
    }),
  };
}
