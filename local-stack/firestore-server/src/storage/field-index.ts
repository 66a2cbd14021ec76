import { compareValues } from '../values/compare-values.ts';
import { type FieldPath, valueAt } from '../values/field-path.ts';
import { compareIds, lastSegment } from '../values/resource-path.ts';
import type { Value } from '../values/value.ts';
import type { StoredDocument } from './document.ts';
import { SortedList } from './sorted-list.ts';

type Entry = { readonly value: Value; readonly id: string; readonly document: StoredDocument };

/** The documents of one collection as they are now, ordered by one field and then by id; those without it are left out. */
export class FieldIndex {
  readonly #path: FieldPath;
  readonly #entries = new SortedList<Entry>((a, b) => compareValues(a.value, b.value) || compareIds(a.id, b.id));

  constructor(path: FieldPath, documents: Iterable<StoredDocument>) {
    this.#path = path;
    for (const document of documents) this.replace(null, document);
  }

  replace(before: StoredDocument | null, after: StoredDocument | null): void {
    const old = before && this.#entryOf(before);
    if (old) this.#entries.delete(old);
    const entry = after && this.#entryOf(after);
    if (entry) this.#entries.insert(entry);
  }

  /** Walks up from the first value that is not below `from`, or down from the last that is not above it. */
  *documents(from: Value | null, descending: boolean): Generator<StoredDocument> {
    const isInside =
      from === null ? undefined : ({ value }: Entry) => compareValues(value, from) * (descending ? -1 : 1) >= 0;
    const entries = descending ? this.#entries.descending(isInside) : this.#entries.ascending(isInside);
    for (const { document } of entries) yield document;
  }

  #entryOf(document: StoredDocument): Entry | null {
    const value = valueAt(document.fields, this.#path);
    return value === undefined ? null : { value, id: lastSegment(document.path), document };
  }
}
