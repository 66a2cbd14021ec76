import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SortedList } from './sorted-list.ts';

const listOf = (numbers: Iterable<number>): SortedList<number> => {
  const list = new SortedList<number>((a, b) => a - b);
  for (const number of numbers) list.insert(number);
  return list;
};

test('keeps the order through insertions and removals, across its blocks', () => {
  const numbers = Array.from({ length: 3000 }, (_, i) => (i * 7919) % 3001);
  const list = listOf(numbers);
  for (const number of numbers.slice(0, 1500)) list.delete(number);
  const expected = numbers.slice(1500).sort((a, b) => a - b);
  expect([...list.ascending()]).toEqual(expected);
  expect([...list.descending()]).toEqual(expected.reverse());
  expect(list.size).toBe(1500);
});

test('walks from any place, like a sorted array', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { maxLength: 1200 }),
      fc.integer({ min: -1, max: 2001 }),
      (numbers, from) => {
        const list = listOf(numbers);
        const sorted = [...numbers].sort((a, b) => a - b);
        expect([...list.ascending((n) => n >= from)]).toEqual(sorted.filter((n) => n >= from));
        expect([...list.descending((n) => n <= from)]).toEqual(sorted.filter((n) => n <= from).reverse());
      },
    ),
    { numRuns: 50 },
  );
});

test('removing what is not there changes nothing', () => {
  const list = listOf([1, 3]);
  list.delete(2);
  expect([...list.ascending()]).toEqual([1, 3]);
});
