import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  Metadata,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { Caller } from '../identity/caller.ts';
import { readAuthorization } from '../identity/read-authorization.ts';
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
import { partitionQuery } from '../rpc/partition-query.ts';
import { rollback } from '../rpc/rollback.ts';
import { runAggregationQuery } from '../rpc/run-aggregation-query.ts';
import { runQuery } from '../rpc/run-query.ts';
import type { ServerState } from '../rpc/server-state.ts';
import { updateDocument } from '../rpc/update-document.ts';
import { toServiceError } from './status.ts';

type Rpc<Request, Response> = (state: ServerState, caller: Caller, request: Request) => Promise<Response>;

/** The caller of a gRPC call. @throws FirestoreError UNAUTHENTICATED */
export function callerOf(call: { metadata: Metadata; getPeer(): string }): Caller {
  const [authorization] = call.metadata.get('authorization');
  const [agent = 'unknown'] = [...call.metadata.get('x-goog-api-client'), ...call.metadata.get('user-agent')];
  const caller = readAuthorization(authorization === undefined ? undefined : String(authorization));
  return { ...caller, client: { agent: String(agent), connection: call.getPeer() } };
}

/** The RPCs of google.firestore.v1.Firestore that are one request, by the names of the service definition. */
export function requestHandlers(state: ServerState): UntypedServiceImplementation {
  return {
    GetDocument: unary(state, getDocument),
    ListDocuments: unary(state, listDocuments),
    CreateDocument: unary(state, createDocument),
    UpdateDocument: unary(state, updateDocument),
    DeleteDocument: unary(state, deleteDocument),
    BatchGetDocuments: serverStreaming(state, batchGetDocuments),
    BeginTransaction: unary(state, beginTransaction),
    Commit: unary(state, commit),
    Rollback: unary(state, rollback),
    RunQuery: serverStreaming(state, runQuery),
    RunAggregationQuery: serverStreaming(state, runAggregationQuery),
    ExecutePipeline: serverStreaming<unknown, unknown>(state, executePipeline),
    PartitionQuery: unary(state, partitionQuery),
    ListCollectionIds: unary(state, listCollectionIds),
    BatchWrite: unary(state, batchWrite),
  };
}

function unary<Request, Response>(state: ServerState, rpc: Rpc<Request, Response>): handleUnaryCall<Request, Response> {
  return async (call, callback) => {
    try {
      callback(null, await rpc(state, callerOf(call), call.request));
    } catch (error) {
      callback(toServiceError(error));
    }
  };
}

function serverStreaming<Request, Response>(
  state: ServerState,
  rpc: Rpc<Request, Response[]>,
): handleServerStreamingCall<Request, Response> {
  return async (call) => {
    // google-gax retries streams that fail before any headers, whatever the code, with pauses of seconds.
    call.sendMetadata(new Metadata());
    try {
      for (const response of await rpc(state, callerOf(call), call.request)) call.write(response);
      call.end();
    } catch (error) {
      call.emit('error', toServiceError(error));
    }
  };
}
