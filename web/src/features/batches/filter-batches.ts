import type { Batch } from './ports.ts';

/** What the list can be narrowed to; the word that stands in the address. */
export const BATCH_FILTERS = ['all', 'attention', 'open', 'ready', 'cancelled'] as const;
export type BatchFilter = (typeof BATCH_FILTERS)[number];

/** The filter of an address; anything unknown shows all. */
export const parseBatchFilter = (text: string | null): BatchFilter =>
  BATCH_FILTERS.find((filter) => filter === text) ?? 'all';

/** Whether a person has to look: something of it could not be fetched or read, and it was not called off. */
export const needsAttention = (batch: Pick<Batch, 'failedCount' | 'state'>): boolean =>
  batch.failedCount > 0 && batch.state !== 'cancelled';

const MATCHES: Readonly<Record<BatchFilter, (batch: Batch) => boolean>> = {
  all: () => true,
  attention: needsAttention,
  open: (batch) => batch.state === 'open',
  ready: (batch) => batch.state === 'ready',
  cancelled: (batch) => batch.state === 'cancelled',
};

/** Letters without accents and case: "jose" finds "José". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** The batches that fit the filter and whose customer's name has every word of the search, in their order. */
export function filterBatches(batches: readonly Batch[], filter: BatchFilter, search: string): readonly Batch[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return batches.filter((batch) => {
    const name = plain(batch.customerName ?? '');
    return MATCHES[filter](batch) && words.every((word) => name.includes(word));
  });
}

/** How many batches fit each filter. */
export const countByFilter = (batches: readonly Batch[]): Readonly<Record<BatchFilter, number>> => ({
  all: batches.length,
  attention: batches.filter(MATCHES.attention).length,
  open: batches.filter(MATCHES.open).length,
  ready: batches.filter(MATCHES.ready).length,
  cancelled: batches.filter(MATCHES.cancelled).length,
});
