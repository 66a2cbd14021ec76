import type { Fields } from '@casillero/domain/records/document-write';
import type { ReadDocuments } from '../documents.ts';

/**
 * Reads what is expected to be needed later together with what is asked for first, so that a usual message takes one
 * round trip instead of three. Nothing is believed of the expectation: what was read for nothing costs a read, and what
 * was not expected is read when it is asked for.
 */
export function readAhead(read: ReadDocuments, expected: readonly string[]): ReadDocuments {
  if (expected.length === 0) return read;
  let known: Map<string, Fields | null> | null = null;
  return async (asked) => {
    if (known === null) {
      const all = [...new Set([...asked, ...expected])];
      const found = await read(all);
      known = new Map(all.map((path, place) => [path, found[place] ?? null]));
    }
    const missing = asked.filter((path) => !known?.has(path));
    const found = await read(missing);
    for (const [place, path] of missing.entries()) known.set(path, found[place] ?? null);
    return asked.map((path) => known?.get(path) ?? null);
  };
}

/** What each sender's next message is expected to need, and which messages were here already. In memory, and bounded. */
export type Expectations = {
  /** paths, for a message that was not here yet; a repetition needs none of them */
  readonly of: (sender: string, inboxId: string) => readonly string[];
  readonly remember: (sender: string, inboxId: string, paths: readonly string[]) => void;
};

/** @param max senders, and messages, that are remembered; the oldest are forgotten */
export function makeExpectations(max: number): Expectations {
  const bySender = new Map<string, readonly string[]>();
  const messages = new Set<string>();
  return {
    of: (sender, inboxId) => (messages.has(inboxId) ? [] : (bySender.get(sender) ?? [])),
    remember: (sender, inboxId, paths) => {
      bySender.delete(sender);
      bySender.set(sender, paths);
      messages.add(inboxId);
      forgetOldest(bySender, max);
      forgetOldest(messages, max);
    },
  };
}

/** Maps and sets go through their keys in the order in which they were added. */
function forgetOldest(kept: Map<string, unknown> | Set<string>, max: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= max) return;
    kept.delete(key);
  }
}
