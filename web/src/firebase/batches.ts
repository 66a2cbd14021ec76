import { batchRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { parseSearch } from '@casillero/domain/search/search-tokens';
import {
  collection,
  doc,
  type Firestore,
  getCountFromServer,
  limit,
  orderBy,
  type QueryConstraint,
  query,
  where,
} from 'firebase/firestore';
import { fits, type Narrowing, STATES_OF } from '../features/batches/filter-batches.ts';
import type { BatchesPorts } from '../features/batches/ports.ts';
import { liveDocument, liveDocuments } from './live-documents.ts';

const hasFailed = where('failedCount', '>', 0);

/**
 * An importer's batches, live. The database is asked for the filter and for the search's longest word; what else a
 * search says, and whether something failed in what it found, is looked for among what was found.
 */
export const batchesOver = (firestore: Firestore): Omit<BatchesPorts, 'renameBatch'> => {
  const batches = (tenantId: string, ...constraints: readonly QueryConstraint[]) =>
    query(collection(firestore, paths.batches(tenantId)), ...constraints);
  return {
    watchBatches: (tenantId, narrowing, count) =>
      liveDocuments(
        batches(tenantId, ...constraintsOf(narrowing), orderBy('updatedAt', 'desc'), limit(count + 1)),
        batchRecord,
        (found, size) => ({
          batches: found.slice(0, count).filter((batch) => fits(batch, narrowing)),
          hasMore: size > count,
        }),
        'server',
      ),
    watchBatch: (tenantId, batchId) => liveDocument(doc(firestore, paths.batch(tenantId, batchId)), batchRecord),
    async countAttention(tenantId) {
      // An index of its own: counted are the entries of what failed, however many batches there are.
      const failed = batches(tenantId, where('state', 'in', STATES_OF.attention), hasFailed);
      const counted = await getCountFromServer(failed).catch(() => null);
      return counted?.data().count ?? null;
    },
  };
};

/** With a search, one index serves every filter: tokens, state, time. */
function constraintsOf({ filter, search: typed }: Narrowing): QueryConstraint[] {
  const search = parseSearch(typed);
  const inStates = where('state', 'in', STATES_OF[filter]);
  if (search) return [where('searchTokens', 'array-contains', search.token), inStates];
  if (filter === 'all') return [];
  return filter === 'attention' ? [inStates, hasFailed] : [inStates];
}
