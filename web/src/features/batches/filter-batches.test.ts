import { expect, test } from 'vitest';
import { aBatch } from '../../testing/builders.ts';
import { countByFilter, filterBatches, parseBatchFilter } from './filter-batches.ts';

const batches = [
  aBatch({ id: 'open', state: 'open', customerName: 'José Hernández' }),
  aBatch({ id: 'ready', state: 'ready', customerName: 'María José' }),
  aBatch({ id: 'broken', state: 'ready', customerName: null, failedCount: 1 }),
  aBatch({ id: 'called-off', state: 'cancelled', customerName: 'Ana', failedCount: 1 }),
];
const idsOf = (...narrowed: [Parameters<typeof filterBatches>[1], string]) =>
  filterBatches(batches, ...narrowed).map(({ id }) => id);

test.each([
  { filter: 'all', search: '', ids: ['open', 'ready', 'broken', 'called-off'], why: 'order is kept' },
  { filter: 'attention', search: '', ids: ['broken'], why: 'what was called off needs nobody' },
  { filter: 'ready', search: '', ids: ['ready', 'broken'], why: '' },
  { filter: 'cancelled', search: '', ids: ['called-off'], why: '' },
  { filter: 'all', search: 'JOSE', ids: ['open', 'ready'], why: 'accents and case do not matter' },
  { filter: 'all', search: ' jose  maria ', ids: ['ready'], why: 'every word, in any order' },
  { filter: 'open', search: 'maria', ids: [], why: 'both at once' },
] as const)('$filter "$search" ▶ $ids $why', ({ filter, search, ids }) => expect(idsOf(filter, search)).toEqual(ids));

test('each filter’s count is the length of its list', () => {
  for (const [filter, count] of Object.entries(countByFilter(batches)))
    expect(count).toBe(filterBatches(batches, parseBatchFilter(filter), '').length);
});

test.each(['', 'nonsense', null])('an unknown filter (%s) shows all', (text) =>
  expect(parseBatchFilter(text)).toBe('all'));
