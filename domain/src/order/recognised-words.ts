/** A rectangle in pixels of the picture that was read; x grows to the right, y downwards. */
export type Box = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

/** One word as an OCR engine saw it. `confidence` is the engine's own, 0 (guess) to 1 (certain). */
export type RecognisedWord = {
  readonly text: string;
  readonly confidence: number;
  readonly box: Box;
  /** Where it stands in the upright picture, px, where `box` was moved to level the lines. */
  readonly seenAt?: Box;
};

/** All words of one picture, in any order. Width and height are those of the picture the boxes refer to. */
export type RecognisedPage = {
  readonly width: number;
  readonly height: number;
  readonly words: readonly RecognisedWord[];
  /** Size of the upright picture, px, where that was turned a little to be read. */
  readonly upright?: Size;
};

export type Size = { readonly width: number; readonly height: number };

export const heightOf = (box: Box): number => box.y1 - box.y0;
export const centreY = (box: Box): number => (box.y0 + box.y1) / 2;

/** The smallest box around all boxes. An empty list gives an empty box at the origin. */
export function boxAround(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x0: 0, y0: 0, x1: 0, y1: 0 };
  return {
    x0: Math.min(...boxes.map((box) => box.x0)),
    y0: Math.min(...boxes.map((box) => box.y0)),
    x1: Math.max(...boxes.map((box) => box.x1)),
    y1: Math.max(...boxes.map((box) => box.y1)),
  };
}

/** The middle value; 0 for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
