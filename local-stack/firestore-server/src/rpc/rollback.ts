import type { Caller } from '../identity/caller.ts';
import { FirestoreError } from '../values/status.ts';
import { openScope, type ServerState } from './server-state.ts';

export type RollbackRequest = { database?: string; transaction?: Uint8Array };

/** Ends a transaction. One that is over already is fine: SDKs roll back after a failed commit, which ended it. */
export async function rollback(
  state: ServerState,
  caller: Caller,
  request: RollbackRequest,
): Promise<Record<string, never>> {
  const { transactions } = openScope(state, caller, request.database);
  try {
    transactions.end(transactions.get(request.transaction ?? new Uint8Array(), caller.client?.socket));
  } catch (error) {
    if (!(error instanceof FirestoreError)) throw error;
  }
  return {};
}
