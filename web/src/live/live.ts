import type { Failure } from '@casillero/domain/result';

/** What the eye needs to know about something that arrives and changes by itself: all three are drawn. */
export type Live<Value> =
  | { readonly status: 'waiting' }
  | { readonly status: 'ready'; readonly value: Value }
  | { readonly status: 'failed'; readonly failure: Failure };

/** A place to subscribe to. The snapshot is the same object until it changes, as useSyncExternalStore wants it. */
export type LiveSource<Value> = {
  readonly subscribe: (onChange: () => void) => () => void;
  readonly getSnapshot: () => Live<Value>;
};

/** What a source is fed with. */
export type LiveFeed<Value> = {
  readonly ready: (value: Value) => void;
  readonly failed: (failure: Failure) => void;
};

const WAITING = { status: 'waiting' } as const;

/**
 * Makes a source from a function that starts listening and returns how to stop. It listens while anybody is subscribed;
 * the last snapshot outlives a pause, so that a view that comes back does not flash.
 */
export function makeLiveSource<Value>(start: (feed: LiveFeed<Value>) => () => void): LiveSource<Value> {
  let snapshot: Live<Value> = WAITING;
  let stop: (() => void) | null = null;
  const listeners = new Set<() => void>();
  const change = (next: Live<Value>) => {
    snapshot = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    getSnapshot: () => snapshot,
    subscribe(onChange) {
      listeners.add(onChange);
      stop ??= start({
        ready: (value) => change({ status: 'ready', value }),
        failed: (failure) => change({ status: 'failed', failure }),
      });
      return () => {
        listeners.delete(onChange);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
      };
    },
  };
}

/** A source that is fed once, by a promise; a rejection becomes the failure given. */
export const liveOnce = <Value>(load: () => Promise<Value>, failure: Failure): LiveSource<Value> =>
  makeLiveSource((feed) => {
    let isWanted = true;
    load().then(
      (value) => isWanted && feed.ready(value),
      () => isWanted && feed.failed(failure),
    );
    return () => {
      isWanted = false;
    };
  });
