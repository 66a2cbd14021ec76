import type { LockClaim } from '../storage/lock-claims.ts';
import type { Transaction, TransactionOptions } from '../storage/transactions.ts';
import { FirestoreError, invalidArgument } from '../values/status.ts';
import { type Micros, microsFromTimestamp } from '../values/timestamp.ts';
import type { Timestamp } from '../values/value.ts';
import type { RequestScope } from './server-state.ts';

/** The member of the oneof `consistency_selector` that read requests share; none means the newest state. */
export type ConsistencySelector = {
  transaction?: Uint8Array;
  newTransaction?: TransactionOptions;
  readTime?: Timestamp;
};

export type ConsistentRead<Result> = {
  readonly result: Result;
  readonly readTime: Micros;
  /** the transaction this read began; it goes into the first response */
  readonly begun: Uint8Array | null;
};

/** What a read claims; the transaction decides whether exclusively. */
export type ReadClaim = (exclusive: boolean) => LockClaim;

/**
 * Reads at the moment the request asks for: a fixed time, the snapshot of a read-only transaction, or, in a read-write
 * transaction, the newest state under locks that are held until it ends.
 * @param read gets the time to read at, undefined for the newest state; runs in one tick
 */
export async function readConsistently<Result>(
  scope: RequestScope,
  selector: ConsistencySelector,
  claim: ReadClaim,
  read: (time: Micros | undefined) => Result,
): Promise<ConsistentRead<Result>> {
  const { database, transactions } = scope;
  const { transaction: id, newTransaction, readTime } = selector;
  if (newTransaction) {
    const transaction = transactions.begin(newTransaction, scope.caller.client?.socket);
    try {
      const { result, time } = await readInTransaction(scope, transaction, claim, read);
      return { result, readTime: time, begun: transaction.id };
    } catch (error) {
      // The client never learns the id, so nobody could end it.
      transactions.end(transaction);
      throw error;
    }
  }
  if (id && id.length > 0) {
    const { result, time } = await readInTransaction(
      scope,
      transactions.get(id, scope.caller.client?.socket),
      claim,
      read,
    );
    return { result, readTime: time, begun: null };
  }
  if (!readTime) return { result: read(undefined), readTime: database.clock.readTime(), begun: null };
  const time = microsFromTimestamp(readTime);
  if (Number.isNaN(time)) throw invalidArgument('The read time is no timestamp.');
  database.assertReadable(time);
  return { result: read(time), readTime: time, begun: null };
}

async function readInTransaction<Result>(
  scope: RequestScope,
  transaction: Transaction,
  claim: ReadClaim,
  read: (time: Micros | undefined) => Result,
): Promise<{ result: Result; time: Micros }> {
  const { database, transactions } = scope;
  const { readTime } = transaction;
  if (readTime !== null) {
    database.assertReadable(readTime);
    return { result: read(readTime), time: readTime };
  }
  try {
    return await transactions.locks.claim(transaction, claim(transaction.locksExclusively), () => ({
      result: read(undefined),
      time: database.clock.readTime(),
    }));
  } catch (error) {
    // It has lost its locks: whatever it read before may be changed by now, so it must not commit.
    if (error instanceof FirestoreError && error.status === 'ABORTED') transactions.end(transaction);
    throw error;
  }
}
