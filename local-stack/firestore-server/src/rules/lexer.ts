/**
 * Characters to tokens, one at a time: the parser pulls, because inside a path the same characters mean other things
 * (`/a-b/c.d` is two segments, not a subtraction). There the parser asks for path segments instead of tokens.
 */
import { bytesOf, scanQuoted, textOf } from './string-literal.ts';
import { PUNCTUATORS, type Token } from './token.ts';

const BLANKS_AND_COMMENTS = /(?:[\s\uFEFF]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const LITERAL_SEGMENT = /[\p{L}\p{N}_~.-]+|\([\p{L}\p{N}_.-]+\)/uy;
const VARIABLE_SEGMENT = /\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*(=\s*\*\*\s*)?\}/y;

/** A segment right behind a slash. `computed` stops behind `$(`; the parser reads the expression and its `)`. */
export type PathSegment =
  | { kind: 'literal'; text: string; start: number; end: number }
  | { kind: 'wildcard' | 'glob'; name: string; start: number; end: number }
  | { kind: 'computed'; start: number; end: number };

/** A cursor over the source. `offset` is the first character that was not read yet. */
export class Lexer {
  readonly text: string;
  offset = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next token; at the end of the text `end`, again and again. */
  next(): Token {
    this.#match(BLANKS_AND_COMMENTS);
    const start = this.offset;
    const character = this.text[start];
    if (character === undefined) return { kind: 'end', start, end: start, text: '<EOF>' };
    if (character === "'" || character === '"') return this.#quoted(start, start);
    if (character === 'b' && /['"]/.test(this.text[start + 1] ?? '')) return this.#quoted(start, start + 1);
    const word = this.#match(IDENTIFIER);
    if (word !== null) return { kind: 'identifier', start, end: this.offset, text: word[0] };
    const number = this.#match(NUMBER);
    if (number !== null) return this.#number(start, number);
    if (character === '/' && /\S/.test(this.text[start + 1] ?? ' ')) {
      this.offset = start + 1;
      if (this.text[start + 1] === '*') return this.#malformed(start, this.text.length, 'The comment is not closed.');
      return { kind: 'path-slash', start, end: this.offset, text: '/' };
    }
    const punctuator = PUNCTUATORS.find((candidate) => this.text.startsWith(candidate, start));
    if (punctuator === undefined) {
      const shown = String.fromCodePoint(this.text.codePointAt(start) ?? 0);
      return this.#malformed(start, start + shown.length, `Unexpected '${shown}'.`);
    }
    this.offset = start + punctuator.length;
    return { kind: 'punctuator', start, end: this.offset, text: punctuator };
  }

  /** The segment at the cursor, which stands right behind a slash; null if there is none. */
  segment(): PathSegment | null {
    const start = this.offset;
    if (this.text.startsWith('$(', start)) {
      this.offset = start + 2;
      return { kind: 'computed', start, end: this.offset };
    }
    const variable = this.#match(VARIABLE_SEGMENT);
    if (variable !== null) {
      const kind = variable[2] === undefined ? 'wildcard' : 'glob';
      return { kind, name: variable[1] ?? '', start, end: this.offset };
    }
    const literal = this.#match(LITERAL_SEGMENT);
    return literal === null ? null : { kind: 'literal', text: literal[0], start, end: this.offset };
  }

  /** Steps over a slash that stands exactly at the cursor and begins another segment. */
  slash(): boolean {
    if (this.text[this.offset] !== '/' || !/[^\s/*]/.test(this.text[this.offset + 1] ?? ' ')) return false;
    this.offset += 1;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.offset;
    const match = pattern.exec(this.text);
    if (match !== null) this.offset += match[0].length;
    return match;
  }

  #number(start: number, match: RegExpExecArray): Token {
    const text = match[0];
    const isFloat = match[1] !== undefined || match[2] !== undefined;
    if (isFloat) return { kind: 'float', value: Number(text), start, end: this.offset, text };
    // 19 digits hold every 64-bit integer; longer ones would only cost time.
    const value = text.length > 40 ? 10n ** 40n : BigInt(text);
    return { kind: 'int', value, start, end: this.offset, text };
  }

  #quoted(start: number, quoteStart: number): Token {
    const scan = scanQuoted(this.text, quoteStart);
    this.offset = scan.end;
    if ('problem' in scan) return this.#malformed(start, scan.end, scan.problem);
    const range = { start, end: scan.end, text: this.text.slice(start, scan.end) };
    if (quoteStart === start) return { kind: 'string', value: textOf(scan.pieces), ...range };
    return { kind: 'bytes', value: bytesOf(scan.pieces), ...range };
  }

  #malformed(start: number, end: number, problem: string): Token {
    this.offset = end;
    return { kind: 'malformed', problem, start, end, text: this.text.slice(start, end) };
  }
}
