import type { Caller } from '../identity/caller.ts';
import type { DocumentMessage } from '../storage/document.ts';
import type { DocumentMask } from '../storage/write.ts';
import { timestampFromMicros } from '../values/timestamp.ts';
import type { Timestamp } from '../values/value.ts';
import { pathInDatabase } from './document-paths.ts';
import { maskedDocument } from './masked-document.ts';
import { bytesRead } from './operation-counter.ts';
import { type ConsistencySelector, readConsistently } from './read-consistently.ts';
import { openScope, type ServerState } from './server-state.ts';

export type BatchGetDocumentsRequest = ConsistencySelector & {
  database?: string;
  documents?: string[];
  mask?: DocumentMask;
};
export type BatchGetDocumentsResponse = {
  found?: DocumentMessage;
  missing?: string;
  transaction?: Uint8Array;
  readTime?: Timestamp;
};

/** Reads documents by name; each is answered once, as found or missing, and billed as one read. */
export async function batchGetDocuments(
  state: ServerState,
  caller: Caller,
  request: BatchGetDocumentsRequest,
): Promise<BatchGetDocumentsResponse[]> {
  const scope = openScope(state, caller, request.database);
  const { database, authorizer, operations } = scope;
  const paths = [...new Set((request.documents ?? []).map((name) => pathInDatabase(database.name, name)))];
  const { result, readTime, begun } = await readConsistently(
    scope,
    request,
    (exclusive) => ({ kind: 'documents', paths: new Set(paths), exclusive }),
    (time) => {
      const documents = paths.map((path) => ({ path, document: database.document(path, time) }));
      authorizer.assertGet(documents);
      operations.reads += documents.length;
      operations.bytesOut += bytesRead(documents.map(({ document }) => document));
      return documents;
    },
  );
  const at = timestampFromMicros(readTime);
  const responses = result.map(
    ({ path, document }): BatchGetDocumentsResponse =>
      document
        ? { found: maskedDocument(document, request.mask), readTime: at }
        : { missing: database.nameOf(path), readTime: at },
  );
  // The id must come first: the SDKs wait for it before they look at anything else.
  return begun ? [{ transaction: begun }, ...responses] : responses;
}
