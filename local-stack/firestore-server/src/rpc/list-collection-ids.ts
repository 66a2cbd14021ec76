import type { Caller } from '../identity/caller.ts';
import { compareIds, parseParent } from '../values/resource-path.ts';
import type { Timestamp } from '../values/value.ts';
import { cutPage } from './page.ts';
import { readConsistently } from './read-consistently.ts';
import { openScope, type ServerState } from './server-state.ts';

export type ListCollectionIdsRequest = {
  parent?: string;
  pageSize?: number;
  pageToken?: string;
  readTime?: Timestamp;
};

const MAX_PAGE = 300;

/** Ids of the collections below a document or the root. No rule can grant this to clients. */
export async function listCollectionIds(
  state: ServerState,
  caller: Caller,
  request: ListCollectionIdsRequest,
): Promise<{ collectionIds: string[]; nextPageToken: string }> {
  const { database: databaseName, path } = parseParent(request.parent);
  const scope = openScope(state, caller, databaseName);
  scope.authorizer.assertUnrestricted();
  const { result } = await readConsistently(
    scope,
    request.readTime ? { readTime: request.readTime } : {},
    (exclusive) => ({ kind: 'documents', paths: new Set(), exclusive }),
    (time) => scope.database.collectionIds(path, time),
  );
  scope.operations.reads++;
  const { items, nextPageToken } = cutPage(
    result,
    Math.min(request.pageSize || MAX_PAGE, MAX_PAGE),
    request.pageToken,
    (id) => id,
    (id, key) => compareIds(id, key) > 0,
  );
  return { collectionIds: [...items], nextPageToken };
}
