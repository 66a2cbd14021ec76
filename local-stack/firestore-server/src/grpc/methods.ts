import { firestoreSchema } from '../proto/descriptor.ts';
import { batchGetDocuments } from '../rpc/batch-get-documents.ts';
import { batchWrite } from '../rpc/batch-write.ts';
import { beginTransaction } from '../rpc/begin-transaction.ts';
import { commit } from '../rpc/commit.ts';
import { createDocument } from '../rpc/create-document.ts';
import { deleteDocument } from '../rpc/delete-document.ts';
import { executePipeline } from '../rpc/execute-pipeline.ts';
import { getDocument } from '../rpc/get-document.ts';
import { listCollectionIds } from '../rpc/list-collection-ids.ts';
import { listDocuments } from '../rpc/list-documents.ts';
import { openListen } from '../rpc/listen.ts';
import { partitionQuery } from '../rpc/partition-query.ts';
import { rollback } from '../rpc/rollback.ts';
import { runAggregationQuery } from '../rpc/run-aggregation-query.ts';
import { runQuery } from '../rpc/run-query.ts';
import type { ServerState } from '../rpc/server-state.ts';
import { updateDocument } from '../rpc/update-document.ts';
import { openWrite } from '../rpc/write.ts';
import { type Handler, type OpenStream, type Rpc, requestHandler, streamHandler } from './handlers.ts';

const SERVICE = 'google.firestore.v1.Firestore';

const REQUESTS: Readonly<Record<string, Rpc>> = {
  GetDocument: getDocument,
  ListDocuments: listDocuments,
  CreateDocument: createDocument,
  UpdateDocument: updateDocument,
  DeleteDocument: deleteDocument,
  BatchGetDocuments: batchGetDocuments,
  BeginTransaction: beginTransaction,
  Commit: commit,
  Rollback: rollback,
  RunQuery: runQuery,
  RunAggregationQuery: runAggregationQuery,
  ExecutePipeline: executePipeline,
  PartitionQuery: partitionQuery,
  ListCollectionIds: listCollectionIds,
  BatchWrite: batchWrite,
};

const STREAMS: Readonly<Record<string, OpenStream>> = { Listen: openListen, Write: openWrite };

/** What answers the methods of google.firestore.v1.Firestore, by the path of their requests. */
export function firestoreMethods(state: ServerState): ReadonlyMap<string, Handler> {
  const handlers = new Map<string, Handler>();
  for (const method of firestoreSchema.methods(SERVICE)) {
    const rpc = REQUESTS[method.name];
    const open = STREAMS[method.name];
    const path = `/${SERVICE}/${method.name}`;
    if (rpc) handlers.set(path, requestHandler(state, method, rpc));
    else if (open) handlers.set(path, streamHandler(state, method, open));
  }
  return handlers;
}
