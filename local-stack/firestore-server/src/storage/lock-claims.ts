import type { DocumentChange } from './document.ts';

/**
 * What a transaction or a plain commit lays hold of.
 *  documents: read by name. `exclusive` is used by retries, which expect to write what they read.
 *  query: everything a query matches now or could match, so that no phantom appears in it.
 *  write: the documents of a commit; held for an instant only, but others queue behind it while it waits.
 */
export type LockClaim = DocumentsClaim | QueryClaim | WriteClaim;
export type DocumentsClaim = {
  readonly kind: 'documents';
  readonly paths: ReadonlySet<string>;
  readonly exclusive: boolean;
};
export type QueryClaim = { readonly kind: 'query'; readonly query: QueryLock; readonly exclusive: boolean };
export type WriteClaim = {
  readonly kind: 'write';
  readonly paths: ReadonlySet<string>;
  /** what the commit would do as things stand now */
  readonly changes: () => readonly DocumentChange[];
};

/** A query as the lock table sees it. */
export type QueryLock = {
  /** Equal for queries over the same collection or collection group. */
  readonly scopeKey: string;
  /** Whether the document as it stands now is among those the query matches (cursors and limits aside). */
  readonly matchesNow: (path: string) => boolean;
  /** Whether a change takes a document out of the query or brings it in. */
  readonly isTouchedBy: (change: DocumentChange) => boolean;
};

/** Whether two claims of different owners exclude each other. Reads share, unless one of them is exclusive. */
export function areInConflict(a: LockClaim, b: LockClaim): boolean {
  if (a.kind === 'write') return writeConflicts(a, b);
  if (b.kind === 'write') return writeConflicts(b, a);
  if (!a.exclusive && !b.exclusive) return false;
  if (a.kind === 'query' && b.kind === 'query') return a.query.scopeKey === b.query.scopeKey;
  if (a.kind === 'documents' && b.kind === 'documents') return intersects(a.paths, b.paths);
  if (a.kind === 'query' && b.kind === 'documents') return [...b.paths].some(a.query.matchesNow);
  if (a.kind === 'documents' && b.kind === 'query') return [...a.paths].some(b.query.matchesNow);
  return false;
}

function writeConflicts(write: WriteClaim, other: LockClaim): boolean {
  if (other.kind === 'query') return write.changes().some(other.query.isTouchedBy);
  return intersects(write.paths, other.paths);
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  for (const element of small) if (large.has(element)) return true;
  return false;
}
