import type { Caller } from '../identity/caller.ts';
import type { Write, WriteResult } from '../storage/write.ts';
import { invalidArgument } from '../values/status.ts';
import { timestampFromMicros } from '../values/timestamp.ts';
import type { Timestamp } from '../values/value.ts';
import { commitWrites } from './commit-writes.ts';
import { openScope, type ServerState } from './server-state.ts';

export type CommitRequest = { database?: string; writes?: Write[]; transaction?: Uint8Array };
export type CommitResponse = { writeResults: WriteResult[]; commitTime: Timestamp };

/** Commits writes, in a transaction if one is named; the transaction is over afterwards, whatever came out. */
export async function commit(state: ServerState, caller: Caller, request: CommitRequest): Promise<CommitResponse> {
  const scope = openScope(state, caller, request.database);
  const writes = request.writes ?? [];
  if (!request.transaction || request.transaction.length === 0) {
    const { results, time } = await commitWrites(scope, writes);
    return { writeResults: [...results], commitTime: timestampFromMicros(time) };
  }
  const transaction = scope.transactions.get(request.transaction, caller.client?.socket);
  try {
    if (transaction.readTime !== null && writes.length > 0) {
      throw invalidArgument('Cannot modify entities in a read-only transaction.');
    }
    const { results, time } = await commitWrites(scope, writes, transaction);
    return { writeResults: [...results], commitTime: timestampFromMicros(time) };
  } finally {
    scope.transactions.end(transaction);
  }
}
