import type { Caller } from '../identity/caller.ts';
import type { DocumentMessage } from '../storage/document.ts';
import type { DocumentMask, Precondition, Write } from '../storage/write.ts';
import { parseDocumentName } from '../values/resource-path.ts';
import { commitWrites } from './commit-writes.ts';
import { maskedDocument } from './masked-document.ts';
import { openScope, type ServerState } from './server-state.ts';

export type UpdateDocumentRequest = {
  document?: DocumentMessage;
  updateMask?: DocumentMask;
  mask?: DocumentMask;
  currentDocument?: Precondition;
};

/** Updates a document, or creates it where the precondition lets that happen. */
export async function updateDocument(
  state: ServerState,
  caller: Caller,
  request: UpdateDocumentRequest,
): Promise<DocumentMessage> {
  const { database: databaseName } = parseDocumentName(request.document?.name);
  const write: Write = { update: { name: request.document?.name ?? '', fields: request.document?.fields ?? {} } };
  if (request.updateMask) write.updateMask = request.updateMask;
  if (request.currentDocument) write.currentDocument = request.currentDocument;
  const { steps } = await commitWrites(openScope(state, caller, databaseName), [write]);
  const updated = steps[0]?.after;
  return updated ? maskedDocument(updated, request.mask) : {};
}
