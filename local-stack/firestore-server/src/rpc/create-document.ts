import { randomBytes } from 'node:crypto';
import type { Caller } from '../identity/caller.ts';
import type { DocumentMessage } from '../storage/document.ts';
import type { DocumentMask } from '../storage/write.ts';
import { assertSegment, documentName, joinPath, parseParent } from '../values/resource-path.ts';
import { commitWrites } from './commit-writes.ts';
import { maskedDocument } from './masked-document.ts';
import { openScope, type ServerState } from './server-state.ts';

export type CreateDocumentRequest = {
  parent?: string;
  collectionId?: string;
  documentId?: string;
  document?: DocumentMessage;
  mask?: DocumentMask;
};

const AUTO_ID_BYTES = 15;

/** Creates a document, with an id of its own when none is given. @throws FirestoreError ALREADY_EXISTS */
export async function createDocument(
  state: ServerState,
  caller: Caller,
  request: CreateDocumentRequest,
): Promise<DocumentMessage> {
  const { database: databaseName, path: parent } = parseParent(request.parent);
  const collectionId = request.collectionId ?? '';
  assertSegment(collectionId, parent);
  const id = request.documentId || randomBytes(AUTO_ID_BYTES).toString('base64url');
  const scope = openScope(state, caller, databaseName);
  const path = joinPath(joinPath(parent, collectionId), id);
  const update = { name: documentName(databaseName, path), fields: request.document?.fields ?? {} };
  const { steps } = await commitWrites(scope, [{ update, currentDocument: { exists: false } }]);
  const created = steps[0]?.after;
  return created ? maskedDocument(created, request.mask) : update;
}
