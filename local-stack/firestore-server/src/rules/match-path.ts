/**
 * Match paths against request paths. A request path is a row of elements; for a query some are open:
 *   a text            this very segment
 *   ANY_SEGMENT       one segment that is not known: the id of the documents a query may return
 *   ANY_SEGMENTS      zero or more segments that are not known: the depth of a collection group
 * A pattern matches a query only if it matches everything the query may return, so a literal never matches an open
 * element, and only a glob matches ANY_SEGMENTS. A path has at most one glob, so no backtracking is needed.
 */
import type { PatternSegment } from './ast.ts';
import { type Outcome, path, unknown } from './values.ts';

export const ANY_SEGMENT = Symbol('one unknown segment');
export const ANY_SEGMENTS = Symbol('any unknown segments');

export type PathElement = string | typeof ANY_SEGMENT | typeof ANY_SEGMENTS;

/** A concatenated match path; `glob` is the position of `{x=**}` or -1, `globMinimum` what it must at least consume. */
export type Pattern = { segments: readonly PatternSegment[]; glob: number; globMinimum: 0 | 1 };

/** Prepares a path. In rules version 1 a glob consumes one or more segments, in version 2 zero or more. */
export function patternOf(segments: readonly PatternSegment[], version: '1' | '2'): Pattern {
  return {
    segments,
    glob: segments.findIndex((segment) => segment.kind === 'glob'),
    globMinimum: version === '1' ? 1 : 0,
  };
}

/** The values of the wildcards in order (strings, for the glob a path, or unknown), or null without a match. */
export function matchPath(
  { segments, glob, globMinimum }: Pattern,
  elements: readonly PathElement[],
): Outcome[] | null {
  const wildcards: Outcome[] = [];
  if (glob === -1) {
    if (segments.length !== elements.length) return null;
    return matchRun(segments, elements, 0, wildcards) ? wildcards : null;
  }
  const consumed = elements.length - (segments.length - 1);
  if (consumed < globMinimum) return null;
  if (!matchRun(segments.slice(0, glob), elements, 0, wildcards)) return null;
  wildcards.push(globValue(elements.slice(glob, glob + consumed)));
  return matchRun(segments.slice(glob + 1), elements, glob + consumed, wildcards) ? wildcards : null;
}

function matchRun(
  segments: readonly PatternSegment[],
  elements: readonly PathElement[],
  from: number,
  wildcards: Outcome[],
): boolean {
  for (let index = 0; index < segments.length; index += 1) {
    const segment = segments[index];
    const element = elements[from + index];
    if (segment === undefined || element === undefined || element === ANY_SEGMENTS) return false;
    if (segment.kind === 'literal') {
      if (segment.text !== element) return false;
    } else wildcards.push(element === ANY_SEGMENT ? unknown() : element);
  }
  return true;
}

function globValue(elements: readonly PathElement[]): Outcome {
  const texts = elements.filter((element) => typeof element === 'string');
  return texts.length === elements.length ? path(texts) : unknown();
}
