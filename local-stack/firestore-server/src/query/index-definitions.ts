import { type FieldPath, formatFieldPath, parseFieldPath } from '../values/field-path.ts';

export type IndexScope = 'COLLECTION' | 'COLLECTION_GROUP';
export type IndexedField = { readonly field: string; readonly kind: 'ASCENDING' | 'DESCENDING' | 'CONTAINS' };

/** An index over several fields of one collection id. Field paths are in their canonical text form. */
export type CompositeIndex = {
  readonly collectionId: string;
  readonly scope: IndexScope;
  readonly fields: readonly IndexedField[];
};

/** Which indexes of one field exist, in place of the automatic ones. */
type FieldOverride = { readonly scope: IndexScope; readonly kind: IndexedField['kind'] }[];

/** The indexes of a database: those of `firestore.indexes.json`, and the automatic ones over single fields. */
export class IndexDefinitions {
  readonly composites: readonly CompositeIndex[];
  readonly #overrides: ReadonlyMap<string, FieldOverride>;

  constructor(composites: readonly CompositeIndex[], overrides: ReadonlyMap<string, FieldOverride>) {
    this.composites = composites;
    this.#overrides = overrides;
  }

  /** Whether a single field has an index of a kind. Collection groups have none unless the file says so. */
  hasSingleField(collectionId: string, scope: IndexScope, field: string, kind: IndexedField['kind']): boolean {
    for (const key of [`${collectionId}/${field}`, `${collectionId}/*`]) {
      const override = this.#overrides.get(key);
      if (override) return override.some((index) => index.scope === scope && index.kind === kind);
    }
    return scope === 'COLLECTION';
  }
}

/**
 * Reads the text of a `firestore.indexes.json`.
 * @see https://firebase.google.com/docs/reference/firestore/indexes
 * @throws Error with a sentence when the text has another form
 */
export function parseIndexDefinitions(text: string): IndexDefinitions {
  const file = Object(JSON.parse(text));
  const composites = listOf(file.indexes, 'indexes')
    .filter(isNoVectorIndex)
    .map((entry): CompositeIndex => {
      const { collectionGroup, queryScope, fields } = Object(entry);
      if (typeof collectionGroup !== 'string')
        throw new Error('An index in the indexes file has no "collectionGroup".');
      return {
        collectionId: collectionGroup,
        scope: readScope(queryScope),
        fields: listOf(fields, 'fields').map(readField),
      };
    });
  const overrides = new Map<string, FieldOverride>();
  for (const entry of listOf(file.fieldOverrides ?? [], 'fieldOverrides')) {
    const { collectionGroup, fieldPath, indexes } = Object(entry);
    if (typeof collectionGroup !== 'string' || typeof fieldPath !== 'string') {
      throw new Error('A field override in the indexes file needs "collectionGroup" and "fieldPath".');
    }
    // Without the list the override is about something else (a time to live), and the automatic indexes stay.
    if (indexes === undefined) continue;
    const kinds = listOf(indexes, 'indexes').map((index) => ({
      scope: readScope(Object(index).queryScope),
      kind: readKind(Object(index)),
    }));
    overrides.set(`${collectionGroup}/${fieldPath === '*' ? '*' : canonicalPath(parseFieldPath(fieldPath))}`, kinds);
  }
  return new IndexDefinitions(composites, overrides);
}

export const canonicalPath = (path: FieldPath): string => formatFieldPath(path);

/** Vector indexes serve no other queries. */
function isNoVectorIndex(entry: unknown): boolean {
  const { fields } = Object(entry);
  return !Array.isArray(fields) || fields.every((field) => Object(field).vectorConfig === undefined);
}

function readField(entry: unknown): IndexedField {
  const { fieldPath } = Object(entry);
  if (typeof fieldPath !== 'string') throw new Error('A field of an index in the indexes file has no "fieldPath".');
  return { field: canonicalPath(parseFieldPath(fieldPath)), kind: readKind(Object(entry)) };
}

function readKind({ order, arrayConfig }: { order?: unknown; arrayConfig?: unknown }): IndexedField['kind'] {
  if (arrayConfig === 'CONTAINS') return 'CONTAINS';
  if (order === 'DESCENDING') return 'DESCENDING';
  if (order === 'ASCENDING') return 'ASCENDING';
  throw new Error('A field in the indexes file needs "order" ASCENDING or DESCENDING, or "arrayConfig" CONTAINS.');
}

function readScope(scope: unknown): IndexScope {
  return scope === 'COLLECTION_GROUP' ? 'COLLECTION_GROUP' : 'COLLECTION';
}

function listOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`The indexes file must have a list "${name}".`);
}
