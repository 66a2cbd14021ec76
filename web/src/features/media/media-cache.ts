import type { Failure, Result } from '@casillero/domain/result';
import { type Live, type LiveSource, makeLiveSource } from '../../live/live.ts';

/** `picture`: what every browser can show; `original`: the file as it was sent. */
export type MediaKind = 'thumbnail' | 'picture' | 'original';

/** Fetches the bytes of a screenshot with the reader's token. `isPassing` failures are worth another try. */
export type LoadMedia = (
  tenantId: string,
  screenshotId: string,
  kind: MediaKind,
) => Promise<Result<Blob> | { readonly ok: false; readonly failure: Failure; readonly isPassing: boolean }>;

/** Pauses between tries, in milliseconds: a thumbnail may be a moment late, a train goes through a tunnel. */
const RETRY_AFTER_MS = [600, 2_500];

/** Pictures kept after nobody looks at them any more, so that going back to a list is instant. */
const KEPT_UNSEEN = 60;

type Entry = { viewers: number; loading: Promise<Live<string>> | null; url: string | null; source: LiveSource<string> };

export type MediaCache = {
  /** The picture as an object URL; loading begins with the first viewer. */
  readonly picture: (tenantId: string, screenshotId: string, kind: MediaKind) => LiveSource<string>;
  /** Forgets a failed picture, so that the next viewer loads it again. */
  readonly forget: (tenantId: string, screenshotId: string, kind: MediaKind) => void;
  /** Gives back the memory of everything; at sign-out, so that nothing of one reader stays for the next. */
  readonly clear: () => void;
};

/**
 * Keeps loaded pictures as object URLs and revokes them when they have not been looked at for long (least recently
 * seen first), or when all is cleared.
 */
export function makeMediaCache(edges: {
  readonly loadMedia: LoadMedia;
  readonly createUrl: (blob: Blob) => string;
  readonly revokeUrl: (url: string) => void;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly keptUnseen?: number;
}): MediaCache {
  const entries = new Map<string, Entry>();
  const keptUnseen = edges.keptUnseen ?? KEPT_UNSEEN;

  /** Gives the memory back; whoever looks at this source again makes it load again. */
  const release = (entry: Entry) => {
    if (entry.url !== null) edges.revokeUrl(entry.url);
    entry.url = null;
    entry.loading = null;
  };
  const discard = (key: string, entry: Entry) => {
    if (entries.get(key) === entry) entries.delete(key);
    release(entry);
  };
  const evict = () => {
    const unseen = [...entries].filter(([, entry]) => entry.viewers === 0);
    for (const [key, entry] of unseen.slice(0, Math.max(0, unseen.length - keptUnseen))) discard(key, entry);
  };
  const fetchPatiently: LoadMedia = async (...wanted) => {
    for (const pause of RETRY_AFTER_MS) {
      const loaded = await edges.loadMedia(...wanted);
      if (loaded.ok || !('isPassing' in loaded) || !loaded.isPassing) return loaded;
      await edges.wait(pause);
    }
    return edges.loadMedia(...wanted);
  };
  const load = async (key: string, entry: Entry, wanted: Parameters<LoadMedia>): Promise<Live<string>> => {
    const loaded = await fetchPatiently(...wanted);
    if (!loaded.ok) return { status: 'failed', failure: loaded.failure };
    // Discarded while it was on its way: the reader is gone, and so must be the picture.
    if (entries.get(key) !== entry) return { status: 'waiting' };
    entry.url = edges.createUrl(loaded.value);
    return { status: 'ready', value: entry.url };
  };
  const open = (key: string, wanted: Parameters<LoadMedia>): Entry => {
    const entry: Entry = {
      viewers: 0,
      loading: null,
      url: null,
      source: makeLiveSource<string>((feed) => {
        entry.viewers += 1;
        entry.loading ??= load(key, entry, wanted);
        void entry.loading.then((outcome) => {
          if (outcome.status === 'ready' && entry.url === outcome.value) feed.ready(outcome.value);
          if (outcome.status === 'failed') feed.failed(outcome.failure);
        });
        return () => {
          entry.viewers -= 1;
          // A failure is not kept: coming back to the page is another try.
          if (entry.viewers === 0 && entry.source.getSnapshot().status === 'failed') discard(key, entry);
          evict();
        };
      }),
    };
    return entry;
  };
  return {
    picture(...wanted) {
      const key = wanted.join('/');
      const entry = entries.get(key) ?? open(key, wanted);
      // Set again, so that the map's order is the order of last sight.
      entries.delete(key);
      entries.set(key, entry);
      return entry.source;
    },
    forget(...wanted) {
      const key = wanted.join('/');
      const entry = entries.get(key);
      if (entry) discard(key, entry);
    },
    clear() {
      for (const [key, entry] of [...entries]) discard(key, entry);
    },
  };
}
