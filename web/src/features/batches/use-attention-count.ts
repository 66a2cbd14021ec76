import { useEffect, useState } from 'react';
import { needsAttention } from './filter-batches.ts';
import { type Batch, useBatchesPorts } from './ports.ts';

/**
 * How many of an importer's batches need a person, loaded or not. Counted when the list opens, and again whenever what
 * is loaded shows that it changed: a live count of all would cost a read for each of them.
 *
 * @param batches those that are loaded; null while none are
 */
export function useAttentionCount(tenantId: string, batches: readonly Batch[] | null): number {
  const { countAttention } = useBatchesPorts();
  const [counted, setCounted] = useState(0);
  const loaded = batches?.filter(needsAttention).map(({ id }) => id) ?? [];
  const seen = loaded.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `seen` says that it has to be counted again
  useEffect(() => {
    let isLatest = true;
    void countAttention(tenantId).then((count) => {
      if (isLatest && count !== null) setCounted(count);
    });
    return () => {
      isLatest = false;
    };
  }, [tenantId, seen, countAttention]);
  return Math.max(counted, loaded.length);
}
