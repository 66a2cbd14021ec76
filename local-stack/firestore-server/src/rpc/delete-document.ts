import type { Caller } from '../identity/caller.ts';
import type { Precondition, Write } from '../storage/write.ts';
import { parseDocumentName } from '../values/resource-path.ts';
import { commitWrites } from './commit-writes.ts';
import { openScope, type ServerState } from './server-state.ts';

export type DeleteDocumentRequest = { name?: string; currentDocument?: Precondition };

/** Deletes a document; a missing one is fine unless the precondition says otherwise. */
export async function deleteDocument(
  state: ServerState,
  caller: Caller,
  request: DeleteDocumentRequest,
): Promise<Record<string, never>> {
  const { database: databaseName } = parseDocumentName(request.name);
  const write: Write = { delete: request.name ?? '' };
  if (request.currentDocument) write.currentDocument = request.currentDocument;
  await commitWrites(openScope(state, caller, databaseName), [write]);
  return {};
}
