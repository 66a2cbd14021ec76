/** Just enough of the protobuf wire format to write requests by hand. @see https://protobuf.dev/programming-guides/encoding/ */

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;

/** A varint of a number that is not negative. */
function varint(n: number): Buffer {
  const bytes: number[] = [];
  let rest = n;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
}

const tag = (field: number, wireType: number): Buffer => varint(field * 8 + wireType);

/** A field with a message, a string or bytes in it; several parts are one after another in one message. */
export function nested(field: number, ...parts: readonly (Uint8Array | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return Buffer.concat([tag(field, LENGTH_DELIMITED), varint(body.length), body]);
}

/** A field with a whole number, an enum or a truth value, none of them negative. */
export const number = (field: number, n: number): Buffer => Buffer.concat([tag(field, VARINT), varint(n)]);

/** A field with a floating point number. */
export function double(field: number, n: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(n);
  return Buffer.concat([tag(field, FIXED_64), bytes]);
}

/** The fields of a message in order: their numbers, and their contents where those have a length. */
export function* fieldsOf(message: Uint8Array): Generator<{ field: number; bytes: Uint8Array }> {
  let at = 0;
  const read = (): number => {
    let n = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = message[at++];
      if (byte === undefined) throw new Error('The message is cut off.');
      n += (byte & 0x7f) * factor;
      if (byte < 0x80) return n;
    }
  };
  while (at < message.length) {
    const key = read();
    const field = Math.floor(key / 8);
    if (key % 8 === LENGTH_DELIMITED) {
      const length = read();
      yield { field, bytes: message.subarray(at, at + length) };
      at += length;
    } else {
      if (key % 8 === VARINT) read();
      else at += key % 8 === FIXED_64 ? 8 : 4;
      yield { field, bytes: message.subarray(at, at) };
    }
  }
}
