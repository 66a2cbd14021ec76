import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type BloomFilter, bloomFilterOf } from './bloom-filter.ts';

const name = (i: number): string => `projects/p/databases/(default)/documents/c/dé${i}`;
const names = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => name(from + i));

/** As the web SDK reads a filter. */
function mightContain({ bits, hashCount }: BloomFilter, text: string): boolean {
  const bitCount = BigInt(bits.bitmap.length * 8 - bits.padding);
  const hash = createHash('md5').update(text).digest();
  for (let i = 0n; i < hashCount; i++) {
    const bit = Number(BigInt.asUintN(64, hash.readBigUInt64LE(0) + i * hash.readBigUInt64LE(8)) % bitCount);
    if (((bits.bitmap[Math.floor(bit / 8)] ?? 0) & (1 << (bit % 8))) === 0) return false;
  }
  return true;
}

test.each([1, 50, 5000])('%d names: all are in it, 5,000 others are not', (count) => {
  const filter = bloomFilterOf(names(0, count));
  expect(names(0, count).every((text) => mightContain(filter, text))).toBe(true);
  expect(names(count, count + 5000).some((text) => mightContain(filter, text))).toBe(false);
  expect(filter.bits.padding).toBeLessThan(8);
});

test('of no names: a filter with bits, that contains nothing', () => {
  const filter = bloomFilterOf([]);
  expect(filter.bits.bitmap.length).toBeGreaterThan(0);
  expect(mightContain(filter, name(1))).toBe(false);
});
