/** How the value of a field is laid out. @see https://protobuf.dev/programming-guides/encoding/ */
export const WIRE_TYPE = { varint: 0, fixed64: 1, lengthDelimited: 2, fixed32: 5 } as const;

const CONTINUES = 0x80;
const TWO_POW_32 = 2 ** 32;

/** Reads the primitives of protobuf one after another. A message that is cut off throws. */
export class WireSource {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.at = 0;
    this.end = bytes.length;
  }

  /** An unsigned varint of at most 32 bits; of longer ones (negative int32) the lower 32. */
  uint32(): number {
    let byte = this.#next();
    if (byte < CONTINUES) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      byte = this.#next();
      value |= (byte & 0x7f) << shift;
      if (byte < CONTINUES) return value;
    }
    byte = this.#next();
    value |= byte << 28;
    while (byte >= CONTINUES) byte = this.#next();
    return value >>> 0;
  }

  int32(): number {
    return this.uint32() | 0;
  }

  /** As decimal text, so that no digit is lost. */
  int64(): string {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#next();
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >> 4;
      } else if (shift < 63) high |= bits << (shift - 32);
      else high |= (bits & 1) << 31;
      if (byte < CONTINUES) return int64Text(low >>> 0, high);
    }
    throw new Error('A varint is longer than 64 bits.');
  }

  double(): number {
    this.#skip(8);
    return this.bytes.readDoubleLE(this.at - 8);
  }

  float(): number {
    this.#skip(4);
    return this.bytes.readFloatLE(this.at - 4);
  }

  /** The end of what has a length before it; reading goes on at its beginning. */
  lengthEnd(): number {
    const end = this.uint32() + this.at;
    if (end > this.end) throw cutOff();
    return end;
  }

  string(): string {
    const end = this.lengthEnd();
    const text = this.bytes.toString('utf8', this.at, end);
    this.at = end;
    return text;
  }

  /** A copy: the bytes around it are not kept alive. */
  blob(): Buffer {
    const end = this.lengthEnd();
    const copy = Buffer.from(this.bytes.subarray(this.at, end));
    this.at = end;
    return copy;
  }

  /** Passes over a field nobody knows. */
  skipField(wireType: number): void {
    if (wireType === WIRE_TYPE.varint) this.int64();
    else if (wireType === WIRE_TYPE.fixed64) this.#skip(8);
    else if (wireType === WIRE_TYPE.lengthDelimited) this.at = this.lengthEnd();
    else if (wireType === WIRE_TYPE.fixed32) this.#skip(4);
    else throw new Error(`The wire type ${wireType} is none of proto3.`);
  }

  #next(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw cutOff();
    return byte;
  }

  #skip(length: number): void {
    this.at += length;
    if (this.at > this.end) throw cutOff();
  }
}

function int64Text(low: number, high: number): string {
  // Up to 53 bits a number is exact.
  if (high >= -0x20_0000 && high < 0x20_0000) return String(high * TWO_POW_32 + low);
  return String((BigInt(high) << 32n) | BigInt(low));
}

const INITIAL_BYTES = 1 << 14;
/** Up to so many characters a loop is faster than asking the runtime. */
const MAX_SHORT_TEXT = 64;

/**
 * Writes protobuf from the end to the beginning: when a length has to be written, what has it is already there. Calls
 * come in the reverse of the order in which the bytes shall stand.
 */
export class WireSink {
  #bytes = Buffer.allocUnsafeSlow(INITIAL_BYTES);
  #at = INITIAL_BYTES;

  /** Bytes written so far. */
  get length(): number {
    return this.#bytes.length - this.#at;
  }

  /** What was written, with room before it; the sink is empty afterwards. */
  take(before = 0): Buffer {
    const taken = Buffer.allocUnsafe(before + this.length);
    this.#bytes.copy(taken, before, this.#at);
    this.#at = this.#bytes.length;
    return taken;
  }

  /** Forgets what was written, after a failure. */
  clear(): void {
    this.#at = this.#bytes.length;
  }

  uint32(value: number): void {
    if (value < CONTINUES) {
      this.#need(1);
      this.#bytes[--this.#at] = value;
      return;
    }
    const size = value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5;
    this.#need(size);
    this.#at -= size;
    let rest = value;
    let at = this.#at;
    for (let left = size - 1; left > 0; left--) {
      this.#bytes[at++] = (rest & 0x7f) | CONTINUES;
      rest >>>= 7;
    }
    this.#bytes[at] = rest;
  }

  /** Negative ones take ten bytes, as protobuf prescribes. */
  int32(value: number): void {
    if (value >= 0) this.uint32(value);
    else this.#bigint(BigInt.asUintN(64, BigInt(value)));
  }

  /** @param value decimal text, or a whole number */
  int64(value: string | number): void {
    const number = Number(value);
    if (number >= 0 && number < TWO_POW_32) this.uint32(number);
    else if (number >= 0 && number <= Number.MAX_SAFE_INTEGER) this.#safeInteger(number);
    else this.#bigint(BigInt.asUintN(64, BigInt(value)));
  }

  double(value: number): void {
    this.#need(8);
    this.#at -= 8;
    this.#bytes.writeDoubleLE(value, this.#at);
  }

  float(value: number): void {
    this.#need(4);
    this.#at -= 4;
    this.#bytes.writeFloatLE(value, this.#at);
  }

  /** A text with its length. */
  string(value: string): void {
    if (value.length > MAX_SHORT_TEXT || !this.#shortString(value)) this.#longString(value);
  }

  /** Bytes with their length. */
  blob(value: Uint8Array): void {
    this.raw(value);
    this.uint32(value.length);
  }

  /** Bytes as they are. */
  raw(value: Uint8Array): void {
    this.#need(value.length);
    this.#at -= value.length;
    this.#bytes.set(value, this.#at);
  }

  /** Most texts are short and plain. @returns false for one that is not, of which nothing is written then */
  #shortString(value: string): boolean {
    const { length } = value;
    this.#need(length);
    let at = this.#at - length;
    for (let i = 0; i < length; i++) {
      const code = value.charCodeAt(i);
      if (code >= CONTINUES) return false;
      this.#bytes[at++] = code;
    }
    this.#at -= length;
    this.uint32(length);
    return true;
  }

  #longString(value: string): void {
    const length = Buffer.byteLength(value);
    this.#need(length);
    this.#at -= length;
    this.#bytes.write(value, this.#at, length);
    this.uint32(length);
  }

  #safeInteger(value: number): void {
    const bytes: number[] = [];
    let rest = value;
    for (; rest >= CONTINUES; rest = Math.floor(rest / CONTINUES)) bytes.push((rest % CONTINUES) | CONTINUES);
    bytes.push(rest);
    this.raw(Uint8Array.from(bytes));
  }

  #bigint(value: bigint): void {
    const bytes: number[] = [];
    let rest = value;
    for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | CONTINUES);
    bytes.push(Number(rest));
    this.raw(Uint8Array.from(bytes));
  }

  #need(size: number): void {
    if (this.#at >= size) return;
    const { length } = this;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, length + size * 2));
    const at = grown.length - length;
    this.#bytes.copy(grown, at, this.#at);
    this.#bytes = grown;
    this.#at = at;
  }
}

/** What is thrown when a message ends before its fields do. */
export function cutOff(): Error {
  return new Error('The message is cut off.');
}
