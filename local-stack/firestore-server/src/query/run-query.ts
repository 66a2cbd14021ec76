import type { CollectionScope } from '../storage/collections.ts';
import type { StoredDocument } from '../storage/document.ts';
import { type FieldPath, projectFields } from '../values/field-path.ts';
import { joinPath, lastSegment, splitName } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import type { Fields, Value } from '../values/value.ts';
import { type AccessPath, chooseAccessPath } from './access-path.ts';
import { compareDocuments, hasOrderedFields, isWithinCursors } from './document-order.ts';
import { fieldValue, matchesFilter } from './match-filter.ts';
import { isNamePath } from './plan-query.ts';
import type { Cursor, Filter, QueryPlan } from './query-plan.ts';

/** Where a query finds documents: a database, now or at a time. */
export type DocumentSource = {
  document(path: string, time?: Micros): StoredDocument | null;
  /** the documents of a scope in the order of their names */
  documents(
    scope: CollectionScope,
    options: { time?: Micros | undefined; descending?: boolean; fromId?: string },
  ): Iterable<StoredDocument>;
  /** the documents of one collection that have a field now, ordered by it and then by id, from a value on */
  documentsByField(
    collectionPath: string,
    path: FieldPath,
    from: Value | null,
    descending: boolean,
  ): Iterable<StoredDocument>;
};

export type QueryResult = {
  readonly documents: readonly StoredDocument[];
  /** documents passed over for the offset; they are billed as reads */
  readonly skipped: number;
};

/** Runs a query against the documents as they are, or were at `time`. */
export function runQuery(source: DocumentSource, plan: QueryPlan, time?: Micros): QueryResult {
  const matches = allMatches(source, plan, time);
  const documents = plan.offset === 0 ? matches : matches.slice(plan.offset);
  return {
    documents: plan.limit === null ? documents : documents.slice(0, plan.limit),
    skipped: Math.min(plan.offset, matches.length),
  };
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

function allMatches(source: DocumentSource, plan: QueryPlan, time?: Micros): StoredDocument[] {
  const isByName = plan.orders.length === 1;
  // Indexes know the present only; and a query for one name needs none.
  const path = time === undefined && !(plan.filter && nameEquality(plan.filter)) ? chooseAccessPath(plan) : null;
  if (path) {
    const matches = firstMatches(alongIndex(source, plan, path), plan, path.isOrdered);
    return path.isOrdered ? matches : matches.sort((a, b) => compareDocuments(a, b, plan.orders));
  }
  const matches = firstMatches(candidates(source, plan, time), plan, isByName);
  return isByName ? matches : matches.sort((a, b) => compareDocuments(a, b, plan.orders));
}

/** @param isOrdered the documents come in the order of the query: walking ends with the limit, or with the end cursor */
function firstMatches(documents: Iterable<StoredDocument>, plan: QueryPlan, isOrdered: boolean): StoredDocument[] {
  const wanted = isOrdered && plan.limit !== null ? plan.offset + plan.limit : Number.POSITIVE_INFINITY;
  const matches: StoredDocument[] = [];
  if (wanted === 0) return matches;
  for (const document of documents) {
    if (matchesQuery(document, plan)) {
      matches.push(document);
      if (matches.length >= wanted) break;
    } else if (isOrdered && plan.endAt && !isWithinCursors(document, plan.orders, null, plan.endAt)) break;
  }
  return matches;
}

function* alongIndex(source: DocumentSource, plan: QueryPlan, path: AccessPath): Generator<StoredDocument> {
  const { parent, collectionId } = plan.scope;
  const documents = source.documentsByField(joinPath(parent, collectionId), path.field, path.from, path.isDescending);
  for (const document of documents) {
    const value = fieldValue(document, path.field);
    if (value !== undefined && path.isPast(value)) return;
    yield document;
  }
}

/** The documents to look at: one, when the name is given, else the scope from the start cursor on. */
function candidates(source: DocumentSource, plan: QueryPlan, time?: Micros): Iterable<StoredDocument> {
  const { scope, orders } = plan;
  const byName = plan.filter ? nameEquality(plan.filter) : null;
  if (byName !== null && !scope.allDescendants) {
    const path = splitName(byName)?.path ?? '';
    const expected = scope.parent === '' ? scope.collectionId : `${scope.parent}/${scope.collectionId}`;
    const document = path.slice(0, path.lastIndexOf('/')) === expected ? source.document(path, time) : null;
    return document ? [document] : [];
  }
  const descending = orders.length === 1 && orders[0]?.isDescending === true;
  const fromId =
    orders.length === 1 && !scope.allDescendants && plan.startAt ? cursorId(plan.startAt, plan) : undefined;
  return source.documents(scope, { time, descending, ...(fromId === undefined ? {} : { fromId }) });
}

/** The id a cursor by name starts at, if it names a document of the very collection. */
function cursorId(cursor: Cursor, plan: QueryPlan): string | undefined {
  const [value] = cursor.values;
  if (!value || !('referenceValue' in value)) return undefined;
  const path = splitName(value.referenceValue)?.path ?? '';
  const { parent, collectionId } = plan.scope;
  const prefix = parent === '' ? `${collectionId}/` : `${parent}/${collectionId}/`;
  const id = lastSegment(path);
  return path === prefix + id ? id : undefined;
}

/** The name every match must have, when the filter says so. */
function nameEquality(filter: Filter): string | null {
  if (filter.kind === 'and') {
    for (const inner of filter.filters) {
      const name = nameEquality(inner);
      if (name !== null) return name;
    }
    return null;
  }
  if (filter.kind !== 'field' || filter.op !== 'EQUAL' || !isNamePath(filter.path)) return null;
  return 'referenceValue' in filter.value ? filter.value.referenceValue : null;
}
