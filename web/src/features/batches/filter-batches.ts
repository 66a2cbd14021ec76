import { isFound, parseSearch } from '@casillero/domain/search/search-tokens';
import type { Batch } from './ports.ts';

/** What the list can be narrowed to; the word that stands in the address. */
export const BATCH_FILTERS = ['all', 'attention', 'open', 'ready', 'cancelled'] as const;
export type BatchFilter = (typeof BATCH_FILTERS)[number];

/** What a list of batches is narrowed to: its filter, and what was typed into its search for a customer. */
export type Narrowing = { readonly filter: BatchFilter; readonly search: string };

/** The states that a filter lets through. */
export const STATES_OF: Readonly<Record<BatchFilter, readonly Batch['state'][]>> = {
  all: ['open', 'ready', 'cancelled'],
  attention: ['open', 'ready'],
  open: ['open'],
  ready: ['ready'],
  cancelled: ['cancelled'],
};

/** Whether a person has to look: something of it could not be fetched or read, and it was not called off. */
export const needsAttention = (batch: Pick<Batch, 'failedCount' | 'state'>): boolean =>
  batch.failedCount > 0 && STATES_OF.attention.includes(batch.state);

/** Whether a batch belongs in the list: its filter lets it through, and it has every word of the search. */
export function fits(batch: Batch, { filter, search: typed }: Narrowing): boolean {
  const search = parseSearch(typed);
  return (
    STATES_OF[filter].includes(batch.state) &&
    (filter !== 'attention' || needsAttention(batch)) &&
    (search === null || isFound(search, batch.searchTokens))
  );
}
