import { decodeHuffman } from './huffman.ts';
import { STATIC_TABLE } from './static-table.ts';

/** Header fields by their names in lower case; of a name that comes twice, the values joined by a comma. */
export type Headers = ReadonlyMap<string, string>;

/** Bytes an entry counts for beyond its name and value. @see RFC 7541 section 4.1 */
const ENTRY_OVERHEAD = 32;
/** What the client may make this side remember: the default, which is never raised. */
const MAX_TABLE_BYTES = 4096;
/** Blocks whose meaning is kept until the table changes. */
const MAX_KNOWN_BLOCKS = 64;

/** Reads the header blocks of one connection, in their order: each may refer to those before. */
export class HeaderReader {
  #dynamic: (readonly [name: string, value: string])[] = [];
  #dynamicBytes = 0;
  #maxBytes = MAX_TABLE_BYTES;
  /** Clients send the same few bytes for the same headers again and again. */
  readonly #known = new Map<string, Headers>();

  /** @throws Error when the block is none; the connection is of no use any more then */
  read(block: Buffer): Headers {
    const key = block.toString('latin1');
    const known = this.#known.get(key);
    if (known) return known;
    const changes = new Block(block);
    const headers = new Map<string, string>();
    let hasChanged = false;
    while (changes.isLeft) {
      const first = changes.peek();
      if (first >= 0x80) add(headers, this.#entry(changes.integer(7)));
      else if (first >= 0x40) {
        const entry = this.#literal(changes, 6);
        this.#remember(entry);
        add(headers, entry);
        hasChanged = true;
      } else if (first >= 0x20) {
        this.#resize(changes.integer(5));
        hasChanged = true;
      } else add(headers, this.#literal(changes, 4));
    }
    if (hasChanged || this.#known.size >= MAX_KNOWN_BLOCKS) this.#known.clear();
    if (!hasChanged) this.#known.set(key, headers);
    return headers;
  }

  #literal(block: Block, prefixBits: number): readonly [string, string] {
    const index = block.integer(prefixBits);
    const name = index === 0 ? block.text() : this.#entry(index)[0];
    return [name, block.text()];
  }

  #entry(index: number): readonly [string, string] {
    const entry = STATIC_TABLE[index - 1] ?? this.#dynamic[index - 1 - STATIC_TABLE.length];
    if (!entry) throw new Error(`There is no header with the index ${index}.`);
    return entry;
  }

  #remember(entry: readonly [string, string]): void {
    this.#dynamic.unshift(entry);
    this.#dynamicBytes += sizeOf(entry);
    this.#evict();
  }

  #resize(bytes: number): void {
    if (bytes > MAX_TABLE_BYTES) throw new Error('The header table would be larger than was allowed.');
    this.#maxBytes = bytes;
    this.#evict();
  }

  #evict(): void {
    while (this.#dynamicBytes > this.#maxBytes) {
      const oldest = this.#dynamic.pop();
      if (!oldest) return;
      this.#dynamicBytes -= sizeOf(oldest);
    }
  }
}

/** The parts of a header block one after another. */
class Block {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isLeft(): boolean {
    return this.#at < this.#bytes.length;
  }

  peek(): number {
    return this.#bytes[this.#at] ?? 0;
  }

  /** @see RFC 7541 section 5.1 */
  integer(prefixBits: number): number {
    const limit = 2 ** prefixBits - 1;
    let value = this.#next() & limit;
    if (value < limit) return value;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = this.#next();
      value += (byte & 0x7f) * factor;
      if (value > 2 ** 31) throw new Error('A number in a header block is too large.');
      if (byte < 0x80) return value;
    }
  }

  /** @see RFC 7541 section 5.2 */
  text(): string {
    const isHuffman = this.peek() >= 0x80;
    const length = this.integer(7);
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Error('A header block is cut off.');
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return isHuffman ? decodeHuffman(bytes) : bytes.toString('latin1');
  }

  #next(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Error('A header block is cut off.');
    return byte;
  }
}

function add(headers: Map<string, string>, [name, value]: readonly [string, string]): void {
  const before = headers.get(name);
  headers.set(name, before === undefined ? value : `${before}, ${value}`);
}

function sizeOf([name, value]: readonly [string, string]): number {
  return name.length + value.length + ENTRY_OVERHEAD;
}

/** A header block of literals that need no memory of the blocks before. @see RFC 7541 section 6.2.2 */
export function headerBlock(fields: readonly (readonly [name: string, value: string])[]): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of fields) parts.push(Buffer.from([0]), literalText(name), literalText(value));
  return Buffer.concat(parts);
}

function literalText(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([integerBytes(bytes.length), bytes]);
}

/** A number behind a prefix of seven bits that are free. */
function integerBytes(value: number): Buffer {
  if (value < 0x7f) return Buffer.from([value]);
  const bytes = [0x7f];
  let rest = value - 0x7f;
  for (; rest >= 0x80; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
}
