import { randomBytes } from 'node:crypto';
import {
  compareIds,
  comparePaths,
  type DatabaseName,
  documentName,
  lastSegment,
  parentPath,
} from '../values/resource-path.ts';
import { FirestoreError, invalidArgument } from '../values/status.ts';
import type { Micros } from '../values/timestamp.ts';
import { CommitClock, type NowMicros } from './clock.ts';
import { documentAt } from './collection.ts';
import { type CollectionScope, Collections, hasDocument, scopeIncludes } from './collections.ts';
import type { DocumentChange, StoredDocument } from './document.ts';
import { History } from './history.ts';
import type { IndexEntry, IndexField, PlaceInRange } from './ordered-index.ts';

/** Everything one commit did, told to observers after it became visible. */
export type CommitEvent = {
  readonly time: Micros;
  readonly changes: readonly DocumentChange[];
  /** `clear`: the control endpoint emptied the database; triggers do not fire for it. */
  readonly cause: 'commit' | 'clear';
};
export type CommitObserver = (event: CommitEvent) => void;

/** Options of a database; the tests hold the clock and shorten the history. */
export type DatabaseOptions = { now?: NowMicros; maxSupersededVersions?: number };

/** The documents of one database over time. Single-threaded: between two awaits nobody else changes it. */
export class Database {
  readonly name: DatabaseName;
  readonly clock: CommitClock;
  readonly #collections = new Collections();
  readonly #history: History;
  readonly #observers = new Set<CommitObserver>();
  #instanceId = randomBytes(8);

  constructor(name: DatabaseName, options: DatabaseOptions = {}) {
    this.name = name;
    this.clock = new CommitClock(options.now);
    this.#history = new History(options.maxSupersededVersions);
  }

  /** Renewed when the database is cleared, so that resume tokens of the time before are recognised as foreign. */
  get instanceId(): Uint8Array {
    return this.#instanceId;
  }

  /** The document at a path, now or at a time that `assertReadable` has accepted. */
  document(path: string, time?: Micros): StoredDocument | null {
    return this.#collections.get(parentPath(path))?.document(lastSegment(path), time) ?? null;
  }

  /** The documents of a scope in the order of their names; a scope of one collection is walked lazily. */
  documents(
    scope: CollectionScope,
    options: { time?: Micros | undefined; descending?: boolean; fromId?: string } = {},
  ): Iterable<StoredDocument> {
    const collections = this.#collections.inScope(scope);
    const [first, ...others] = collections;
    if (!first) return [];
    if (others.length === 0) return first.documents(options);
    const { time, descending = false } = options;
    const documents = collections.flatMap((collection) => [...collection.documents({ time })]);
    return documents.sort((a, b) => comparePaths(a.path, b.path) * (descending ? -1 : 1));
  }

  /** A stretch of the index over some fields, of the documents as they are now. The index comes into being by it. */
  indexEntries(
    scope: CollectionScope,
    fields: readonly IndexField[],
    place: PlaceInRange,
    backwards: boolean,
  ): Iterable<IndexEntry> {
    return this.#collections.index(scope, fields)?.walk(place, backwards) ?? [];
  }

  /** The documents of a scope as they were at a time, of those that were replaced or deleted since; in no order. */
  *replacedDocuments(scope: CollectionScope, time: Micros): Generator<StoredDocument> {
    for (const [record, collection] of this.#history.replacedAfter(time)) {
      const document = scopeIncludes(scope, collection.path) ? documentAt(record, time) : null;
      if (document) yield document;
    }
  }

  /** Ids of the collections directly below a document (or the root) that hold documents there or further down. */
  collectionIds(parent: string, time?: Micros): string[] {
    const ids = new Set<string>();
    for (const collection of this.#collections.below(parent)) {
      if (hasDocument(collection, time)) ids.add(collection.id);
    }
    const depth = parent === '' ? 0 : parent.split('/').length;
    for (const collection of this.#collections.all()) {
      if (parent !== '' && !collection.path.startsWith(`${parent}/`)) continue;
      const id = collection.path.split('/')[depth] ?? '';
      if (!ids.has(id) && hasDocument(collection, time)) ids.add(id);
    }
    return [...ids].sort(compareIds);
  }

  /** Ids of documents under a collection that do not exist but have documents below them. */
  missingDocumentIds(collectionPath: string, time?: Micros): string[] {
    const collection = this.#collections.get(collectionPath);
    return this.#collections.idsWithDescendants(collectionPath, time).filter((id) => !collection?.document(id, time));
  }

  /** @throws FirestoreError when the moment lies in the future or before the kept history */
  assertReadable(time: Micros): void {
    if (time > this.clock.readTime()) throw invalidArgument('The requested read time cannot be in the future.');
    if (time < this.#history.oldestReadTime) {
      throw new FirestoreError('FAILED_PRECONDITION', 'The requested snapshot version is too old.');
    }
  }

  /** Whether the state at a time can still be told exactly. */
  remembers(time: Micros): boolean {
    return time >= this.#history.oldestReadTime && time <= this.clock.readTime();
  }

  /** Makes the changes of a commit visible at once and tells the observers. Changes must be sound and distinct. */
  apply(time: Micros, changes: readonly DocumentChange[], cause: CommitEvent['cause'] = 'commit'): void {
    if (changes.length > 0) {
      for (const change of changes) {
        const collection = this.#collections.getOrCreate(parentPath(change.path));
        const record = collection.addVersion(lastSegment(change.path), { since: time, document: change.after });
        if (record.versions.length > 1) this.#history.add(collection, record, time);
      }
      for (const forgotten of this.#history.prune(time)) this.#collections.remove(forgotten);
    }
    for (const observer of this.#observers) observer({ time, changes, cause });
  }

  /** Removes all documents and the history. Listeners see the deletions; old resume tokens are no longer known. */
  clear(): void {
    const time = this.clock.commitTime();
    const changes: DocumentChange[] = [];
    for (const collection of this.#collections.all()) {
      for (const before of collection.documents()) changes.push({ path: before.path, before, after: null });
    }
    // Before the observers are told: the tokens they hand out belong to the new life of the database.
    this.#instanceId = randomBytes(8);
    this.apply(time, changes, 'clear');
    this.#collections.clear();
    this.#history.restart(time);
  }

  /** @returns a function that ends the observation */
  observe(observer: CommitObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  nameOf(path: string): string {
    return documentName(this.name, path);
  }
}
