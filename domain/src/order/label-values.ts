import type { Label } from './labels.ts';
import { labelsIn } from './labels.ts';
import type { LinedPage, Segment } from './page-lines.ts';
import { centreY, heightOf } from './recognised-words.ts';

/** How far below its label a value may stand, in heights of the label. */
const BELOW_REACH = 3.2;

/**
 * The places where the value of a label can stand, the likeliest first: behind it in the same segment, to the right on
 * the same line, below it at the same left edge.
 */
export function valuesOf(label: Label, page: LinedPage): Segment[] {
  const found: Segment[] = label.rest ? [label.rest] : [];
  const line = page.lines[label.segment.line];
  const right = line?.segments.find((segment) => segment.box.x0 >= label.segment.box.x1);
  if (right && !isLabelOnly(right)) found.push(right);
  const below = belowOf(label.segment, page);
  if (below && !isLabelOnly(below)) found.push(below);
  return found;
}

/** The nearest segment under another one that begins at the same left edge, or null. */
export function belowOf(segment: Segment, page: LinedPage): Segment | null {
  const height = heightOf(segment.box);
  for (const line of page.lines.slice(segment.line + 1, segment.line + 5)) {
    if (line.box.y0 > segment.box.y1 + BELOW_REACH * height) return null;
    const aligned = line.segments.find(
      ({ box }) =>
        Math.abs(box.x0 - segment.box.x0) <= 1.2 * height &&
        centreY(box) - centreY(segment.box) <= BELOW_REACH * height,
    );
    if (aligned) return aligned;
  }
  return null;
}

/** A segment that is itself a label and nothing else cannot be another label's value. */
const isLabelOnly = (segment: Segment): boolean =>
  labelsIn(segment).some(({ rest, hasColon }) => rest === null || hasColon);
