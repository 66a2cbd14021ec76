import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { CommitJournal, JournalEntry } from '../storage/commit-journal.ts';
import type { StoredDocument } from '../storage/document.ts';
import type { DatabaseName } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import { logName, planRecovery, snapshotName } from './file-names.ts';
import { type DataSync, LogFile } from './log-file.ts';
import { type DiskRecord, encodeRecord } from './record.ts';
import { type SnapshotContent, syncDirectory, writeSnapshot } from './write-snapshot.ts';

/** A log is replaced by a snapshot when it is this long, or as long as the last snapshot if that is longer. */
export const SNAPSHOT_AFTER_BYTES = 16 * 1024 * 1024;

/** Times are set aside on disk for this long ahead, so that handing one out seldom writes. */
const RESERVED_MICROS = 1_000_000;
/** Commits of one microsecond push the clock ahead of the machine's; nobody makes more than this many at once. */
const MARGIN_MICROS = 1000;

export type JournalOptions = {
  readonly directory: string;
  /** number of the log to append to */
  readonly generation: number;
  readonly snapshotBytes: number;
  /** every time handed out before lies at or below this */
  readonly lastTime: Micros;
  readonly now: () => Micros;
  readonly dataSync: DataSync;
  readonly snapshotAfterBytes: number;
  /** takes a sentence about a snapshot that could not be written */
  readonly warn: (sentence: string) => void;
};

/** Every database's current documents; asked for between two commits. */
export type DocumentSource = () => Iterable<{ database: DatabaseName; documents: Iterable<StoredDocument> }>;

/** Writes the commits of all databases into one log, and now and then replaces the log by a snapshot. */
export class DiskJournal implements CommitJournal {
  readonly #options: JournalOptions;
  #source: DocumentSource = () => [];
  #log: LogFile;
  #generation: number;
  #switchAtBytes: number;
  #snapshot: Promise<void> | null = null;
  #lastNow: Micros;
  #reservedUntil: Micros;

  /** @throws Error of the file system */
  constructor(options: JournalOptions) {
    this.#options = options;
    this.#generation = options.generation;
    this.#log = new LogFile(path.join(options.directory, logName(options.generation)), options.dataSync);
    syncDirectory(options.directory);
    this.#switchAtBytes = Math.max(options.snapshotAfterBytes, options.snapshotBytes);
    this.#lastNow = options.lastTime + 1;
    this.#reservedUntil = options.lastTime;
  }

  /** Says where snapshots take the documents from. */
  attach(source: DocumentSource): void {
    this.#source = source;
  }

  /** The machine's time, but never earlier than before, not even across restarts. */
  readonly now = (): Micros => {
    this.#lastNow = Math.max(this.#lastNow, this.#options.now());
    if (this.#lastNow > this.#reservedUntil) {
      this.#reservedUntil = this.#lastNow + RESERVED_MICROS;
      try {
        this.#append({ kind: 'clock', time: this.#reservedUntil });
      } catch {
        // A full disk must not keep anybody from reading; the next commit will tell.
      }
    }
    return this.#lastNow;
  };

  record({ database, time, changes, cause }: JournalEntry): void {
    if (this.#log.size >= this.#switchAtBytes && !this.#snapshot) this.#switchLog();
    if (cause === 'clear') {
      this.#append({ kind: 'clear', database, time });
      return;
    }
    const documents = changes.flatMap(({ after }) => after ?? []);
    const deletedPaths = changes.flatMap(({ path: documentPath, after }) => (after ? [] : [documentPath]));
    this.#append({ kind: 'commit', database, time, documents, deletedPaths });
  }

  settled(): Promise<void> {
    return this.#log.settled();
  }

  /** Writes a snapshot now, unless one is under way; resolves when it is there, or has failed with a warning. */
  async snapshot(): Promise<void> {
    if (!this.#snapshot) this.#switchLog();
    await this.#snapshot;
  }

  /** Makes everything safe and closes the files. @throws FirestoreError INTERNAL when that is not certain */
  async close(): Promise<void> {
    await this.#snapshot;
    try {
      this.#append({ kind: 'clock', time: this.#lastNow + MARGIN_MICROS });
    } finally {
      this.#log.finish();
    }
  }

  #append(record: DiskRecord): void {
    this.#log.append(encodeRecord(record));
  }

  /**
   * From here on commits go into a new log. What the databases hold now is exactly what the snapshot and logs before it
   * say, because this runs between two commits; documents never change in place, so they can be written at leisure.
   */
  #switchLog(): void {
    const { directory, dataSync } = this.#options;
    const generation = this.#generation + 1;
    let next: LogFile;
    try {
      next = new LogFile(path.join(directory, logName(generation)), dataSync);
      syncDirectory(directory);
    } catch (error) {
      this.#postpone(error);
      return;
    }
    // The old log must be safe before the new one holds anything: recovery trusts their order.
    this.#log.finish();
    this.#log = next;
    this.#generation = generation;
    const databases = [...this.#source()].map(({ database, documents }) => ({ database, documents: [...documents] }));
    this.#snapshot = this.#replaceFiles(generation, { databases, lastTime: this.#reservedUntil }).finally(() => {
      this.#snapshot = null;
    });
  }

  async #replaceFiles(generation: number, content: SnapshotContent): Promise<void> {
    const { directory, snapshotAfterBytes } = this.#options;
    try {
      const size = await writeSnapshot(path.join(directory, snapshotName(generation)), content);
      this.#switchAtBytes = Math.max(snapshotAfterBytes, size);
      for (const name of planRecovery(readdirSync(directory)).stale)
        rmSync(path.join(directory, name), { force: true });
    } catch (error) {
      this.#postpone(error);
    }
  }

  #postpone(error: unknown): void {
    this.#switchAtBytes *= 2;
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.warn(
      `No snapshot could be written into ${this.#options.directory} (${reason}). Nothing is lost: the log goes on, and the next attempt comes later.`,
    );
  }
}
