import type { Caller } from '../identity/caller.ts';
import { planQuery } from '../query/plan-query.ts';
import { queryLock } from '../query/query-scope.ts';
import { runQueryOrSearch } from '../query/run-nearest.ts';
import { projectedFields } from '../query/run-query.ts';
import type { StructuredQuery } from '../query/structured-query.ts';
import { type DocumentMessage, toDocumentMessage } from '../storage/document.ts';
import { parseParent } from '../values/resource-path.ts';
import { timestampFromMicros } from '../values/timestamp.ts';
import type { Timestamp } from '../values/value.ts';
import { type ExplainMetrics, type ExplainOptions, explainMetrics } from './explain-metrics.ts';
import { bytesRead, queryReads } from './operation-counter.ts';
import { type ConsistencySelector, readConsistently } from './read-consistently.ts';
import { openScope, type ServerState } from './server-state.ts';

export type RunQueryRequest = ConsistencySelector & {
  parent?: string;
  structuredQuery?: StructuredQuery;
  explainOptions?: ExplainOptions;
};
export type RunQueryResponse = {
  transaction?: Uint8Array;
  document?: DocumentMessage;
  readTime?: Timestamp;
  skippedResults?: number;
  explainMetrics?: ExplainMetrics;
};

/** Runs a query. An empty result is one response with only the read time. */
export async function runQuery(
  state: ServerState,
  caller: Caller,
  request: RunQueryRequest,
): Promise<RunQueryResponse[]> {
  const scope = openScope(state, caller, parseParent(request.parent).database);
  const { database, authorizer, operations } = scope;
  const query = request.structuredQuery ?? {};
  const plan = planQuery(request.parent, query);
  scope.indexes.assertIndexed(plan);
  const { explainOptions } = request;
  if (explainOptions && !explainOptions.analyze) {
    authorizer.assertList(plan, query);
    return [{ explainMetrics: explainMetrics(plan, null) }];
  }
  const startedAt = performance.now();
  const { result, readTime, begun } = await readConsistently(
    scope,
    request,
    (exclusive) => ({ kind: 'query', query: queryLock(database, plan), exclusive }),
    (time) => {
      authorizer.assertList(plan, query);
      const found = runQueryOrSearch(database, plan, time);
      operations.reads += queryReads(found.documents.length, found.skipped);
      operations.bytesOut += bytesRead(found.documents);
      return found;
    },
  );
  const at = timestampFromMicros(readTime);
  const responses = result.documents.map(
    (document): RunQueryResponse => ({
      document: toDocumentMessage(document, projectedFields(document, plan)),
      readTime: at,
    }),
  );
  if (result.skipped > 0) responses.unshift({ skippedResults: result.skipped, readTime: at });
  if (responses.length === 0) responses.push({ readTime: at });
  const last = responses.at(-1);
  if (explainOptions && last) {
    const reads = queryReads(result.documents.length, result.skipped);
    const spent = { results: result.documents.length, reads, durationMs: performance.now() - startedAt };
    // As in production the metrics are no response of their own.
    last.explainMetrics = explainMetrics(plan, spent);
  }
  if (begun) responses.unshift({ transaction: begun });
  return responses;
}
