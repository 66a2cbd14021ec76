import { useEffect, useRef } from 'react';
import type { Batch } from './ports.ts';

/**
 * Calls `onArrival` for every batch that was opened while the list was being looked at. Batches that come by loading
 * more are older than the newest one seen, so they are not arrivals.
 *
 * @param batches null while what is shown is not what was asked for
 * @param list names what was asked for: another list begins anew
 */
export function useArrivals(batches: readonly Batch[] | null, list: string, onArrival: (batch: Batch) => void): void {
  const newestSeen = useRef<{ list: string; at: number } | null>(null);
  const announce = useRef(onArrival);
  announce.current = onArrival;
  useEffect(() => {
    if (!batches) return;
    const before = newestSeen.current?.list === list ? newestSeen.current.at : null;
    if (before !== null) for (const batch of batches) if (batch.openedAt.getTime() > before) announce.current(batch);
    newestSeen.current = { list, at: Math.max(before ?? 0, ...batches.map((batch) => batch.openedAt.getTime())) };
  }, [batches, list]);
}
