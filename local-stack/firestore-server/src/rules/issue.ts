/** What the compiler has to say about a source text, with the place it speaks of. */
import type { SourcePosition, SourceText } from './source-text.ts';

/** One finding. Lines and columns count from 1; offsets from 0, and endOffset names the last character (inclusive). */
export type Issue = SourcePosition & {
  severity: 'ERROR' | 'WARNING';
  description: string;
  /** The source line and a second line with carets below the range. */
  excerpt: string;
};

/** Builds an issue for the characters from start up to, not including, end. */
export function issueAt(
  source: SourceText,
  severity: Issue['severity'],
  start: number,
  end: number,
  description: string,
): Issue {
  const position = source.rangePosition({ start, end });
  return { severity, ...position, description, excerpt: source.excerpt(start, position.endOffset) };
}
