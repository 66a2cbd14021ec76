import type { Caller } from '../identity/caller.ts';
import { isNamePath, planQuery } from '../query/plan-query.ts';
import { queryLock } from '../query/query-scope.ts';
import { runQuery } from '../query/run-query.ts';
import type { CursorMessage, StructuredQuery } from '../query/structured-query.ts';
import { comparePaths, parseParent } from '../values/resource-path.ts';
import { invalidArgument } from '../values/status.ts';
import type { Timestamp } from '../values/value.ts';
import { queryReads } from './operation-counter.ts';
import { cutPage } from './page.ts';
import { readConsistently } from './read-consistently.ts';
import { openScope, type ServerState } from './server-state.ts';

export type PartitionQueryRequest = {
  parent?: string;
  structuredQuery?: StructuredQuery;
  partitionCount?: string | number;
  pageSize?: number;
  pageToken?: string;
  readTime?: Timestamp;
};

const MAX_PAGE = 300;

/** Splits a collection group into parts of about the same number of documents, at names where one part ends. */
export async function partitionQuery(
  state: ServerState,
  caller: Caller,
  request: PartitionQueryRequest,
): Promise<{ partitions: CursorMessage[]; nextPageToken: string }> {
  const scope = openScope(state, caller, parseParent(request.parent).database);
  const query = request.structuredQuery ?? {};
  const plan = planQuery(request.parent, query);
  const wanted = Number(request.partitionCount ?? 0);
  if (!Number.isInteger(wanted) || wanted <= 0) throw invalidArgument('The partition count must be greater than zero.');
  const [order] = plan.orders;
  if (!plan.scope.allDescendants || plan.filter || !order || !isNamePath(order.path) || order.isDescending) {
    throw invalidArgument(
      'Only a collection group ordered by __name__ ascending, without filters, can be partitioned.',
    );
  }
  scope.authorizer.assertUnrestricted();
  const { result } = await readConsistently(
    scope,
    request.readTime ? { readTime: request.readTime } : {},
    (exclusive) => ({ kind: 'query', query: queryLock(scope.database, plan), exclusive }),
    (time) => runQuery(scope.database, plan, time),
  );
  scope.operations.reads += queryReads(0);
  const step = Math.max(1, Math.ceil(result.documents.length / (wanted + 1)));
  const splits = result.documents.filter((_, index) => index > 0 && index % step === 0).map(({ name }) => name);
  const { items, nextPageToken } = cutPage(
    splits,
    Math.min(request.pageSize || MAX_PAGE, MAX_PAGE),
    request.pageToken,
    (name) => name,
    (name, key) => comparePaths(name, key) > 0,
  );
  return { partitions: items.map((name) => ({ values: [{ referenceValue: name }], before: true })), nextPageToken };
}
