import { createHash } from 'node:crypto';

/** google.firestore.v1.BloomFilter */
export type BloomFilter = { bits: { bitmap: Uint8Array; padding: number }; hashCount: number };

/** So rare that a client nearly always drops exactly what is gone; a mistake only costs it a new query. */
const HASH_COUNT = 20;
/** The best use of that many hashes: half of the bits are set. */
const BITS_PER_NAME = HASH_COUNT / Math.LN2;
/** Double hashing degenerates in small filters. SDKs take a filter without bits for none at all. */
const MIN_BITS = 16_384;
const BITS_PER_BYTE = 8;

/**
 * A set of document names that a client can ask "certainly not in it?". Bits are numbered from the least significant
 * of each byte. @see BloomFilter in the web SDK's source: MD5 of the name as two little-endian numbers, double hashing
 */
export function bloomFilterOf(names: readonly string[]): BloomFilter {
  const bitCount = Math.max(MIN_BITS, Math.ceil(names.length * BITS_PER_NAME));
  const bitmap = new Uint8Array(Math.ceil(bitCount / BITS_PER_BYTE));
  for (const name of names) {
    for (const bit of bitsOf(name, bitCount)) {
      const byte = Math.floor(bit / BITS_PER_BYTE);
      bitmap[byte] = (bitmap[byte] ?? 0) | (1 << (bit % BITS_PER_BYTE));
    }
  }
  return { bits: { bitmap, padding: bitmap.length * BITS_PER_BYTE - bitCount }, hashCount: HASH_COUNT };
}

function* bitsOf(name: string, bitCount: number): Generator<number> {
  const hash = createHash('md5').update(name, 'utf8').digest();
  const [first, second] = [hash.readBigUInt64LE(0), hash.readBigUInt64LE(BITS_PER_BYTE)];
  for (let i = 0n; i < HASH_COUNT; i++) yield Number(BigInt.asUintN(64, first + i * second) % BigInt(bitCount));
}
