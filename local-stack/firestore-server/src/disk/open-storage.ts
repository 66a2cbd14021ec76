import { type NowMicros, systemNow } from '../storage/clock.ts';
import type { Database } from '../storage/database.ts';
import type { DatabaseName } from '../values/resource-path.ts';
import { openDataDirectory } from './data-directory.ts';
import type { DiskJournal } from './disk-journal.ts';
import { readExport } from './export.ts';
import type { DataSync } from './log-file.ts';
import { countDocuments, emptyState, lastTime, type RecoveredState } from './recovered-state.ts';

/** What a server begins with, and where its commits go. */
export type Storage = {
  /** null: memory only */
  readonly journal: DiskJournal | null;
  readonly now: NowMicros;
  /** a sentence for each thing that could not be read and was left out */
  readonly dropped: readonly string[];
  /** Fills the databases, once; from then on snapshots are taken of them. */
  restore(databaseNamed: (name: DatabaseName) => Database, all: () => Iterable<Database>): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the data directory and reads the export, where they are given.
 * @throws Error when one cannot be read, or when an export would be mixed with documents that are there already
 */
export async function openStorage(options: {
  dataDir?: string;
  dataSync?: DataSync;
  importFrom?: string;
}): Promise<Storage> {
  const { dataDir, dataSync = 'always', importFrom } = options;
  const imported = importFrom === undefined ? null : readExport(importFrom);
  if (dataDir === undefined) {
    const state = imported ?? emptyState();
    const restore: Storage['restore'] = async (databaseNamed) => fill(state, databaseNamed);
    // An import may come from a machine whose clock is ahead of ours.
    const now: NowMicros = () => Math.max(systemNow(), lastTime(state) + 1);
    return { journal: null, now: imported ? now : systemNow, dropped: [], restore, close: async () => {} };
  }
  const opened = openDataDirectory(dataDir, { dataSync, lastTimeElsewhere: imported ? lastTime(imported) : 0 });
  const { journal, dropped, close } = opened;
  if (imported && countDocuments(opened.state) > 0) {
    await close();
    throw new Error(
      `${dataDir} holds documents already, and ${importFrom} would be mixed with them. Import into an empty directory, or start without --import.`,
    );
  }
  const restore: Storage['restore'] = async (databaseNamed, all) => {
    fill(imported ?? opened.state, databaseNamed);
    journal.attach(function* () {
      for (const database of all()) yield { database: database.name, documents: database.allDocuments() };
    });
    if (imported) await journal.snapshot();
  };
  return { journal, now: journal.now, dropped, restore, close };
}

/** Empties the state on the way: nobody needs it twice. */
function fill(state: RecoveredState, databaseNamed: (name: DatabaseName) => Database): void {
  for (const [name, documents] of state.databases) {
    databaseNamed(name).restore(documents.values(), lastTime(state));
  }
  state.databases.clear();
}
