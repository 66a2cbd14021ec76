import { type FieldPath, formatFieldPath } from '../values/field-path.ts';
import { compareIds, lastSegment } from '../values/resource-path.ts';
import type { Micros } from '../values/timestamp.ts';
import type { Value } from '../values/value.ts';
import type { StoredDocument } from './document.ts';
import { FieldIndex } from './field-index.ts';
import { SortedList } from './sorted-list.ts';

/** Every index costs each write something; a collection that is asked in more ways loses the oldest. */
const MAX_FIELD_INDEXES = 16;

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
  /** Made when a query first asks for them, kept up to date from then on. */
  readonly #byField = new Map<string, FieldIndex>();
  #liveCount = 0;

  constructor(path: string) {
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
    for (const index of this.#byField.values()) index.replace(before, version.document);
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

  /** The documents as they are now that have a field, ordered by it and then by id, from a value on. */
  documentsByField(path: FieldPath, from: Value | null, descending: boolean): Iterable<StoredDocument> {
    const key = formatFieldPath(path);
    let index = this.#byField.get(key);
    if (!index) {
      if (this.#byField.size >= MAX_FIELD_INDEXES) this.#byField.delete(this.#byField.keys().next().value ?? '');
      index = new FieldIndex(path, this.documents());
      this.#byField.set(key, index);
    }
    return index.documents(from, descending);
  }
}
