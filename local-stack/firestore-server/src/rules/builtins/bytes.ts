/** Methods of bytes. */
import { type Builtin, methodsOf } from './signature.ts';

const bytes = methodsOf('bytes');

/** @see https://firebase.google.com/docs/reference/rules/rules.Bytes */
export const BYTES_METHODS: ReadonlyMap<string, Builtin> = new Map([
  ['size', bytes([], (self) => BigInt(self.bytes.length))],
  // URL-safe alphabet, but padded; upper-case hex: both as measured in production.
  [
    'toBase64',
    bytes([], (self) => Buffer.from(self.bytes).toString('base64').replaceAll('+', '-').replaceAll('/', '_')),
  ],
  ['toHexString', bytes([], (self) => Buffer.from(self.bytes).toString('hex').toUpperCase())],
]);
