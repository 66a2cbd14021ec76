import type { Micros } from '../values/timestamp.ts';
import { findNearest } from './find-nearest.ts';
import type { QueryPlan } from './query-plan.ts';
import { type DocumentSource, type QueryResult, runQuery } from './run-query.ts';

/**
 * Runs a query that may be a vector search: its filters choose the documents among which the nearest are sought, offset
 * and limit apply to those found.
 */
export function runQueryOrSearch(source: DocumentSource, plan: QueryPlan, time?: Micros): QueryResult {
  if (!plan.nearest) return runQuery(source, plan, time);
  const searched = runQuery(source, { ...plan, limit: null, offset: 0 }, time);
  const found = findNearest(searched.documents, plan.nearest);
  const end = plan.limit === null ? found.length : plan.offset + plan.limit;
  return { ...searched, documents: found.slice(plan.offset, end), skipped: Math.min(plan.offset, found.length) };
}
