/**
 * The parser's window on the tokens: the current one, and the ways to go on or to give up. Giving up is an exception
 * that parseRules catches: after a syntax error nothing later can be believed, so the first one is the only one.
 */
import { type Issue, issueAt } from './issue.ts';
import { Lexer } from './lexer.ts';
import type { SourceText } from './source-text.ts';
import { RESERVED_WORDS, type Token } from './token.ts';

/** Bounds the parser's own recursion, far above what the rules compiler accepts (see MAX_NESTING). */
const MAX_PARSER_RECURSION = 250;

/** What production says of an expression that is nested too deeply. */
export const TOO_COMPLEX = 'Expression is too complex to evaluate safely.';

/** Carries the first syntax error out of the parser; never leaves parseRules. */
export class SyntaxFailure extends Error {
  readonly issue: Issue;
  constructor(issue: Issue) {
    super(issue.description);
    this.issue = issue;
  }
}

/** Tokens with one of lookahead. */
export class TokenStream {
  readonly source: SourceText;
  readonly lexer: Lexer;
  current: Token;
  /** End of the token before the current one. */
  previousEnd = 0;
  #recursion = 0;

  constructor(source: SourceText) {
    this.source = source;
    this.lexer = new Lexer(source.text);
    this.current = this.lexer.next();
  }

  /** Steps to the next token and returns the one left behind. */
  advance(): Token {
    const left = this.current;
    this.previousEnd = left.end;
    this.current = this.lexer.next();
    return left;
  }

  /** Goes on behind a path, whose characters the parser read from the lexer by itself. */
  resumeAfterPath(): void {
    this.previousEnd = this.lexer.offset;
    this.current = this.lexer.next();
  }

  /** True if the current token is this punctuator or word. */
  at(text: string): boolean {
    const { kind } = this.current;
    return (kind === 'punctuator' || kind === 'identifier') && this.current.text === text;
  }

  /** Steps over the token if it is there. */
  accept(text: string): boolean {
    if (!this.at(text)) return false;
    this.advance();
    return true;
  }

  /** Steps over the token, or gives up. */
  expect(text: string): Token {
    return this.at(text) ? this.advance() : this.unexpected();
  }

  /** A name that is no reserved word. */
  expectName(): { text: string; start: number; end: number } {
    const { kind, text, start, end } = this.current;
    if (kind !== 'identifier' || RESERVED_WORDS.has(text)) return this.unexpected();
    this.advance();
    return { text, start, end };
  }

  /** Runs a recursive rule of the grammar one level deeper. */
  nested<T>(rule: () => T): T {
    this.#recursion += 1;
    if (this.#recursion > MAX_PARSER_RECURSION) return this.fail(TOO_COMPLEX, this.current.start, this.current.end);
    const result = rule();
    this.#recursion -= 1;
    return result;
  }

  /** Gives up at the current token. */
  unexpected(): never {
    const { kind, text, start, end } = this.current;
    if (this.current.kind === 'malformed') return this.fail(this.current.problem, start, end);
    if (kind === 'path-slash') return this.fail("Missing 'match' keyword before path.", start, end);
    return this.fail(`Unexpected '${text}'.`, start, end);
  }

  /** Gives up with a message of its own. */
  fail(description: string, start: number, end: number): never {
    throw new SyntaxFailure(issueAt(this.source, 'ERROR', start, end, description));
  }
}
