/**
 * String and bytes literals. An escape that is not in the table is an error, as in production: a regex needs its
 * backslashes doubled. `\xHH` and three octal digits are code points, `\uHHHH` is one UTF-16 unit.
 */

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const NUMERIC_ESCAPE = /x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|([0-3][0-7]{2})/y;

/** Where the scan ended, and the content as text pieces and single bytes, or what is wrong. */
type Scan = { end: number; pieces: (string | number)[] } | { end: number; problem: string };

/** Scans from the opening quote at `start` to the closing one. `\xHH` and octal escapes come out as numbers. */
export function scanQuoted(text: string, start: number): Scan {
  const quote = text[start];
  const pieces: (string | number)[] = [];
  let pieceStart = start + 1;
  for (let at = start + 1; at < text.length; ) {
    const character = text[at];
    if (character === quote) {
      pieces.push(text.slice(pieceStart, at));
      return { end: at + 1, pieces };
    }
    if (character === '\n' || character === '\r') return { end: at, problem: 'The string is not closed on its line.' };
    if (character !== '\\') {
      at += 1;
      continue;
    }
    pieces.push(text.slice(pieceStart, at));
    const escaped = scanEscape(text, at + 1);
    if (escaped === null) {
      const shown = text.slice(at, at + 2);
      return { end: at + 2, problem: `Invalid escape sequence '${shown}'. A backslash itself is written '\\\\'.` };
    }
    pieces.push(escaped.piece);
    at = escaped.end;
    pieceStart = at;
  }
  return { end: text.length, problem: 'The string is not closed.' };
}

function scanEscape(text: string, at: number): { piece: string | number; end: number } | null {
  const simple = SIMPLE_ESCAPES.get(text[at] ?? '');
  if (simple !== undefined) return { piece: simple, end: at + 1 };
  NUMERIC_ESCAPE.lastIndex = at;
  const match = NUMERIC_ESCAPE.exec(text);
  if (match === null) return null;
  const end = at + match[0].length;
  if (match[2] !== undefined) return { piece: String.fromCharCode(Number.parseInt(match[2], 16)), end };
  const code = match[1] === undefined ? Number.parseInt(match[3] ?? '', 8) : Number.parseInt(match[1], 16);
  return { piece: code, end };
}

/** The pieces as text: numbers are code points. */
export function textOf(pieces: readonly (string | number)[]): string {
  return pieces.map((piece) => (typeof piece === 'number' ? String.fromCharCode(piece) : piece)).join('');
}

/** The pieces as bytes: numbers are bytes, text is UTF-8. */
export function bytesOf(pieces: readonly (string | number)[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts = pieces.map((piece) => (typeof piece === 'number' ? Uint8Array.of(piece) : encoder.encode(piece)));
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
