import type { Caller } from '../identity/caller.ts';
import type { TransactionOptions } from '../storage/transactions.ts';
import { openScope, type ServerState } from './server-state.ts';

export type BeginTransactionRequest = { database?: string; options?: TransactionOptions };

/** Begins a transaction; without options a read-write one. */
export async function beginTransaction(
  state: ServerState,
  caller: Caller,
  request: BeginTransactionRequest,
): Promise<{ transaction: Uint8Array }> {
  const { transactions } = openScope(state, caller, request.database);
  return { transaction: transactions.begin(request.options, caller.client?.socket).id };
}
