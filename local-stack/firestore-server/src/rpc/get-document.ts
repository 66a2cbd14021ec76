import type { Caller } from '../identity/caller.ts';
import type { DocumentMessage } from '../storage/document.ts';
import type { DocumentMask } from '../storage/write.ts';
import { parseDocumentName } from '../values/resource-path.ts';
import { FirestoreError } from '../values/status.ts';
import { maskedDocument } from './masked-document.ts';
import { bytesRead } from './operation-counter.ts';
import { type ConsistencySelector, readConsistently } from './read-consistently.ts';
import { openScope, type ServerState } from './server-state.ts';

export type GetDocumentRequest = ConsistencySelector & { name?: string; mask?: DocumentMask };

/** Reads one document. @throws FirestoreError NOT_FOUND when there is none */
export async function getDocument(
  state: ServerState,
  caller: Caller,
  request: GetDocumentRequest,
): Promise<DocumentMessage> {
  const { database: databaseName, path } = parseDocumentName(request.name);
  const scope = openScope(state, caller, databaseName);
  const { result: document } = await readConsistently(
    scope,
    request,
    (exclusive) => ({ kind: 'documents', paths: new Set([path]), exclusive }),
    (time) => {
      const found = scope.database.document(path, time);
      scope.authorizer.assertGet([{ path, document: found }]);
      scope.operations.reads++;
      scope.operations.bytesOut += bytesRead([found]);
      return found;
    },
  );
  if (!document) throw new FirestoreError('NOT_FOUND', `Document "${request.name}" not found.`);
  return maskedDocument(document, request.mask);
}
