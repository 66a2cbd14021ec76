import type { StoredDocument } from './document.ts';
import { type IndexField, indexKey, OrderedIndex } from './ordered-index.ts';

/** Every index costs each write something; documents that are asked for in more ways lose the index unused longest. */
const MAX_INDEXES = 32;

/** The indexes over the documents of one collection or one collection group: made when first asked for, then kept. */
export class IndexSet {
  readonly #byKey = new Map<string, OrderedIndex>();

  /** @param documents all documents of now; read only when the index has to be made */
  get(fields: readonly IndexField[], documents: () => Iterable<StoredDocument>): OrderedIndex {
    const key = indexKey(fields);
    let index = this.#byKey.get(key);
    if (index) this.#byKey.delete(key);
    else {
      if (this.#byKey.size >= MAX_INDEXES) this.#byKey.delete(this.#byKey.keys().next().value ?? '');
      index = new OrderedIndex(fields, documents());
    }
    // A map keeps the order of insertion: the first key is the one unused longest.
    this.#byKey.set(key, index);
    return index;
  }

  /** Takes over what a commit made of a document. */
  replace(before: StoredDocument | null, after: StoredDocument | null): void {
    for (const index of this.#byKey.values()) index.replace(before, after);
  }
}
