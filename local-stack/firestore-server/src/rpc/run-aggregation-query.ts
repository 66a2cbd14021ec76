import type { Caller } from '../identity/caller.ts';
import { aggregate, planAggregations } from '../query/aggregate.ts';
import { planQuery } from '../query/plan-query.ts';
import { queryLock } from '../query/query-scope.ts';
import { runQueryOrSearch } from '../query/run-nearest.ts';
import type { StructuredAggregationQuery } from '../query/structured-query.ts';
import { parseParent } from '../values/resource-path.ts';
import { timestampFromMicros } from '../values/timestamp.ts';
import type { Fields, Timestamp } from '../values/value.ts';
import { type ExplainMetrics, type ExplainOptions, explainMetrics } from './explain-metrics.ts';
import { aggregationReads } from './operation-counter.ts';
import { type ConsistencySelector, readConsistently } from './read-consistently.ts';
import { openScope, type ServerState } from './server-state.ts';

export type RunAggregationQueryRequest = ConsistencySelector & {
  parent?: string;
  structuredAggregationQuery?: StructuredAggregationQuery;
  explainOptions?: ExplainOptions;
};
export type RunAggregationQueryResponse = {
  result?: { aggregateFields: Fields };
  transaction?: Uint8Array;
  readTime?: Timestamp;
  explainMetrics?: ExplainMetrics;
};

/** Counts, sums and averages over a query. */
export async function runAggregationQuery(
  state: ServerState,
  caller: Caller,
  request: RunAggregationQueryRequest,
): Promise<RunAggregationQueryResponse[]> {
  const scope = openScope(state, caller, parseParent(request.parent).database);
  const { database, authorizer, operations } = scope;
  const query = request.structuredAggregationQuery?.structuredQuery ?? {};
  const plan = planQuery(request.parent, query);
  const aggregations = planAggregations(request.structuredAggregationQuery?.aggregations);
  scope.indexes.assertIndexed(plan, aggregations);
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
      const { documents, skipped } = runQueryOrSearch(database, plan, time);
      const reads = aggregationReads(documents.length + skipped);
      operations.reads += reads;
      return { aggregateFields: aggregate(documents, aggregations), reads };
    },
  );
  const response: RunAggregationQueryResponse = {
    result: { aggregateFields: result.aggregateFields },
    readTime: timestampFromMicros(readTime),
  };
  if (explainOptions) {
    const spent = { results: 1, reads: result.reads, durationMs: performance.now() - startedAt };
    response.explainMetrics = explainMetrics(plan, spent);
  }
  return begun ? [{ transaction: begun }, response] : [response];
}
