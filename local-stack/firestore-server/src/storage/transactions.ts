import { randomBytes } from 'node:crypto';
import { TRANSACTION_IDLE_MS, TRANSACTION_LIFETIME_MS } from '../values/limits.ts';
import { invalidArgument } from '../values/status.ts';
import { type Micros, microsFromTimestamp } from '../values/timestamp.ts';
import type { Timestamp } from '../values/value.ts';
import type { Database } from './database.ts';
import { type LockOwner, LockTable, type Schedule, systemSchedule } from './lock-table.ts';

/** google.firestore.v1.TransactionOptions */
export type TransactionOptions = {
  readOnly?: { readTime?: Timestamp };
  readWrite?: { retryTransaction?: Uint8Array };
};

/**
 * A transaction that is open.
 *   OPEN ──commit, rollback──▶ ended     OPEN ──idle 60 s, or 270 s in all──▶ ended (its locks are free again)
 *   OPEN ──the HTTP/2 connection it was last used on closes──▶ ended
 *   OPEN ──the HTTP/1.1 connection it was last used on closes──▶ abandoned ──used again──▶ OPEN
 *                       abandoned ──after 5 s, when somebody waits for its locks──▶ ended
 */
export type Transaction = LockOwner & {
  readonly id: Uint8Array;
  readonly age: number;
  /** a moment for read-only transactions; null for read-write, which read what is newest under locks */
  readonly readTime: Micros | null;
  /** A retry expects to meet the same rivals again: it locks what it reads exclusively, so that rivals queue. */
  readonly locksExclusively: boolean;
};

type OpenTransaction = {
  transaction: Transaction;
  openedAt: number;
  stopTimer: () => void;
  /** the connection it was last used on */
  connection: string | undefined;
  /** calls off the watch over an abandoned transaction */
  stopWatch: () => void;
};

/** How long an abandoned transaction is left its locks though others wait, and how often it is looked at after that. */
const ABANDONED_MS = 5000;
const ABANDONED_LOOK_MS = 250;

/** Ages of ended transactions that are remembered for their retries. */
const MAX_REMEMBERED_AGES = 10_000;

/** The open transactions of one database and the locks they hold. */
export class Transactions {
  readonly locks: LockTable;
  readonly #database: Database;
  readonly #schedule: Schedule;
  readonly #open = new Map<string, OpenTransaction>();
  readonly #ages = new Map<string, number>();
  #nextAge = 1;

  constructor(database: Database, schedule: Schedule = systemSchedule) {
    this.#database = database;
    this.#schedule = schedule;
    this.locks = new LockTable(schedule);
  }

  /** Begins a transaction. @throws FirestoreError when a read-only one asks for an unreadable moment */
  begin(options: TransactionOptions = {}, connection?: string): Transaction {
    const retried = options.readWrite?.retryTransaction;
    const isRetry = retried !== undefined && retried.length > 0;
    const transaction: Transaction = {
      id: randomBytes(16),
      age: (isRetry ? this.#ages.get(keyOf(retried)) : undefined) ?? this.#nextAge++,
      readTime: options.readOnly ? this.#readTimeFor(options.readOnly) : null,
      locksExclusively: isRetry,
    };
    const key = keyOf(transaction.id);
    this.#ages.set(key, transaction.age);
    if (this.#ages.size > MAX_REMEMBERED_AGES) this.#ages.delete(this.#ages.keys().next().value ?? '');
    const stopTimer = this.#schedule(TRANSACTION_IDLE_MS, () => this.end(transaction));
    this.#open.set(key, {
      transaction,
      openedAt: this.#database.clock.readTime(),
      stopTimer,
      connection,
      stopWatch: () => {},
    });
    return transaction;
  }

  /** Finds an open transaction and counts as activity. @throws FirestoreError INVALID_ARGUMENT when it is not open */
  get(id: Uint8Array, connection?: string): Transaction {
    const open = this.#open.get(keyOf(id));
    if (!open) throw invalidArgument('The referenced transaction has expired or is no longer valid.');
    open.connection = connection;
    open.stopWatch();
    open.stopTimer();
    const elapsedMs = (this.#database.clock.readTime() - open.openedAt) / 1000;
    const remainingMs = Math.max(0, Math.min(TRANSACTION_IDLE_MS, TRANSACTION_LIFETIME_MS - elapsedMs));
    open.stopTimer = this.#schedule(remainingMs, () => this.end(open.transaction));
    return open.transaction;
  }

  /** Ends a transaction and frees its locks; ending twice is harmless. */
  end(transaction: Transaction): void {
    const key = keyOf(transaction.id);
    const open = this.#open.get(key);
    open?.stopTimer();
    open?.stopWatch();
    this.#open.delete(key);
    this.locks.release(transaction);
  }

  /**
   * Ends the transactions that were last used on a connection: its client died, or has to begin anew. That breaks no
   * living client: a call that was on its way fails with UNAVAILABLE, a later one with "transaction has expired", and
   * the SDKs run a transaction again after either (`isRetryableTransactionError` of @google-cloud/firestore).
   */
  endThoseOn(connection: string): void {
    const ended = [...this.#open.values()].filter((open) => open.connection === connection);
    for (const { transaction } of ended) this.end(transaction);
  }

  /**
   * Watches over the transactions that were last used on a connection which is gone, though its client may go on with
   * another: HTTP/1.1. Left alone they may stay as long as others; but nobody has to wait for one that is dead.
   */
  abandonThoseOn(connection: string): void {
    for (const open of this.#open.values()) {
      if (open.connection !== connection) continue;
      const look = (): void => {
        if (this.locks.isWaitedFor(open.transaction)) this.end(open.transaction);
        else open.stopWatch = this.#schedule(ABANDONED_LOOK_MS, look);
      };
      open.stopWatch();
      open.stopWatch = this.#schedule(ABANDONED_MS, look);
    }
  }

  /** A plain commit takes part in the waiting under an identity of its own; it holds nothing, so age never matters. */
  plainWriter(): LockOwner {
    return { age: this.#nextAge++ };
  }

  /** Ends all; used when the server stops. */
  endAll(): void {
    for (const { transaction } of [...this.#open.values()]) this.end(transaction);
  }

  #readTimeFor(readOnly: { readTime?: Timestamp }): Micros {
    if (!readOnly.readTime) return this.#database.clock.readTime();
    const time = microsFromTimestamp(readOnly.readTime);
    this.#database.assertReadable(time);
    return time;
  }
}

function keyOf(id: Uint8Array): string {
  return Buffer.from(id).toString('hex');
}
