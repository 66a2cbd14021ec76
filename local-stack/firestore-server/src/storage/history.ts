import { READ_TIME_HISTORY_MS } from '../values/limits.ts';
import type { Micros } from '../values/timestamp.ts';
import type { Collection, DocumentRecord } from './collection.ts';

/** Versions kept besides the current ones. Bounds the memory of a long-running server that rewrites a few documents. */
const MAX_SUPERSEDED_VERSIONS = 20_000;

type Superseded = { readonly collection: Collection; readonly record: DocumentRecord; readonly at: Micros };

/** Versions that are no longer current, oldest first, and the earliest moment that can still be read in full. */
export class History {
  #queue: Superseded[] = [];
  #head = 0;
  #oldestReadTime: Micros = 0;
  readonly #maxVersions: number;

  constructor(maxVersions = MAX_SUPERSEDED_VERSIONS) {
    this.#maxVersions = maxVersions;
  }

  get oldestReadTime(): Micros {
    return this.#oldestReadTime;
  }

  /** Notes that the commit at `at` replaced a version of this record. */
  add(collection: Collection, record: DocumentRecord, at: Micros): void {
    this.#queue.push({ collection, record, at });
  }

  /** The records of which a version was replaced after a time, each once. It costs the commits since then. */
  replacedAfter(time: Micros): Map<DocumentRecord, Collection> {
    const records = new Map<DocumentRecord, Collection>();
    for (let i = this.#queue.length - 1; i >= this.#head; i--) {
      const { collection, record, at } = this.#queue[i] as Superseded;
      if (at <= time) break;
      records.set(record, collection);
    }
    return records;
  }

  /** Forgets what is older than the history of one hour, or too much. @returns collections that became empty */
  prune(now: Micros): Collection[] {
    const forgotten: Collection[] = [];
    const horizon = now - READ_TIME_HISTORY_MS * 1000;
    for (;;) {
      const oldest = this.#queue[this.#head];
      if (!oldest || (this.#queue.length - this.#head <= this.#maxVersions && oldest.at >= horizon)) break;
      this.#head++;
      this.#oldestReadTime = Math.max(this.#oldestReadTime, oldest.at);
      oldest.collection.dropOldestVersion(oldest.record);
      if (oldest.collection.isForgotten) forgotten.push(oldest.collection);
    }
    if (this.#head > 1024 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    return forgotten;
  }

  /** Forgets everything before `now`. */
  restart(now: Micros): void {
    this.#queue = [];
    this.#head = 0;
    this.#oldestReadTime = now;
  }
}
