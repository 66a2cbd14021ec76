import type { Caller } from '../identity/caller.ts';
import { messageCodec } from '../proto/json-codec.ts';
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

/** One RPC in proto3 JSON. */
export type RestHandler = {
  /** streaming RPCs answer with an array, and put errors into one */
  readonly isStream: boolean;
  /** the field of the request that the body is; null when the body is the request */
  readonly bodyField: 'document' | null;
  run(state: ServerState, caller: Caller, requestJson: unknown): Promise<unknown>;
};

type Rpc<Request, Response> = (state: ServerState, caller: Caller, request: Request) => Promise<Response>;

function one<Request, Response>(
  rpc: Rpc<Request, Response>,
  requestType: string,
  responseType: string | null,
  bodyField: RestHandler['bodyField'] = null,
): RestHandler {
  const request = messageCodec(requestType);
  const response = responseType === null ? null : messageCodec(responseType);
  return {
    isStream: false,
    bodyField,
    run: async (state, caller, json) => {
      // The codec builds exactly the message type it is named after.
      const answer = await rpc(state, caller, request.fromJson(json, '') as Request);
      return response ? response.toJson(answer) : {};
    },
  };
}

function stream<Request, Response>(
  rpc: Rpc<Request, Response[]>,
  requestType: string,
  responseType: string,
): RestHandler {
  const request = messageCodec(requestType);
  const response = messageCodec(responseType);
  return {
    isStream: true,
    bodyField: null,
    run: async (state, caller, json) => {
      const answers = await rpc(state, caller, request.fromJson(json, '') as Request);
      return answers.map((answer) => response.toJson(answer));
    },
  };
}

/** The RPCs REST offers. Listen and Write have no REST form; browsers reach them through WebChannel. */
export const REST_CALLS = {
  get: one(getDocument, 'GetDocumentRequest', 'Document'),
  list: one(listDocuments, 'ListDocumentsRequest', 'ListDocumentsResponse'),
  create: one(createDocument, 'CreateDocumentRequest', 'Document', 'document'),
  update: one(updateDocument, 'UpdateDocumentRequest', 'Document', 'document'),
  delete: one(deleteDocument, 'DeleteDocumentRequest', null),
  batchGet: stream(batchGetDocuments, 'BatchGetDocumentsRequest', 'BatchGetDocumentsResponse'),
  beginTransaction: one(beginTransaction, 'BeginTransactionRequest', 'BeginTransactionResponse'),
  commit: one(commit, 'CommitRequest', 'CommitResponse'),
  rollback: one(rollback, 'RollbackRequest', null),
  runQuery: stream(runQuery, 'RunQueryRequest', 'RunQueryResponse'),
  runAggregationQuery: stream(runAggregationQuery, 'RunAggregationQueryRequest', 'RunAggregationQueryResponse'),
  partitionQuery: one(partitionQuery, 'PartitionQueryRequest', 'PartitionQueryResponse'),
  listCollectionIds: one(listCollectionIds, 'ListCollectionIdsRequest', 'ListCollectionIdsResponse'),
  batchWrite: one(batchWrite, 'BatchWriteRequest', 'BatchWriteResponse'),
  executePipeline: stream<unknown, unknown>(executePipeline, 'ExecutePipelineRequest', 'ExecutePipelineResponse'),
} satisfies Record<string, RestHandler>;

export type RestCall = keyof typeof REST_CALLS;
