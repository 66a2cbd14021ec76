import type { Caller } from '../identity/caller.ts';
import { compareDocuments } from '../query/document-order.ts';
import { planQuery } from '../query/plan-query.ts';
import { queryLock } from '../query/query-scope.ts';
import { runQuery } from '../query/run-query.ts';
import type { StructuredQuery } from '../query/structured-query.ts';
import type { DocumentMessage, StoredDocument } from '../storage/document.ts';
import type { DocumentMask } from '../storage/write.ts';
import { compareIds, joinPath, lastSegment, parseParent } from '../values/resource-path.ts';
import { invalidArgument } from '../values/status.ts';
import { maskedDocument } from './masked-document.ts';
import { bytesRead, queryReads } from './operation-counter.ts';
import { cutPage } from './page.ts';
import { type ConsistencySelector, readConsistently } from './read-consistently.ts';
import { openScope, type ServerState } from './server-state.ts';

export type ListDocumentsRequest = ConsistencySelector & {
  parent?: string;
  collectionId?: string;
  pageSize?: number;
  pageToken?: string;
  orderBy?: string;
  mask?: DocumentMask;
  showMissing?: boolean;
};

/** As in production: 20 unless asked for more, never more than 300. */
const DEFAULT_PAGE = 20;
const MAX_PAGE = 300;

type Entry = { readonly id: string; readonly document: StoredDocument | null };

/**
 * Lists a collection, by name or by `orderBy`. With `showMissing` it includes documents that do not exist but have
 * documents below them; those have a name and nothing else.
 */
export async function listDocuments(
  state: ServerState,
  caller: Caller,
  request: ListDocumentsRequest,
): Promise<{ documents: DocumentMessage[]; nextPageToken: string }> {
  const { database: databaseName, path: parent } = parseParent(request.parent);
  const scope = openScope(state, caller, databaseName);
  const { database, authorizer, operations } = scope;
  if (request.showMissing && request.orderBy) throw invalidArgument('show_missing cannot be combined with order_by.');
  const query: StructuredQuery = {
    from: [{ collectionId: request.collectionId ?? '' }],
    ...orderClause(request.orderBy),
  };
  const plan = planQuery(request.parent, query);
  const collectionPath = joinPath(parent, request.collectionId ?? '');

  const { result } = await readConsistently(
    scope,
    request,
    (exclusive) => ({ kind: 'query', query: queryLock(database, plan), exclusive }),
    (time): Entry[] => {
      authorizer.assertList(plan, query);
      const entries = runQuery(database, plan, time).documents.map(
        (document): Entry => ({ id: lastSegment(document.path), document }),
      );
      if (!request.showMissing) return entries;
      const missing = database.missingDocumentIds(collectionPath, time).map((id): Entry => ({ id, document: null }));
      return [...entries, ...missing].sort((a, b) => compareIds(a.id, b.id));
    },
  );

  const isAfter = (entry: Entry, key: string): boolean => {
    const anchor = request.orderBy ? database.document(joinPath(collectionPath, key)) : null;
    if (anchor && entry.document) return compareDocuments(entry.document, anchor, plan.orders) > 0;
    return compareIds(entry.id, key) > 0;
  };
  const pageSize = Math.min(request.pageSize || DEFAULT_PAGE, MAX_PAGE);
  const { items, nextPageToken } = cutPage(result, pageSize, request.pageToken, ({ id }) => id, isAfter);
  operations.reads += queryReads(items.length);
  operations.bytesOut += bytesRead(items.map(({ document }) => document));
  const documents = items.map(({ id, document }) =>
    document ? maskedDocument(document, request.mask) : { name: database.nameOf(joinPath(collectionPath, id)) },
  );
  return { documents, nextPageToken };
}

/** Reads `a desc, b.c`, the form of the REST parameter. */
function orderClause(orderBy: string | undefined): Pick<StructuredQuery, 'orderBy'> {
  if (!orderBy) return {};
  const clauses = orderBy.split(',').map((clause) => {
    const [fieldPath = '', direction = 'asc', ...rest] = clause.trim().split(/\s+/);
    if (rest.length > 0 || !/^(?:asc|desc)$/i.test(direction))
      throw invalidArgument(`Cannot read the order "${clause}".`);
    const isDescending = direction.toLowerCase() === 'desc';
    return { field: { fieldPath }, direction: isDescending ? ('DESCENDING' as const) : ('ASCENDING' as const) };
  });
  return { orderBy: clauses };
}
