import { scopeIncludes } from '../storage/collections.ts';
import type { DocumentChange } from '../storage/document.ts';
import { joinPath, lastSegment, parentPath } from '../values/resource-path.ts';
import type { Target } from './target.ts';

/**
 * Finds the targets that a changed document may concern: by its collection, its collection group and its name. A write
 * costs nothing for listeners elsewhere.
 */
export class TargetIndex<Owner> {
  readonly #owners = new Map<Target, Owner>();
  readonly #byCollection = new Map<string, Set<Target>>();
  readonly #byGroup = new Map<string, Set<Target>>();
  readonly #byDocument = new Map<string, Set<Target>>();

  get size(): number {
    return this.#owners.size;
  }

  add(target: Target, owner: Owner): void {
    this.#owners.set(target, owner);
    for (const [index, key] of this.#places(target)) {
      const targets = index.get(key);
      if (targets) targets.add(target);
      else index.set(key, new Set([target]));
    }
  }

  remove(target: Target): void {
    this.#owners.delete(target);
    for (const [index, key] of this.#places(target)) {
      const targets = index.get(key);
      targets?.delete(target);
      if (targets?.size === 0) index.delete(key);
    }
  }

  /** The changes sorted by whom they may concern. Only the targets know whether they really do. */
  concerned(changes: readonly DocumentChange[]): Map<Owner, Map<Target, DocumentChange[]>> {
    const byOwner = new Map<Owner, Map<Target, DocumentChange[]>>();
    for (const change of changes) {
      for (const target of this.#candidates(change.path)) {
        const owner = this.#owners.get(target);
        if (owner === undefined) continue;
        let targets = byOwner.get(owner);
        if (!targets) {
          targets = new Map();
          byOwner.set(owner, targets);
        }
        const concerning = targets.get(target);
        if (concerning) concerning.push(change);
        else targets.set(target, [change]);
      }
    }
    return byOwner;
  }

  owners(): Set<Owner> {
    return new Set(this.#owners.values());
  }

  *#candidates(path: string): Generator<Target> {
    const collection = parentPath(path);
    yield* this.#byDocument.get(path) ?? [];
    yield* this.#byCollection.get(collection) ?? [];
    // The empty id stands for groups over all collections, and for all collections of one parent.
    for (const id of [lastSegment(collection), '']) {
      for (const target of this.#byGroup.get(id) ?? []) {
        if (target.subject.kind === 'query' && scopeIncludes(target.subject.plan.scope, collection)) yield target;
      }
    }
  }

  #places(target: Target): [Map<string, Set<Target>>, string][] {
    const { subject } = target;
    if (subject.kind === 'documents') return subject.paths.map((path) => [this.#byDocument, path]);
    const { parent, collectionId, allDescendants } = subject.plan.scope;
    if (allDescendants || collectionId === '') return [[this.#byGroup, collectionId]];
    return [[this.#byCollection, joinPath(parent, collectionId)]];
  }
}
