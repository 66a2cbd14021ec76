import type { LinedPage, Segment } from './page-lines.ts';
import { plain } from './plain-text.ts';
import { type Box, centreY } from './recognised-words.ts';

const COUNT_HEADING = /^(?:qty|quantity|cant|cantidad|cdad|unidades|uds|piezas|pcs)$/;

/**
 * The count a bare number stands for, or null: in a table under the heading `Qty`, or between the minus and the plus
 * sign of a cart.
 */
export function countOf(segment: Segment, page: LinedPage): number | null {
  const stepper = /^[-−–—([]*\s*(\d{1,2})\s*[+)\]]*$/.exec(segment.text);
  const count = Number(stepper?.[1]);
  if (!stepper || count === 0) return null;
  if (/\+/.test(segment.text) && /^[-−–—]/.test(segment.text)) return count;
  return isBetweenSigns(segment, page) || isUnderHeading(segment, page) ? count : null;
}

function isBetweenSigns(segment: Segment, page: LinedPage): boolean {
  const neighbours = page.lines[segment.line]?.segments ?? [];
  const near = (box: Box): boolean => Math.abs(centreX(box) - centreX(segment.box)) < 5 * page.textHeight;
  return neighbours.some(({ text, box }) => near(box) && box !== segment.box && /^[+]$|^[-−–—]$/.test(text.trim()));
}

function isUnderHeading(segment: Segment, page: LinedPage): boolean {
  return page.lines
    .slice(0, segment.line)
    .some((line) =>
      line.segments.some(
        ({ words }) =>
          words.some(
            (word) =>
              COUNT_HEADING.test(plain(word.text)) &&
              Math.abs(centreX(word.box) - centreX(segment.box)) < 1.6 * page.textHeight &&
              centreY(word.box) < segment.box.y0,
          ) && !words.some((word) => /\d/.test(word.text)),
      ),
    );
}

const centreX = (box: Box): number => (box.x0 + box.x1) / 2;
