import { expect, test } from 'vitest';
import { aBatch } from '../../testing/builders.ts';
import { fits, type Narrowing } from './filter-batches.ts';

const batches = [
  aBatch({ id: 'open', state: 'open', customerName: 'José Hernández' }),
  aBatch({ id: 'ready', state: 'ready', customerName: 'María José' }),
  aBatch({ id: 'broken', state: 'ready', customerName: null, failedCount: 1 }),
  aBatch({ id: 'called-off', state: 'cancelled', customerName: 'Ana', failedCount: 1 }),
];
const idsOf = (narrowing: Narrowing) => batches.filter((batch) => fits(batch, narrowing)).map(({ id }) => id);

test.each([
  { filter: 'all', search: '', ids: ['open', 'ready', 'broken', 'called-off'], why: '' },
  { filter: 'attention', search: '', ids: ['broken'], why: 'what was called off needs nobody' },
  { filter: 'open', search: '', ids: ['open'], why: '' },
  { filter: 'ready', search: '', ids: ['ready', 'broken'], why: '' },
  { filter: 'cancelled', search: '', ids: ['called-off'], why: '' },
  { filter: 'all', search: 'JOSE', ids: ['open', 'ready'], why: 'accents and case do not matter' },
  { filter: 'all', search: ' jose  maria ', ids: ['ready'], why: 'every word, in any order' },
  { filter: 'all', search: 'j', ids: ['open', 'ready', 'broken', 'called-off'], why: 'one letter is no search yet' },
  { filter: 'open', search: 'maria', ids: [], why: 'both at once' },
] as const)('$filter "$search" ▶ $ids $why', ({ ids, ...narrowing }) => expect(idsOf(narrowing)).toEqual(ids));
