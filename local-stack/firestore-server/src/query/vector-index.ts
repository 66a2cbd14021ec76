import { formatFieldPath, parseFieldPath } from '../values/field-path.ts';
import type { IndexScope } from './index-definitions.ts';
import { fieldFilters } from './plan-filter.ts';
import { isNamePath } from './plan-query.ts';
import type { QueryPlan } from './query-plan.ts';

/** An index for vector search: fields of filters, then the vector. Field paths are in their canonical text form. */
export type VectorIndex = {
  readonly collectionId: string;
  readonly scope: IndexScope;
  readonly filtered: readonly string[];
  readonly vectorField: string;
  readonly dimension: number;
};

/** The vector indexes in the text of a `firestore.indexes.json`: entries with a `vectorConfig`. */
export function parseVectorIndexes(text: string): VectorIndex[] {
  const { indexes } = Object(JSON.parse(text));
  const found: VectorIndex[] = [];
  for (const entry of Array.isArray(indexes) ? indexes : []) {
    const { collectionGroup, queryScope, fields } = Object(entry);
    const filtered: string[] = [];
    for (const field of Array.isArray(fields) ? fields : []) {
      const { fieldPath, vectorConfig } = Object(field);
      const name = formatFieldPath(parseFieldPath(String(fieldPath)));
      if (vectorConfig === undefined) filtered.push(name);
      else {
        const dimension = Number(Object(vectorConfig).dimension);
        const scope = queryScope === 'COLLECTION_GROUP' ? 'COLLECTION_GROUP' : 'COLLECTION';
        found.push({ collectionId: String(collectionGroup), scope, filtered, vectorField: name, dimension });
      }
    }
  }
  return found;
}

/** The vector index production would ask for, or null when the query has one or is no vector search. */
export function missingVectorIndex(plan: QueryPlan, indexes: readonly VectorIndex[]): VectorIndex | null {
  const { nearest, scope: queried } = plan;
  if (!nearest) return null;
  const leaves = plan.filter ? fieldFilters(plan.filter) : [];
  const filtered = leaves.filter((leaf) => !isNamePath(leaf.path)).map((leaf) => formatFieldPath(leaf.path));
  const wanted: VectorIndex = {
    collectionId: queried.collectionId,
    scope: queried.allDescendants ? 'COLLECTION_GROUP' : 'COLLECTION',
    filtered: [...new Set(filtered)],
    vectorField: formatFieldPath(nearest.path),
    dimension: nearest.vector.length,
  };
  const isServed = indexes.some(
    (index) =>
      index.collectionId === wanted.collectionId &&
      index.scope === wanted.scope &&
      index.vectorField === wanted.vectorField &&
      index.dimension === wanted.dimension &&
      index.filtered.length === wanted.filtered.length &&
      wanted.filtered.every((field) => index.filtered.includes(field)),
  );
  return isServed ? null : wanted;
}

/** The sentence of the refusal, which begins as production's, with the entry that would let the query run. */
export function describeMissingVectorIndex(index: VectorIndex): string {
  const fields = [
    ...index.filtered.map((fieldPath) => ({ fieldPath, order: 'ASCENDING' })),
    { fieldPath: index.vectorField, vectorConfig: { dimension: index.dimension, flat: {} } },
  ];
  const entry = { collectionGroup: index.collectionId, queryScope: index.scope, fields };
  return `Missing vector index configuration. Add it to "indexes" of firestore.indexes.json: ${JSON.stringify(entry)}`;
}
