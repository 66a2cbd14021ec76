import type { Caller } from '../identity/caller.ts';
import type { Write, WriteResult } from '../storage/write.ts';
import { invalidArgument, STATUS_CODE, type Status, toFirestoreError } from '../values/status.ts';
import { commitWrites } from './commit-writes.ts';
import { openScope, type ServerState } from './server-state.ts';

export type BatchWriteRequest = { database?: string; writes?: Write[] };
export type BatchWriteResponse = { writeResults: WriteResult[]; status: Status[] };

/** Writes each on its own: one may fail while others succeed. @throws FirestoreError when one document comes twice */
export async function batchWrite(
  state: ServerState,
  caller: Caller,
  request: BatchWriteRequest,
): Promise<BatchWriteResponse> {
  const scope = openScope(state, caller, request.database);
  const writes = request.writes ?? [];
  const names = writes.map((write) => write.update?.name ?? write.delete ?? write.transform?.document ?? write.verify);
  if (new Set(names).size < names.length) {
    throw invalidArgument('A batch write must not write the same document more than once.');
  }
  const outcomes = await Promise.all(
    writes.map(async (write): Promise<{ result: WriteResult; status: Status }> => {
      try {
        const { results } = await commitWrites(scope, [write]);
        return { result: results[0] ?? {}, status: { code: STATUS_CODE.OK, message: '' } };
      } catch (thrown) {
        const { code, message } = toFirestoreError(thrown);
        return { result: {}, status: { code, message } };
      }
    }),
  );
  return { writeResults: outcomes.map(({ result }) => result), status: outcomes.map(({ status }) => status) };
}
