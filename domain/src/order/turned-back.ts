import { type Box, boxAround, type RecognisedPage, type Size } from './recognised-words.ts';

/**
 * Says of the words of a picture that was turned to level its lines where they stand in the picture as it was.
 * @param tilt what it was turned by, px down per px across
 * @param upright size of the picture before it was turned, px; turning keeps the middle in the middle
 */
export function turnedBack(page: RecognisedPage, tilt: number, upright: Size): RecognisedPage {
  const angle = Math.atan(tilt);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const place = (x: number, y: number): Box => {
    const [dx, dy] = [x - page.width / 2, y - page.height / 2];
    const [x0, y0] = [upright.width / 2 + cos * dx - sin * dy, upright.height / 2 + sin * dx + cos * dy];
    return { x0, y0, x1: x0, y1: y0 };
  };
  const words = page.words.map((word) => {
    const { x0, y0, x1, y1 } = word.box;
    return { ...word, seenAt: boxAround([place(x0, y0), place(x1, y0), place(x0, y1), place(x1, y1)]) };
  });
  return { ...page, words, upright };
}
