import type { DatabaseName } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import type { DocumentChange } from './document.ts';

/** A commit as it is about to become visible; `clear` empties the database. */
export type JournalEntry = {
  readonly database: DatabaseName;
  readonly time: Micros;
  readonly changes: readonly DocumentChange[];
  readonly cause: 'commit' | 'clear';
};

/** Where commits are written down so that they outlive the process. A database without one lives in memory only. */
export type CommitJournal = {
  /**
   * Writes a commit down before it becomes visible, in the order of commits.
   * @throws FirestoreError INTERNAL when it cannot; the commit must not take effect then
   */
  record(entry: JournalEntry): void;
  /** Resolves when all that is written down so far is safe. @throws FirestoreError INTERNAL when it may be not */
  settled(): Promise<void>;
};
