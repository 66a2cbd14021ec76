import { type CollectionScope, scopeIncludes } from '../storage/collections.ts';
import type { DocumentChange } from '../storage/document.ts';
import { joinPath, lastSegment, parentPath } from '../values/resource-path.ts';
import { Lookups } from './lookups.ts';
import type { Target } from './target.ts';
import { TargetShelf } from './target-shelf.ts';

/**
 * Finds the targets that a changed document may concern: by its name, its collection and its collection group, and
 * there by the values its filters ask for. A write costs nothing for other listeners.
 */
export class TargetIndex<Owner> {
  readonly #owners = new Map<Target, Owner>();
  readonly #byCollection = new Map<string, TargetShelf>();
  readonly #byGroup = new Map<string, TargetShelf>();
  readonly #byDocument = new Map<string, Set<Target>>();
  readonly #lookups = new Lookups();
  #examined = 0;

  get size(): number {
    return this.#owners.size;
  }

  /** How many targets were looked at for changes so far: the work that listeners cause for writers. */
  get examined(): number {
    return this.#examined;
  }

  /** @param lookups the documents that rules looked up to allow the target */
  add(target: Target, owner: Owner, lookups: ReadonlySet<string>): void {
    this.#owners.set(target, owner);
    this.#lookups.set(target, lookups);
    const { subject } = target;
    if (subject.kind === 'query') {
      const [index, key] = this.#shelfOf(subject.plan.scope);
      const shelf = index.get(key) ?? new TargetShelf();
      shelf.add(target);
      index.set(key, shelf);
      return;
    }
    for (const path of subject.paths) {
      const targets = this.#byDocument.get(path);
      if (targets) targets.add(target);
      else this.#byDocument.set(path, new Set([target]));
    }
  }

  remove(target: Target): void {
    this.#owners.delete(target);
    this.#lookups.set(target, new Set());
    const { subject } = target;
    if (subject.kind === 'query') {
      const [index, key] = this.#shelfOf(subject.plan.scope);
      const shelf = index.get(key);
      shelf?.remove(target);
      if (shelf?.isEmpty) index.delete(key);
      return;
    }
    for (const path of subject.paths) {
      const targets = this.#byDocument.get(path);
      targets?.delete(target);
      if (targets?.size === 0) this.#byDocument.delete(path);
    }
  }

  /** The rules were asked about a target anew. */
  setLookups(target: Target, lookups: ReadonlySet<string>): void {
    if (this.#owners.has(target)) this.#lookups.set(target, lookups);
  }

  /** The targets that rules allowed by looking up one of the changed documents. */
  relyingOn(changes: readonly DocumentChange[]): Map<Owner, Target[]> {
    const byOwner = new Map<Owner, Target[]>();
    for (const target of this.#lookups.relyingOn(changes)) {
      const owner = this.#owners.get(target);
      if (owner === undefined) continue;
      this.#examined++;
      const targets = byOwner.get(owner);
      if (targets) targets.push(target);
      else byOwner.set(owner, [target]);
    }
    return byOwner;
  }

  /** The changes sorted by whom they may concern. Only the targets know whether they really do. */
  concerned(changes: readonly DocumentChange[]): Map<Owner, Map<Target, DocumentChange[]>> {
    const byOwner = new Map<Owner, Map<Target, DocumentChange[]>>();
    for (const change of changes) {
      for (const target of this.#candidates(change)) {
        this.#examined++;
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

  *#candidates(change: DocumentChange): Generator<Target> {
    const { path } = change;
    const collection = parentPath(path);
    yield* this.#byDocument.get(path) ?? [];
    yield* this.#byCollection.get(collection)?.candidates(change) ?? [];
    // The empty id stands for groups over all collections, and for all collections of one parent.
    for (const id of [lastSegment(collection), '']) {
      for (const target of this.#byGroup.get(id)?.candidates(change) ?? []) {
        if (target.subject.kind === 'query' && scopeIncludes(target.subject.plan.scope, collection)) yield target;
      }
    }
  }

  #shelfOf({ parent, collectionId, allDescendants }: CollectionScope): [Map<string, TargetShelf>, string] {
    if (allDescendants || collectionId === '') return [this.#byGroup, collectionId];
    return [this.#byCollection, joinPath(parent, collectionId)];
  }
}
