import type { StoredDocument } from '../storage/document.ts';
import type { DatabaseName } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import type { DiskRecord } from './record.ts';

/** What a data directory says, record after record. */
export type RecoveredState = {
  /** by database, then by path */
  readonly databases: Map<DatabaseName, Map<string, StoredDocument>>;
  lastCommit: Micros;
  /** Up to when times had been set aside for handing out; a server that stops in order takes back what is left. */
  reservedUntil: Micros;
};

export function emptyState(): RecoveredState {
  return { databases: new Map(), lastCommit: 0, reservedUntil: 0 };
}

/** Carries one record over into the state. */
export function replay(state: RecoveredState, record: DiskRecord): void {
  switch (record.kind) {
    case 'header':
      return;
    case 'commit': {
      const documents = documentsOf(state, record.database);
      for (const document of record.documents) documents.set(document.path, document);
      for (const path of record.deletedPaths) documents.delete(path);
      state.lastCommit = Math.max(state.lastCommit, record.time);
      return;
    }
    case 'clear':
      state.databases.delete(record.database);
      state.lastCommit = Math.max(state.lastCommit, record.time);
      return;
    case 'documents': {
      const documents = documentsOf(state, record.database);
      for (const document of record.documents) documents.set(document.path, document);
      return;
    }
    case 'clock':
    case 'end':
      state.reservedUntil = record.time;
      return;
    default:
      record satisfies never;
  }
}

/** Every time handed out before lies at or below this. */
export function lastTime(state: RecoveredState): Micros {
  return Math.max(state.lastCommit, state.reservedUntil);
}

export function countDocuments(state: RecoveredState): number {
  let count = 0;
  for (const documents of state.databases.values()) count += documents.size;
  return count;
}

function documentsOf(state: RecoveredState, database: DatabaseName): Map<string, StoredDocument> {
  let documents = state.databases.get(database);
  if (!documents) {
    documents = new Map();
    state.databases.set(database, documents);
  }
  return documents;
}
