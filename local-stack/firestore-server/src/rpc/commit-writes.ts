import { planWrite } from '../storage/plan-write.ts';
import { type PreparedCommit, prepareCommit } from '../storage/prepare-commit.ts';
import type { Transaction } from '../storage/transactions.ts';
import type { PlannedWrite, Write } from '../storage/write.ts';
import { MAX_REQUEST_BYTES } from '../values/limits.ts';
import { invalidArgument } from '../values/status.ts';
import { fieldsSize } from '../values/value-size.ts';
import type { RequestScope } from './server-state.ts';

/**
 * Commits writes as one: waits for transactions that have read what is written, asks the rules, applies all or nothing.
 * @param transaction the transaction that commits; it is left open, its owner ends it
 * @throws FirestoreError of the first refused write, PERMISSION_DENIED, ABORTED when locks do not become free, or
 *   INTERNAL when the disk does not take it
 */
export async function commitWrites(
  scope: RequestScope,
  writes: readonly Write[],
  transaction: Transaction | null = null,
): Promise<PreparedCommit> {
  const { database, transactions, authorizer, operations } = scope;
  const planned = writes.map((write) => planWrite(write, database.name));
  assertRequestSize(planned);
  const commit = (): PreparedCommit => {
    const prepared = prepareCommit(database, planned, database.clock.commitTime(), { reportsMissing: true });
    authorizer.assertCommit(prepared);
    if (prepared.fault) throw prepared.fault;
    database.apply(prepared.time, prepared.changes);
    for (const { kind } of planned) {
      if (kind === 'update') operations.writes++;
      else if (kind === 'delete') operations.deletes++;
    }
    scope.afterCommit(prepared);
    return prepared;
  };
  const paths = new Set(planned.filter(({ kind }) => kind !== 'verify').map(({ path }) => path));
  if (paths.size === 0) return commit();
  const owner = transaction ?? transactions.plainWriter();
  const changes = () => tentativeChanges(scope, planned);
  const prepared = await transactions.locks.claim(owner, { kind: 'write', paths, changes }, commit);
  // Visible already, but acknowledged only when it is safe. A write that changed nothing waits for what it found.
  const settled = database.settled();
  if (settled) await settled;
  return prepared;
}

/** What a waiting commit would do as things stand; one that would fail now disturbs nobody. */
function tentativeChanges(scope: RequestScope, planned: readonly PlannedWrite[]) {
  try {
    return prepareCommit(scope.database, planned, scope.database.clock.readTime()).changes;
  } catch {
    return [];
  }
}

function assertRequestSize(planned: readonly PlannedWrite[]): void {
  let size = 0;
  for (const { path, fields } of planned) size += path.length + fieldsSize(fields);
  if (size > MAX_REQUEST_BYTES) {
    throw invalidArgument(`Request payload size exceeds the limit: ${MAX_REQUEST_BYTES} bytes.`);
  }
}
