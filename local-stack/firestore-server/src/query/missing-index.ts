import type { FieldPath } from '../values/field-path.ts';
import { conjunctions } from './conjunctions.ts';
import { type CompositeIndex, canonicalPath, type IndexDefinitions, type IndexedField } from './index-definitions.ts';
import { isInequality } from './plan-filter.ts';
import { isNamePath } from './plan-query.ts';
import type { LeafFilter, Order, QueryPlan } from './query-plan.ts';

/** What one conjunction of a query asks of indexes: fields that are fixed, then fields in order. */
type Demand = {
  readonly fixed: readonly IndexedField[];
  readonly sorted: readonly IndexedField[];
  readonly nameKind: Kind;
};
type Kind = 'ASCENDING' | 'DESCENDING';

/**
 * The index production would ask for, or null when the query can run. A query runs when every conjunction of its filter
 * is served by indexes that all end in the query's order and together begin with all its equalities.
 * @param aggregated fields summed or averaged; they have to be in the index as well
 * @see https://firebase.google.com/docs/firestore/query-data/index-overview "Taking advantage of index merging"
 */
export function missingIndex(
  plan: QueryPlan,
  definitions: IndexDefinitions,
  aggregated: readonly FieldPath[] = [],
): CompositeIndex | null {
  const { collectionId, allDescendants } = plan.scope;
  if (collectionId === '') return null;
  const scope = allDescendants ? 'COLLECTION_GROUP' : 'COLLECTION';
  for (const leaves of conjunctions(plan.filter)) {
    if (leaves.some((leaf) => isNamePath(leaf.path) && !isInequality(leaf))) continue;
    const demand = demandOf(leaves, plan.orders, aggregated);
    const candidates = [
      ...definitions.composites.filter((index) => index.collectionId === collectionId && index.scope === scope),
      ...singleFields(demand)
        .filter(({ field, kind }) => definitions.hasSingleField(collectionId, scope, field, kind))
        .map((field): CompositeIndex => ({ collectionId, scope, fields: [field] })),
    ];
    if (!isServed(demand, candidates)) return { collectionId, scope, fields: [...demand.fixed, ...demand.sorted] };
  }
  return null;
}

/** The sentence of the refusal, with the entry that would let the query run. */
export function describeMissingIndex({ collectionId, scope, fields }: CompositeIndex): string {
  const entries = fields.map(({ field, kind }) =>
    kind === 'CONTAINS' ? { fieldPath: field, arrayConfig: kind } : { fieldPath: field, order: kind },
  );
  const [only] = entries;
  if (only && entries.length === 1) {
    const { fieldPath, ...index } = only;
    const override = { collectionGroup: collectionId, fieldPath, indexes: [{ ...index, queryScope: scope }] };
    return `The query requires an index. Add it to "fieldOverrides" of firestore.indexes.json: ${JSON.stringify(override)}`;
  }
  const entry = { collectionGroup: collectionId, queryScope: scope, fields: entries };
  return `The query requires an index. Add it to "indexes" of firestore.indexes.json: ${JSON.stringify(entry)}`;
}

function demandOf(leaves: readonly LeafFilter[], orders: readonly Order[], aggregated: readonly FieldPath[]): Demand {
  const fixed = new Map<string, IndexedField>();
  for (const leaf of leaves) {
    if (isInequality(leaf) || isNamePath(leaf.path)) continue;
    const field = canonicalPath(leaf.path);
    const isContains = leaf.op === 'ARRAY_CONTAINS' || leaf.op === 'ARRAY_CONTAINS_ANY';
    fixed.set(`${field} ${isContains}`, { field, kind: isContains ? 'CONTAINS' : 'ASCENDING' });
  }
  const isFixed = (field: string): boolean => fixed.has(`${field} false`);
  const sorted: IndexedField[] = [];
  for (const { path, isDescending } of orders) {
    const field = canonicalPath(path);
    // A field that is equal in all results says nothing about their order.
    if (!isNamePath(path) && !isFixed(field)) sorted.push({ field, kind: isDescending ? 'DESCENDING' : 'ASCENDING' });
  }
  const nameKind = orders[orders.length - 1]?.isDescending ? 'DESCENDING' : 'ASCENDING';
  for (const path of aggregated) {
    const field = canonicalPath(path);
    if (!isFixed(field) && !sorted.some((other) => other.field === field)) sorted.push({ field, kind: nameKind });
  }
  return { fixed: [...fixed.values()], sorted, nameKind };
}

function singleFields({ fixed, sorted }: Demand): IndexedField[] {
  return [...fixed, ...sorted].flatMap(({ field, kind }): IndexedField[] => {
    if (kind === 'CONTAINS') return [{ field, kind }];
    return [
      { field, kind: 'ASCENDING' },
      { field, kind: 'DESCENDING' },
    ];
  });
}

function isServed(demand: Demand, candidates: readonly CompositeIndex[]): boolean {
  if (demand.fixed.length === 0 && demand.sorted.length === 0) return true;
  const covered = new Set<IndexedField>();
  let hasAny = false;
  for (const { fields } of candidates) {
    const begun = servedBy(demand, fields);
    if (!begun) continue;
    hasAny = true;
    for (const field of begun) covered.add(field);
  }
  return hasAny && covered.size === demand.fixed.length;
}

/** The equalities an index begins with, if the rest of it is the order of the query; null when it does not serve. */
function servedBy({ fixed, sorted, nameKind }: Demand, fields: readonly IndexedField[]): IndexedField[] | null {
  const last = fields[fields.length - 1];
  const explicitName = last?.field === '__name__' ? last : null;
  const named = explicitName ? fields.slice(0, -1) : fields;
  const prefix = named.slice(0, named.length - sorted.length);
  const suffix = named.slice(prefix.length);
  if (suffix.length !== sorted.length) return null;
  const begun: IndexedField[] = [];
  for (const { field, kind } of prefix) {
    const match = fixed.find((want) => want.field === field && (want.kind === 'CONTAINS') === (kind === 'CONTAINS'));
    if (!match || begun.includes(match)) return null;
    begun.push(match);
  }
  if (sorted.length === 0) return begun;
  // An index may be walked from either end, which turns all its directions round at once, that of the name included.
  const nameInIndex = explicitName?.kind ?? suffix[suffix.length - 1]?.kind;
  const isReversed = nameInIndex !== nameKind;
  const fits = sorted.every(({ field, kind }, i) => {
    const found = suffix[i];
    return found?.field === field && found.kind !== 'CONTAINS' && (found.kind !== kind) === isReversed;
  });
  return fits ? begun : null;
}
