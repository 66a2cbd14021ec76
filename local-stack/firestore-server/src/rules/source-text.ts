/** The rules file with its line table: offsets in, lines and excerpts out. */

const EXCERPT_MAX_CHARACTERS = 160;

/** A range as issues and coverage spell it: line and column from 1, offsets from 0, endOffset the last character. */
export type SourcePosition = {
  fileName: string;
  line: number;
  column: number;
  currentOffset: number;
  endOffset: number;
};

/** A source text that can translate offsets (0-based, UTF-16 units) into lines and columns (1-based). */
export class SourceText {
  readonly text: string;
  readonly fileName: string;
  readonly #lineStarts: number[] = [0];

  constructor(text: string, fileName: string) {
    this.text = text;
    this.fileName = fileName;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
  }

  /** The line and column of an offset; the end of the text is a valid offset. */
  positionAt(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1 };
  }

  /** The position of the characters from start up to, not including, end. */
  rangePosition({ start, end }: { start: number; end: number }): SourcePosition {
    const position = this.positionAt(start);
    return { fileName: this.fileName, ...position, currentOffset: start, endOffset: Math.max(start, end - 1) };
  }

  /** The line of `start`, cut to a readable width, and carets below the range up to and including `last`. */
  excerpt(start: number, last: number): string {
    const { line } = this.positionAt(start);
    const lineStart = this.#lineStarts[line - 1] ?? 0;
    const nextLine = this.#lineStarts[line] ?? this.text.length + 1;
    const whole = this.text.slice(lineStart, nextLine - 1).replace(/\r$/, '');
    const from = Math.max(0, start - lineStart - EXCERPT_MAX_CHARACTERS / 2);
    const shown = whole.slice(from, from + EXCERPT_MAX_CHARACTERS);
    const indent = shown.slice(0, start - lineStart - from).replace(/[^\t]/g, ' ');
    const room = Math.max(1, shown.length - indent.length);
    return `${shown}\n${indent}${'^'.repeat(Math.min(last - start + 1, room))}`;
  }
}
