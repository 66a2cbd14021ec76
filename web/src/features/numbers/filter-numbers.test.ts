import { expect, test } from 'vitest';
import { aNumber } from '../../testing/record-builders.ts';
import { filterNumbers, type NumberFilter } from './filter-numbers.ts';

const shared = aNumber();
const own = aNumber({
  id: 'meta:770000000000001',
  provider: 'meta',
  mode: 'dedicated',
  tenantIds: ['envios-lempa'],
  display: '+503 7000 0900',
  phone: '+50370000900',
});
const broken = aNumber({
  id: 'waha:main',
  provider: 'waha',
  mode: 'dedicated',
  display: '+503 7000 0901',
  phone: null,
  status: 'offline',
});
const names: Readonly<Record<string, string>> = { 'envios-lempa': 'Envíos Lempa' };
const all: NumberFilter = { search: '', provider: 'all', state: 'all', assignment: 'all' };
const idsOf = (filter: Partial<NumberFilter>) =>
  filterNumbers([shared, own, broken], { ...all, ...filter }, (id) => names[id] ?? id).map(({ id }) => id);

test.each([
  { filter: {}, ids: [broken.id, shared.id, own.id], why: 'what needs somebody is on top' },
  { filter: { provider: 'meta' as const }, ids: [own.id], why: '' },
  { filter: { state: 'attention' as const }, ids: [broken.id], why: '' },
  { filter: { state: 'working' as const }, ids: [shared.id, own.id], why: '' },
  { filter: { assignment: 'free' as const }, ids: [broken.id], why: 'dedicated to nobody' },
  { filter: { assignment: 'dedicated' as const }, ids: [own.id], why: '' },
  { filter: { assignment: 'shared' as const }, ids: [shared.id], why: '' },
  { filter: { search: 'envios' }, ids: [own.id], why: 'by whom it is assigned to' },
  { filter: { search: '7000-0900' }, ids: [own.id], why: 'by the phone' },
])('$filter ▶ $ids $why', ({ filter, ids }) => expect(idsOf(filter)).toEqual(ids));
