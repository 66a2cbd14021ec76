import type { BatchRecord } from '@casillero/domain/records/intake-records';
import type { Result } from '@casillero/domain/result';
import { createContext, useContext } from 'react';
import type { LiveSource } from '../../live/live.ts';
import type { Narrowing } from './filter-batches.ts';

export type Batch = BatchRecord & { readonly id: string };

/** The newest batches that fit; `hasMore` says that older ones were left out. */
export type BatchesPage = { readonly batches: readonly Batch[]; readonly hasMore: boolean };

export type RenameFailure = 'no-right' | 'no-network' | 'unknown';

export type BatchesPorts = {
  /** Newest change first. `count` is how many to show at most. */
  readonly watchBatches: (tenantId: string, narrowing: Narrowing, count: number) => LiveSource<BatchesPage>;
  /** How many batches need a person now, of all; null if that could not be found out. */
  readonly countAttention: (tenantId: string) => Promise<number | null>;
  /** One batch; null if the importer has none of this id. */
  readonly watchBatch: (tenantId: string, batchId: string) => LiveSource<Batch | null>;
  /** Names the batch's customer: 1 to 80 characters, as the API allows. */
  readonly renameBatch: (
    tenantId: string,
    batchId: string,
    customerName: string,
  ) => Promise<Result<void, RenameFailure>>;
};

const BatchesContext = createContext<BatchesPorts | null>(null);
export const BatchesProvider = BatchesContext.Provider;

/** The ports of this feature; there once somebody is signed in. */
export function useBatchesPorts(): BatchesPorts {
  const ports = useContext(BatchesContext);
  if (!ports) throw new Error('useBatchesPorts needs a BatchesProvider above it.');
  return ports;
}
