import { comparePaths, joinPath, lastSegment, parentPath } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import { Collection } from './collection.ts';
import { IndexSet } from './index-set.ts';
import type { IndexField, OrderedIndex } from './ordered-index.ts';

/** Which documents a query looks at. */
export type CollectionScope = {
  /** document the collections lie below, the empty string for the root */
  readonly parent: string;
  /** the empty string for every collection */
  readonly collectionId: string;
  readonly allDescendants: boolean;
};

/** Whether a document's collection belongs to a scope. */
export function scopeIncludes(scope: CollectionScope, collectionPath: string): boolean {
  if (scope.collectionId !== '' && lastSegment(collectionPath) !== scope.collectionId) return false;
  const parent = parentPath(collectionPath);
  if (!scope.allDescendants) return parent === scope.parent;
  return scope.parent === '' || parent === scope.parent || parent.startsWith(`${scope.parent}/`);
}

/** All collections of a database: by path, by id (for collection groups) and by the document they lie below. */
export class Collections {
  #byPath = new Map<string, Collection>();
  #byId = new Map<string, Map<string, Collection>>();
  #byParent = new Map<string, Map<string, Collection>>();
  #groupIndexes = new Map<string, IndexSet>();

  get(path: string): Collection | undefined {
    return this.#byPath.get(path);
  }

  getOrCreate(path: string): Collection {
    const known = this.#byPath.get(path);
    if (known) return known;
    const collection = new Collection(path, this.#indexesOfGroup(lastSegment(path)));
    this.#byPath.set(path, collection);
    addTo(this.#byId, collection.id, collection);
    addTo(this.#byParent, parentPath(path), collection);
    return collection;
  }

  remove(collection: Collection): void {
    this.#byPath.delete(collection.path);
    removeFrom(this.#byId, collection.id, collection);
    removeFrom(this.#byParent, parentPath(collection.path), collection);
  }

  clear(): void {
    this.#byPath = new Map();
    this.#byId = new Map();
    this.#byParent = new Map();
    this.#groupIndexes = new Map();
  }

  /** The documents of a collection, or of a whole collection group, as they are now, ordered by fields. */
  index(scope: CollectionScope, fields: readonly IndexField[]): OrderedIndex | null {
    if (!scope.allDescendants) {
      return this.#byPath.get(joinPath(scope.parent, scope.collectionId))?.index(fields) ?? null;
    }
    const group = [...(this.#byId.get(scope.collectionId)?.values() ?? [])];
    if (group.length === 0) return null;
    return this.#indexesOfGroup(scope.collectionId).get(fields, function* () {
      for (const collection of group) yield* collection.documents();
    });
  }

  #indexesOfGroup(id: string): IndexSet {
    let indexes = this.#groupIndexes.get(id);
    if (!indexes) {
      indexes = new IndexSet();
      this.#groupIndexes.set(id, indexes);
    }
    return indexes;
  }

  all(): Iterable<Collection> {
    return this.#byPath.values();
  }

  /** The collections of a scope, in no order. */
  inScope(scope: CollectionScope): Collection[] {
    if (!scope.allDescendants && scope.collectionId !== '') {
      const collection = this.#byPath.get(joinPath(scope.parent, scope.collectionId));
      return collection ? [collection] : [];
    }
    const candidates = scope.allDescendants
      ? scope.collectionId === ''
        ? this.#byPath.values()
        : (this.#byId.get(scope.collectionId)?.values() ?? [])
      : this.below(scope.parent);
    return [...candidates].filter((collection) => scopeIncludes(scope, collection.path));
  }

  /** The collections directly below a document (or the root), in no order. */
  below(documentPath: string): Iterable<Collection> {
    return this.#byParent.get(documentPath)?.values() ?? [];
  }

  /** Ids under a collection that have documents somewhere below them, whether or not they exist themselves. */
  idsWithDescendants(collectionPath: string, time?: Micros): string[] {
    const prefix = `${collectionPath}/`;
    const ids = new Set<string>();
    for (const collection of this.#byPath.values()) {
      if (!collection.path.startsWith(prefix) || !hasDocument(collection, time)) continue;
      ids.add(collection.path.slice(prefix.length).split('/', 1)[0] ?? '');
    }
    return [...ids].sort(comparePaths);
  }
}

/** Whether a collection holds at least one document at a time. */
export function hasDocument(collection: Collection, time?: Micros): boolean {
  if (time === undefined) return collection.liveCount > 0;
  return collection.documents({ time }).next().done === false;
}

function addTo(index: Map<string, Map<string, Collection>>, key: string, collection: Collection): void {
  const entry = index.get(key);
  if (entry) entry.set(collection.path, collection);
  else index.set(key, new Map([[collection.path, collection]]));
}

function removeFrom(index: Map<string, Map<string, Collection>>, key: string, collection: Collection): void {
  const entry = index.get(key);
  entry?.delete(collection.path);
  if (entry?.size === 0) index.delete(key);
}
