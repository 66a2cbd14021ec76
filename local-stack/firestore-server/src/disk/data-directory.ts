import {
  closeSync,
  copyFileSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { systemNow } from '../storage/clock.ts';
import type { Micros } from '../values/timestamp.ts';
import { lockDirectory } from './directory-lock.ts';
import { DiskJournal, SNAPSHOT_AFTER_BYTES } from './disk-journal.ts';
import { damagedName, logName, planRecovery, snapshotName } from './file-names.ts';
import type { DataSync } from './log-file.ts';
import { readRecords } from './read-records.ts';
import { readSnapshot } from './read-snapshot.ts';
import { emptyState, lastTime, type RecoveredState, replay } from './recovered-state.ts';
import { syncDirectory } from './write-snapshot.ts';

export type DataDirectoryOptions = {
  /** default `always` */
  dataSync?: DataSync;
  now?: () => Micros;
  /** a time that is known to have been handed out by another server whose documents come here */
  lastTimeElsewhere?: Micros;
  snapshotAfterBytes?: number;
  warn?: (sentence: string) => void;
};

/** A directory that holds databases, taken by this process. */
export type DataDirectory = {
  readonly state: RecoveredState;
  readonly journal: DiskJournal;
  /** a sentence for each thing that could not be read and was left out */
  readonly dropped: readonly string[];
  /** Makes everything safe and gives the directory back. */
  close(): Promise<void>;
};

/**
 * Opens a data directory, new or not: takes its lock, reads the snapshot and the logs behind it, and tidies up what a
 * crash left. A log counts up to the first record that is not whole; what follows is set aside in a file of its own.
 * @throws Error when another server has it, or when its snapshot is damaged
 */
export function openDataDirectory(given: string, options: DataDirectoryOptions = {}): DataDirectory {
  mkdirSync(given, { recursive: true });
  const directory = realpathSync(given);
  const unlock = lockDirectory(directory);
  try {
    const plan = planRecovery(readdirSync(directory));
    assertWhole(directory, plan.snapshot, plan.logs);
    const state =
      plan.snapshot === null ? emptyState() : readSnapshot(path.join(directory, snapshotName(plan.snapshot)));
    const dropped = replayLogs(directory, plan.logs, state);
    for (const name of plan.stale) rmSync(path.join(directory, name), { force: true });
    const journal = new DiskJournal({
      directory,
      generation: planRecovery(readdirSync(directory)).logs.at(-1) ?? plan.snapshot ?? 1,
      snapshotBytes: plan.snapshot === null ? 0 : statSync(path.join(directory, snapshotName(plan.snapshot))).size,
      lastTime: Math.max(lastTime(state), options.lastTimeElsewhere ?? 0),
      now: options.now ?? systemNow,
      dataSync: options.dataSync ?? 'always',
      snapshotAfterBytes: options.snapshotAfterBytes ?? SNAPSHOT_AFTER_BYTES,
      warn: options.warn ?? console.warn,
    });
    const close = async (): Promise<void> => {
      try {
        await journal.close();
      } finally {
        unlock();
      }
    };
    return { state, journal, dropped, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A file that is gone altogether was not lost in a crash: better to say so than to start with less. */
function assertWhole(directory: string, snapshot: number | null, logs: readonly number[]): void {
  const first = snapshot ?? 1;
  const missing = logs.findIndex((generation, index) => generation !== first + index);
  if (missing < 0 && (snapshot === null || logs.length > 0)) return;
  const name =
    snapshot === null && missing === 0 ? snapshotName(logs[0] ?? first) : logName(first + Math.max(0, missing));
  throw new Error(
    `The file ${name} is missing in ${directory}. Put it back, or restore the directory from a copy, or choose an empty one with --data.`,
  );
}

function replayLogs(directory: string, logs: readonly number[], state: RecoveredState): string[] {
  for (const [index, generation] of logs.entries()) {
    const name = logName(generation);
    const { readTo, size } = readRecords(path.join(directory, name), (record) => replay(state, record));
    if (readTo === size) continue;
    // Later logs first: should we crash in between, they must not be replayed on top of what is missing here.
    const later = logs.slice(index + 1).map((laterGeneration) => setAside(directory, logName(laterGeneration)));
    return [dropTail(directory, name, readTo, size), ...later];
  }
  return [];
}

/** @returns a sentence about it */
function setAside(directory: string, name: string): string {
  const aside = damagedName(name, 0);
  renameSync(path.join(directory, name), path.join(directory, aside));
  return `The commits in ${name} were made after those, so they were dropped as well; the log is kept as ${aside}.`;
}

/** Cuts a log behind its last whole record, once a copy of it is safe. @returns a sentence about it */
function dropTail(directory: string, name: string, readTo: number, size: number): string {
  const file = path.join(directory, name);
  const aside = damagedName(name, readTo);
  copyFileSync(file, path.join(directory, aside));
  withFile(path.join(directory, aside), fsyncSync);
  syncDirectory(directory);
  withFile(file, (fd) => {
    ftruncateSync(fd, readTo);
    fsyncSync(fd);
  });
  return (
    `The data in ${directory} end in a record that is not whole (${name}, byte ${readTo}): ${size - readTo} bytes were ` +
    `dropped, every commit before them is there. The log as it was is kept as ${aside}.`
  );
}

function withFile(file: string, use: (fd: number) => void): void {
  const fd = openSync(file, 'r+');
  try {
    use(fd);
  } finally {
    closeSync(fd);
  }
}
