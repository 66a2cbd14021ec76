import { FirestoreError, invalidArgument } from '../values/status.ts';
import { microsFromTimestamp } from '../values/timestamp.ts';
import type { StoredDocument } from './document.ts';
import type { PlannedWrite } from './write.ts';

/**
 * Checks a write's precondition against the document as it stands before the write.
 * @param deletedInCommit an earlier write of the same commit was a deletion of this document, whether it existed or not
 * @throws FirestoreError NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION or INVALID_ARGUMENT, as production answers
 */
export function assertPrecondition(
  write: PlannedWrite,
  current: StoredDocument | null,
  name: string,
  deletedInCommit: boolean,
): void {
  const { exists, updateTime } = write.precondition;
  if (exists === true && !current) {
    if (deletedInCommit) {
      throw invalidArgument(`The document "${name}" is deleted and then updated in one commit, which is not allowed.`);
    }
    throw missing(name);
  }
  if (exists === false && current) throw new FirestoreError('ALREADY_EXISTS', `Document already exists: ${name}`);
  if (!updateTime) return;
  if (!current) throw missing(name);
  const required = microsFromTimestamp(updateTime);
  if (current.updateTime !== required) {
    throw new FirestoreError(
      'FAILED_PRECONDITION',
      `the stored version (${current.updateTime}) does not match the required base version (${required})`,
    );
  }
}

/** Production says "update" of deletions, too. */
function missing(name: string): FirestoreError {
  return new FirestoreError('NOT_FOUND', `No document to update: ${name}`);
}
