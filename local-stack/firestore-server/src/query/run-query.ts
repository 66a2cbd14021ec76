import { type CollectionScope, scopeIncludes } from '../storage/collections.ts';
import type { StoredDocument } from '../storage/document.ts';
import type { IndexEntry, IndexField, PlaceInRange } from '../storage/ordered-index.ts';
import { projectFields } from '../values/field-path.ts';
import { parentPath } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import type { Fields } from '../values/value.ts';
import { type AccessPath, accessPaths } from './access-path.ts';
import { compareDocuments, hasOrderedFields, isWithinCursors } from './document-order.ts';
import { matchesFilter } from './match-filter.ts';
import { mergeOrdered } from './merge-ordered.ts';
import type { QueryPlan } from './query-plan.ts';

/** Where a query finds documents: a database, now or at a time. */
export type DocumentSource = {
  document(path: string, time?: Micros): StoredDocument | null;
  /** all documents of a scope */
  documents(scope: CollectionScope, options: { time?: Micros | undefined }): Iterable<StoredDocument>;
  /** a stretch of the index over some fields, of the documents as they are now */
  indexEntries(
    scope: CollectionScope,
    fields: readonly IndexField[],
    place: PlaceInRange,
    backwards: boolean,
  ): Iterable<IndexEntry>;
  /** the documents of a scope as they were at a time, of those that were replaced or deleted since */
  replacedDocuments(scope: CollectionScope, time: Micros): Iterable<StoredDocument>;
};

export type QueryResult = {
  readonly documents: readonly StoredDocument[];
  /** documents passed over for the offset; they are billed as reads */
  readonly skipped: number;
  /** what had to be looked at to find them: index entries, documents by name, and the changes since a past time */
  readonly entriesVisited: number;
};

/**
 * Runs a query against the documents as they are, or were at `time`. It costs what it finds, whatever else the
 * collection holds; only conditions that no index can fix (`!=`, `not-in`, ranges of a second field) are looked through.
 */
export function runQuery(source: DocumentSource, plan: QueryPlan, time?: Micros): QueryResult {
  const { offset, limit } = plan;
  const visited = { count: 0 };
  const documents: StoredDocument[] = [];
  let skipped = 0;
  if (limit !== null && offset + limit === 0) return { documents, skipped, entriesVisited: 0 };
  for (const document of matchesInOrder(source, plan, time, visited)) {
    if (skipped < offset) skipped++;
    else documents.push(document);
    if (limit !== null && skipped + documents.length === offset + limit) break;
  }
  return { documents, skipped, entriesVisited: visited.count };
}

/**
 * Whether a document belongs to a query, limits and offset aside. The caller knows that its collection is in scope.
 */
export function matchesQuery(document: StoredDocument, plan: QueryPlan): boolean {
  return (
    (plan.filter === null || matchesFilter(document, plan.filter)) &&
    hasOrderedFields(document, plan.orders) &&
    isWithinCursors(document, plan.orders, plan.startAt, plan.endAt)
  );
}

/** The fields a query returns of a document. */
export function projectedFields(document: StoredDocument, plan: QueryPlan): Fields {
  return plan.projection === null ? document.fields : projectFields(document.fields, plan.projection);
}

function matchesInOrder(
  source: DocumentSource,
  plan: QueryPlan,
  time: Micros | undefined,
  visited: { count: number },
): Iterable<StoredDocument> {
  const { scope, orders } = plan;
  const inOrder = (a: StoredDocument, b: StoredDocument): number => compareDocuments(a, b, orders);
  const allOf = (documents: Iterable<StoredDocument>): StoredDocument[] => {
    const matches: StoredDocument[] = [];
    for (const document of documents) {
      visited.count++;
      if (matchesQuery(document, plan)) matches.push(document);
    }
    return matches.sort(inOrder);
  };
  // Every collection at once: only deletions of whole trees ask this, by name, and want nearly everything.
  if (scope.collectionId === '') return allOf(source.documents(scope, { time }));
  const found: Iterable<StoredDocument>[] = accessPaths(plan).map((path) => along(source, plan, path, time, visited));
  // Indexes know the present only. A time before it sees what is unchanged since, and the former selves of the rest.
  if (time !== undefined) found.push(allOf(source.replacedDocuments(scope, time)));
  return mergeOrdered(found, inOrder);
}

function* along(
  source: DocumentSource,
  plan: QueryPlan,
  path: AccessPath,
  time: Micros | undefined,
  visited: { count: number },
): Generator<StoredDocument> {
  const { scope } = plan;
  if (path.kind === 'document') {
    const document = scopeIncludes(scope, parentPath(path.path)) ? source.document(path.path, time) : null;
    visited.count++;
    if (document && matchesQuery(document, plan)) yield document;
    return;
  }
  for (const { document } of source.indexEntries(scope, path.fields, path.place, path.backwards)) {
    visited.count++;
    if (time !== undefined && document.updateTime > time) continue;
    if (scope.allDescendants && !scopeIncludes(scope, parentPath(document.path))) continue;
    if (matchesQuery(document, plan)) yield document;
  }
}
