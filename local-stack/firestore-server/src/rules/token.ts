/** Tokens of the rules language. */

/**
 * `path-slash` is a slash directly followed by something other than a blank: it starts a path, never a division.
 * `malformed` is text that is no token; its `problem` says why.
 */
export type Token = { start: number; end: number; text: string } & (
  | { kind: 'identifier' }
  | { kind: 'int'; value: bigint }
  | { kind: 'float'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'bytes'; value: Uint8Array }
  | { kind: 'punctuator' }
  | { kind: 'path-slash' }
  | { kind: 'end' }
  | { kind: 'malformed'; problem: string }
);

/** Longest first, so that the first that fits is the right one. */
export const PUNCTUATORS: readonly string[] = '&& || == != <= >= < > + - * / % ! ? : . , ; ( ) [ ] { } ='.split(' ');

/** Words that cannot name a variable. After a dot they are field names like any other. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  'true false null in is if return let function match allow service'.split(' '),
);
