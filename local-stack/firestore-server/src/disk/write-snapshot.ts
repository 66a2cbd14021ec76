import { closeSync, fdatasyncSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredDocument } from '../storage/document.ts';
import type { DatabaseName } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import { TEMPORARY_SUFFIX } from './file-names.ts';
import { encodeFrame } from './frame.ts';
import { type DiskRecord, encodeRecord, FORMAT_VERSION } from './record.ts';

/** Documents encoded before other work gets its turn. */
const DOCUMENTS_PER_TURN = 200;

/** What a snapshot holds. The lists must not change while it is being written. */
export type SnapshotContent = {
  readonly databases: readonly { readonly database: DatabaseName; readonly documents: readonly StoredDocument[] }[];
  readonly lastTime: Micros;
};

/**
 * Writes a snapshot beside its final name, makes it safe, then gives it its name: under that name it is either whole
 * or not there. Other work gets its turn in between.
 * @returns its size in bytes
 * @throws Error of the file system; nothing is left behind then
 */
export async function writeSnapshot(file: string, content: SnapshotContent): Promise<number> {
  const temporary = file + TEMPORARY_SUFFIX;
  const fd = openSync(temporary, 'w');
  let size = 0;
  const write = (record: DiskRecord): void => {
    size += writeFully(fd, encodeFrame(encodeRecord(record)));
  };
  try {
    try {
      write({ kind: 'header', version: FORMAT_VERSION });
      let documentCount = 0;
      for (const { database, documents } of content.databases) {
        for (let from = 0; from < documents.length; from += DOCUMENTS_PER_TURN) {
          write({ kind: 'documents', database, documents: documents.slice(from, from + DOCUMENTS_PER_TURN) });
          await nextTurn();
        }
        documentCount += documents.length;
      }
      write({ kind: 'end', documentCount, time: content.lastTime });
      fdatasyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncDirectory(path.dirname(file));
  return size;
}

/** Writes all of it; a single system call may write less. @returns how many bytes that were */
export function writeFully(fd: number, bytes: Uint8Array, position: number | null = null): number {
  let written = 0;
  while (written < bytes.length) {
    const at = position === null ? null : position + written;
    written += writeSync(fd, bytes, written, bytes.length - written, at);
  }
  return written;
}

/** Makes new, renamed and removed names in a directory safe. */
export function syncDirectory(directory: string): void {
  const fd = openSync(directory, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
