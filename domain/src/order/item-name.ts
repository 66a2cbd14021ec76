import type { Price } from './item-attributes.ts';
import { type LinedPage, type Segment, toSegment } from './page-lines.ts';
import { letterCount } from './plain-text.ts';
import { centreY, heightOf, median, type RecognisedWord } from './recognised-words.ts';

/** An article under construction: lines of its name, and what was found under and beside them. */
export type ItemDraft = {
  readonly name: Segment[];
  quantity: number | null;
  size: string | null;
  color: string | null;
  readonly prices: Price[];
  /** All that belongs to it: name, attributes, prices. */
  readonly words: RecognisedWord[];
  /** Attributes stood under the name, so the name is complete. */
  isNameComplete: boolean;
  isClosed: boolean;
  /** The last line that gave an attribute to it; -1 for none yet. */
  lastLine: number;
  /** Lower edge of what belongs to it so far, px. */
  bottom: number;
};

/** The next line of a name begins within this many text heights under the line before. */
const NAME_PITCH = 2.1;
/** Left edge of a name, px. */
export const nameX = (draft: ItemDraft): number => Math.max(...draft.name.map(({ box }) => box.x0));

/** Whether a segment stands under the whole name, at its left edge. */
export const isUnderName = (segment: Segment, draft: ItemDraft, page: LinedPage): boolean =>
  Math.abs(segment.box.x0 - nameX(draft)) <= 2 * page.textHeight && segment.line > (draft.name.at(-1)?.line ?? 0);

/** Whether a segment is the next line of a name: close under it, at the same left edge. */
export function continuesName(segment: Segment, draft: ItemDraft, page: LinedPage): boolean {
  const last = draft.name.at(-1);
  if (!last || draft.isClosed || draft.isNameComplete || segment.line <= last.line) return false;
  const height = Math.max(page.textHeight, median(last.words.map((word) => heightOf(word.box))));
  if (centreY(segment.box) - centreY(last.box) > NAME_PITCH * height) return false;
  return aligned(segment, nameX(draft), page);
}

/**
 * Whether a short line close under a name is a line of its own: a name goes on in the next line only because its next
 * word did not fit. If that word would have fitted, the name was at its end.
 */
export function endsName(segment: Segment, draft: ItemDraft, page: LinedPage): boolean {
  const last = draft.name.at(-1);
  const [first] = segment.words;
  if (!last || !first || segment.words.length > 5 || !continuesName(segment, draft, page)) return false;
  const height = heightOf(last.box);
  const beside = page.lines[last.line]?.segments.find(({ box }) => box.x0 > last.box.x1);
  const column = page.lines.flatMap((line) =>
    line.segments
      .filter(({ box }) => Math.abs(box.x0 - nameX(draft)) <= 0.9 * page.textHeight)
      .map(({ box }) => box.x1),
  );
  const edge = Math.min(Math.max(...column), beside ? beside.box.x0 - 0.8 * height : page.width);
  const needed = last.box.x1 + 0.4 * height + (first.box.x1 - first.box.x0);
  return needed <= edge - 0.3 * height;
}

/** Begins at x, or has a word that does with nothing but crumbs of the picture before it. */
function aligned(segment: Segment, x: number, page: LinedPage): boolean {
  if (Math.abs(segment.box.x0 - x) <= 0.9 * page.textHeight) return true;
  const at = segment.words.findIndex((word) => Math.abs(word.box.x0 - x) <= 0.6 * page.textHeight);
  return at > 0 && segment.words.slice(0, at).every(isCrumb);
}

const isCrumb = ({ text, confidence }: { readonly text: string; readonly confidence: number }): boolean =>
  letterCount(text) <= 2 || confidence < 0.5;

/** Drops crumbs of the article's picture that were read as words left of its name. */
export function trimTo(segment: Segment, x: number, page: LinedPage): Segment {
  const at = segment.words.findIndex((word) => word.box.x0 >= x - 0.9 * page.textHeight);
  if (at <= 0 || !segment.words.slice(0, at).every(isCrumb)) return segment;
  return toSegment(segment.words.slice(at), segment.line);
}
