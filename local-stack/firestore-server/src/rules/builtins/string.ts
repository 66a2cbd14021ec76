/** Methods of strings. Sizes and indexes count UTF-16 units. */
import { bytes, list } from '../values.ts';
import { withRegex } from './regex.ts';
import { type Builtin, methodsOf } from './signature.ts';

const string = methodsOf('string');

/** @see https://firebase.google.com/docs/reference/rules/rules.String */
export const STRING_METHODS: ReadonlyMap<string, Builtin> = new Map([
  ['size', string([], (self) => BigInt(self.length))],
  ['lower', string([], (self) => self.toLowerCase())],
  ['upper', string([], (self) => self.toUpperCase())],
  ['trim', string([], (self) => self.trim())],
  ['toUtf8', string([], (self) => bytes(new TextEncoder().encode(self)))],
  ['matches', string(['string'], (self, [pattern]) => withRegex(pattern, (regex) => regex.testExact(self)))],
  [
    'replace',
    // The replacement is plain text: `$1` is a dollar sign and a one.
    string(['string', 'string'], (self, [pattern, replacement]) =>
      withRegex(pattern, (regex) => regex.matcher(self).replaceAll(() => replacement)),
    ),
  ],
  // Like Java's split, without the empty strings at the end.
  ['split', string(['string'], (self, [pattern]) => withRegex(pattern, (regex) => list(regex.split(self))))],
]);
