import type { QueryPlan } from '../query/query-plan.ts';
import { formatFieldPath } from '../values/field-path.ts';

/** google.firestore.v1.ExplainOptions */
export type ExplainOptions = { analyze?: boolean };

type StructMessage = { fields: Record<string, { stringValue: string }> };

/** google.firestore.v1.ExplainMetrics */
export type ExplainMetrics = {
  planSummary: { indexesUsed: StructMessage[] };
  executionStats?: {
    resultsReturned: string;
    executionDuration: { seconds: string; nanos: number };
    readOperations: string;
    debugStats: StructMessage;
  };
};

const NANOS_PER_MS = 1_000_000;
const MS_PER_SECOND = 1000;

/**
 * The answer to `explain()`: the index production would use, named by the query's orders, and what the run cost.
 * @param spent null when the query was only planned
 */
export function explainMetrics(
  plan: QueryPlan,
  spent: { results: number; reads: number; durationMs: number } | null,
): ExplainMetrics {
  const { nearest } = plan;
  const properties = nearest
    ? [`${formatFieldPath(nearest.path)} VECTOR<${nearest.vector.length}>`]
    : plan.orders.map(({ path, isDescending }) => `${formatFieldPath(path)} ${isDescending ? 'DESC' : 'ASC'}`);
  const index = {
    fields: {
      query_scope: { stringValue: plan.scope.allDescendants ? 'Collection Group' : 'Collection' },
      properties: { stringValue: `(${properties.join(', ')})` },
    },
  };
  const planSummary = { indexesUsed: [index] };
  if (!spent) return { planSummary };
  const seconds = Math.floor(spent.durationMs / MS_PER_SECOND);
  return {
    planSummary,
    executionStats: {
      resultsReturned: String(spent.results),
      executionDuration: {
        seconds: String(seconds),
        nanos: Math.floor((spent.durationMs - seconds * MS_PER_SECOND) * NANOS_PER_MS),
      },
      readOperations: String(spent.reads),
      debugStats: {
        fields: {
          documents_scanned: { stringValue: String(spent.reads) },
          index_entries_scanned: { stringValue: String(spent.reads) },
        },
      },
    },
  };
}
