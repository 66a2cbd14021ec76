import { closeSync, fdatasync, fdatasyncSync, fstatSync, ftruncateSync, openSync } from 'node:fs';
import { FirestoreError } from '../values/status.ts';
import { encodeFrame } from './frame.ts';
import { encodeRecord, FORMAT_VERSION } from './record.ts';
import { writeFully } from './write-snapshot.ts';

/** When a commit counts as safe: `always` once the device has it, `off` once the operating system has it. */
export type DataSync = 'always' | 'off';

/** The calls into the operating system, so that tests can let them fail. */
export type LogIo = {
  write(fd: number, bytes: Uint8Array): void;
  truncate(fd: number, size: number): void;
  sync(fd: number, done: (error: Error | null) => void): void;
  syncNow(fd: number): void;
};

export const SYSTEM_IO: LogIo = {
  write: writeFully,
  truncate: ftruncateSync,
  sync: fdatasync,
  syncNow: fdatasyncSync,
};

type Waiter = { readonly size: number; resolve(): void; reject(error: FirestoreError): void };

/**
 * A log that is appended to. An append returns when the operating system has the bytes: from then on they survive the
 * end of this process. `settled` also outlives the machine: one sync at a time, and each serves all that came before it.
 *
 *   OPEN ──finish──▶ finished        OPEN ──a sync failed, or a torn append cannot be undone──▶ BROKEN
 */
export class LogFile {
  readonly #fd: number;
  readonly #io: LogIo;
  readonly #dataSync: DataSync;
  #size: number;
  #syncedSize: number;
  #isSyncing = false;
  #isFinished = false;
  #failure: FirestoreError | null = null;
  #waiters: Waiter[] = [];

  /** Opens a log at its end; a new or empty one gets its header. @throws Error of the file system */
  constructor(file: string, dataSync: DataSync = 'always', io: LogIo = SYSTEM_IO) {
    this.#fd = openSync(file, 'a');
    this.#io = io;
    this.#dataSync = dataSync;
    this.#size = fstatSync(this.#fd).size;
    this.#syncedSize = this.#size;
    if (this.#size === 0) this.append(encodeRecord({ kind: 'header', version: FORMAT_VERSION }));
  }

  get size(): number {
    return this.#size;
  }

  /** Appends one record. @throws FirestoreError INTERNAL; the file is as before then */
  append(payload: Uint8Array): void {
    if (this.#failure) throw this.#failure;
    const frame = encodeFrame(payload);
    try {
      this.#io.write(this.#fd, frame);
    } catch (error) {
      const failure = diskError('The commit could not be written to disk and did not take effect', error);
      try {
        this.#io.truncate(this.#fd, this.#size);
      } catch {
        this.#failure = failure;
      }
      throw failure;
    }
    this.#size += frame.length;
  }

  /** Resolves when all appended so far is safe. @throws FirestoreError INTERNAL when that is not certain */
  settled(): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (this.#dataSync === 'off' || this.#syncedSize >= this.#size) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiters.push({ size: this.#size, resolve, reject });
      this.#sync();
    });
  }

  /** Makes all safe at once and closes the file. @throws FirestoreError INTERNAL when it is not certain to be safe */
  finish(): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    try {
      if (!this.#failure) this.#io.syncNow(this.#fd);
      this.#reached(this.#size);
    } catch (error) {
      this.#fail(error);
    } finally {
      if (!this.#isSyncing) closeSync(this.#fd);
    }
    if (this.#failure) throw this.#failure;
    this.#failure = new FirestoreError('INTERNAL', 'The server is stopping; the commit did not take effect.');
  }

  #sync(): void {
    if (this.#isSyncing || this.#isFinished || this.#waiters.length === 0) return;
    this.#isSyncing = true;
    const size = this.#size;
    this.#io.sync(this.#fd, (error) => {
      this.#isSyncing = false;
      if (this.#isFinished) closeSync(this.#fd);
      if (error) this.#fail(error);
      else this.#reached(size);
      this.#sync();
    });
  }

  #reached(size: number): void {
    this.#syncedSize = Math.max(this.#syncedSize, size);
    const served = this.#waiters.filter((waiter) => waiter.size <= size);
    this.#waiters = this.#waiters.filter((waiter) => waiter.size > size);
    for (const { resolve } of served) resolve();
  }

  /** After a failed sync nobody knows what the device holds, and asking again would not tell (fsync(2), EIO). */
  #fail(error: unknown): void {
    const failure = diskError(
      'The data may not have reached the disk; restart the server once the cause is gone',
      error,
    );
    this.#failure = failure;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const { reject } of waiters) reject(failure);
  }
}

function diskError(sentence: string, cause: unknown): FirestoreError {
  return new FirestoreError('INTERNAL', `${sentence}: ${cause instanceof Error ? cause.message : String(cause)}`);
}
