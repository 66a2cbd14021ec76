import { compareIds, lastSegment } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import type { StoredDocument } from './document.ts';
import { IndexSet } from './index-set.ts';
import type { IndexField, OrderedIndex } from './ordered-index.ts';
import { SortedList } from './sorted-list.ts';

/** What a document was from one commit on; null means it did not exist. */
export type DocumentVersion = { readonly since: Micros; readonly document: StoredDocument | null };

/** A document over time, oldest version first; never empty. */
export type DocumentRecord = { readonly id: string; readonly versions: DocumentVersion[] };

/** The version that was current at a time; without a time the newest. */
export function documentAt(record: DocumentRecord, time?: Micros): StoredDocument | null {
  const { versions } = record;
  if (time === undefined) return versions[versions.length - 1]?.document ?? null;
  for (let i = versions.length - 1; i >= 0; i--) {
    const version = versions[i] as DocumentVersion;
    if (version.since <= time) return version.document;
  }
  return null;
}

/** The documents directly inside one collection, by id and in the order of ids. */
export class Collection {
  readonly path: string;
  readonly id: string;
  readonly #records = new Map<string, DocumentRecord>();
  readonly #byId = new SortedList<DocumentRecord>((a, b) => compareIds(a.id, b.id));
  readonly #indexes = new IndexSet();
  readonly #groupIndexes: IndexSet;
  #liveCount = 0;

  /** @param groupIndexes those of the collection group it belongs to; kept up to date from here */
  constructor(path: string, groupIndexes: IndexSet) {
    this.#groupIndexes = groupIndexes;
    this.path = path;
    this.id = lastSegment(path);
  }

  /** Documents that exist now. */
  get liveCount(): number {
    return this.#liveCount;
  }

  /** No document, and none remembered. */
  get isForgotten(): boolean {
    return this.#records.size === 0;
  }

  document(id: string, time?: Micros): StoredDocument | null {
    const record = this.#records.get(id);
    return record ? documentAt(record, time) : null;
  }

  /** Adds the version a commit made. @returns the record, so that its history can be shortened later */
  addVersion(id: string, version: DocumentVersion): DocumentRecord {
    let record = this.#records.get(id);
    const before = record ? documentAt(record) : null;
    this.#indexes.replace(before, version.document);
    this.#groupIndexes.replace(before, version.document);
    if (record) record.versions.push(version);
    else {
      record = { id, versions: [version] };
      this.#records.set(id, record);
      this.#byId.insert(record);
    }
    this.#liveCount += Number(version.document !== null) - Number(before !== null);
    return record;
  }

  /** Forgets the oldest version; a document of which only its absence is left is forgotten altogether. */
  dropOldestVersion(record: DocumentRecord): void {
    record.versions.shift();
    if (record.versions.length > 1 || record.versions[0]?.document) return;
    this.#records.delete(record.id);
    this.#byId.delete(record);
  }

  /** The documents in the order of their ids, starting at `fromId`; descending walks down from there. */
  *documents(
    options: { time?: Micros | undefined; descending?: boolean; fromId?: string } = {},
  ): Generator<StoredDocument> {
    const { time, descending = false, fromId } = options;
    const isInside =
      fromId === undefined
        ? undefined
        : (record: DocumentRecord) => compareIds(record.id, fromId) * (descending ? -1 : 1) >= 0;
    const records = descending ? this.#byId.descending(isInside) : this.#byId.ascending(isInside);
    for (const record of records) {
      const document = documentAt(record, time);
      if (document) yield document;
    }
  }

  /** The documents as they are now, ordered by fields. */
  index(fields: readonly IndexField[]): OrderedIndex {
    return this.#indexes.get(fields, () => this.documents());
  }
}
