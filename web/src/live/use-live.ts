import { useMemo, useState, useSyncExternalStore } from 'react';
import type { Live, LiveSource } from './live.ts';

/** The present snapshot of a source, drawn again whenever it changes. */
export const useLive = <Value>(source: LiveSource<Value>): Live<Value> =>
  useSyncExternalStore(source.subscribe, source.getSnapshot);

/**
 * Opens a source and follows it. A new `key` opens a new one; `retry` opens the same again after a failure.
 *
 * @param key everything that `open` depends on, as text
 */
export function useLiveQuery<Value>(
  open: () => LiveSource<Value>,
  key: string,
): { live: Live<Value>; retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what `open` closes over; `attempt` reopens
  const source = useMemo(open, [key, attempt]);
  return { live: useLive(source), retry: () => setAttempt((count) => count + 1) };
}

/**
 * Goes on showing the last value while a wider query of the same `family` is waiting, so that "load more" never blanks
 * what is being read. `isRefreshing` says that this is the case.
 */
export function useKept<Value>(live: Live<Value>, family: string): { live: Live<Value>; isRefreshing: boolean } {
  const [kept, setKept] = useState<{ family: string; live: Live<Value> } | null>(null);
  if (live.status === 'ready' && kept?.live !== live) setKept({ family, live });
  if (live.status === 'waiting' && kept?.family === family) return { live: kept.live, isRefreshing: true };
  return { live, isRefreshing: false };
}
