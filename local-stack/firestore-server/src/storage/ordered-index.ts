import { compareValues } from '../values/compare-values.ts';
import { type FieldPath, formatFieldPath, valueAt } from '../values/field-path.ts';
import { comparePaths } from '../values/resource-path.ts';
import { elementsOf, type Value } from '../values/value.ts';
import type { StoredDocument } from './document.ts';
import { SortedList } from './sorted-list.ts';

/** A field of an index. `CONTAINS` has one entry for each distinct element of the field's array. */
export type IndexField = { readonly path: FieldPath; readonly kind: 'ASCENDING' | 'DESCENDING' | 'CONTAINS' };

/** A document's place in an index: its values, in the order of the index's fields. */
export type IndexEntry = { readonly values: readonly Value[]; readonly document: StoredDocument };

/**
 * A stretch of an index, in the direction of the walk: negative before it, 0 inside, positive behind it. Must not fall
 * along the walk.
 */
export type PlaceInRange = (entry: IndexEntry) => number;

/** One text per index, equal for equal fields. */
export function indexKey(fields: readonly IndexField[]): string {
  return fields.map(({ path, kind }) => `${formatFieldPath(path)} ${kind}`).join(',');
}

/**
 * The documents of a collection or a collection group as they are now, ordered by some fields and then by path, always
 * upwards. Documents that lack one of the fields are left out.
 */
export class OrderedIndex {
  readonly #fields: readonly IndexField[];
  readonly #entries: SortedList<IndexEntry>;

  constructor(fields: readonly IndexField[], documents: Iterable<StoredDocument>) {
    this.#fields = fields;
    const signs = fields.map(({ kind }) => (kind === 'DESCENDING' ? -1 : 1));
    const compare = (a: IndexEntry, b: IndexEntry): number => {
      for (let i = 0; i < signs.length; i++) {
        const order = compareValues(a.values[i] as Value, b.values[i] as Value);
        if (order !== 0) return order * (signs[i] as number);
      }
      return comparePaths(a.document.path, b.document.path);
    };
    const entries: IndexEntry[] = [];
    for (const document of documents) entries.push(...this.#entriesOf(document));
    this.#entries = SortedList.of(entries, compare);
  }

  /** Takes over what a commit made of a document. */
  replace(before: StoredDocument | null, after: StoredDocument | null): void {
    if (before) for (const entry of this.#entriesOf(before)) this.#entries.delete(entry);
    if (after) for (const entry of this.#entriesOf(after)) this.#entries.insert(entry);
  }

  /** The entries of a stretch, from either end. It costs a binary search and the entries walked. */
  *walk(place: PlaceInRange, backwards: boolean): Generator<IndexEntry> {
    const hasBegun = (entry: IndexEntry): boolean => place(entry) >= 0;
    for (const entry of backwards ? this.#entries.descending(hasBegun) : this.#entries.ascending(hasBegun)) {
      if (place(entry) > 0) return;
      yield entry;
    }
  }

  #entriesOf(document: StoredDocument): IndexEntry[] {
    let tuples: Value[][] = [[]];
    for (const { path, kind } of this.#fields) {
      const value = valueAt(document.fields, path);
      if (value === undefined) return [];
      const values = kind === 'CONTAINS' ? distinctElements(value) : [value];
      tuples = tuples.flatMap((tuple) => values.map((each) => [...tuple, each]));
    }
    return tuples.map((values) => ({ values, document }));
  }
}

function distinctElements(value: Value): Value[] {
  if (!('arrayValue' in value)) return [];
  const sorted = [...elementsOf(value)].sort(compareValues);
  return sorted.filter((element, i) => i === 0 || compareValues(sorted[i - 1] as Value, element) !== 0);
}
