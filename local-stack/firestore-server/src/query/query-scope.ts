import { type CollectionScope, scopeIncludes } from '../storage/collections.ts';
import type { DocumentChange } from '../storage/document.ts';
import type { QueryLock } from '../storage/lock-claims.ts';
import { parentPath } from '../values/resource-path.ts';
import type { QueryPlan } from './query-plan.ts';
import { type DocumentSource, matchesQuery } from './run-query.ts';

/** One text per collection or collection group, so that queries over the same documents find each other. */
export function scopeKey(scope: CollectionScope): string {
  return `${scope.allDescendants ? 'group' : 'collection'}:${scope.parent}:${scope.collectionId}`;
}

/** Whether a change may alter the result of a query: the document matches before or after it. */
export function isTouchedBy(plan: QueryPlan, change: DocumentChange): boolean {
  if (!scopeIncludes(plan.scope, parentPath(change.path))) return false;
  if (change.before && matchesQuery(change.before, plan)) return true;
  return change.after !== null && matchesQuery(change.after, plan);
}

/** What a transaction locks when it runs a query: every document the query matches or could come to match. */
export function queryLock(source: DocumentSource, plan: QueryPlan): QueryLock {
  return {
    scopeKey: scopeKey(plan.scope),
    matchesNow: (path) => {
      if (!scopeIncludes(plan.scope, parentPath(path))) return false;
      const document = source.document(path);
      return document !== null && matchesQuery(document, plan);
    },
    isTouchedBy: (change) => isTouchedBy(plan, change),
  };
}
