import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readFrame } from './frame.ts';
import { type DiskRecord, decodeRecord, FORMAT_VERSION } from './record.ts';

const CHUNK_BYTES = 1 << 20;

/** How far a file could be read: up to `readTo`, which is `size` when everything was sound. */
export type ReadOutcome = { readonly readTo: number; readonly size: number };

/**
 * Hands each record of a file to `onRecord`, in order, up to the first that is incomplete or damaged.
 * @throws Error when the file is missing or of a newer version of this server
 */
export function readRecords(file: string, onRecord: (record: DiskRecord) => void): ReadOutcome {
  const fd = openSync(file, 'r');
  try {
    const { size } = fstatSync(fd);
    let readTo = 0;
    let buffered = Buffer.alloc(0);
    let offset = 0;
    for (;;) {
      const read = readFrame(buffered, offset);
      if (read.kind === 'damaged') break;
      if (read.kind === 'incomplete') {
        if (readTo + read.need > size) break;
        const unread = buffered.length - offset;
        const chunk = Buffer.allocUnsafe(Math.min(size - readTo, Math.max(CHUNK_BYTES, read.need)));
        buffered.copy(chunk, 0, offset);
        const filled = fill(fd, chunk, unread, readTo + unread);
        if (filled === unread) break;
        buffered = chunk.subarray(0, filled);
        offset = 0;
        continue;
      }
      const record = decodeRecord(read.payload);
      if (!record || (readTo === 0 && record.kind !== 'header')) break;
      if (record.kind === 'header') assertVersion(file, record.version);
      onRecord(record);
      readTo += read.next - offset;
      offset = read.next;
    }
    return { readTo, size };
  } finally {
    closeSync(fd);
  }
}

/** @returns how many bytes of the buffer are filled afterwards */
function fill(fd: number, buffer: Buffer, from: number, position: number): number {
  let filled = from;
  while (filled < buffer.length) {
    const count = readSync(fd, buffer, filled, buffer.length - filled, position + filled - from);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

function assertVersion(file: string, version: number): void {
  if (version <= FORMAT_VERSION) return;
  throw new Error(
    `${file} was written by a newer version of this server (format ${version}, this one reads ${FORMAT_VERSION}). Use that version, or another directory.`,
  );
}
