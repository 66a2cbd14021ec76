import type { DocumentChange } from '../storage/document.ts';
import { identicalValues } from '../values/compare-values.ts';
import { type FieldPath, parseFieldPath, valueAt } from '../values/field-path.ts';
import { lastSegment, parentPath } from '../values/resource-path.ts';
import { elementsOf, type Fields, fieldsOf, ownField, type Value, vectorElements } from '../values/value.ts';
import { type CompositeIndex, IndexDefinitions } from './index-definitions.ts';
import { type IndexedField, IndexedFields } from './indexed-field.ts';

/**
 * Counts the index entries that writes add and remove. Automatic indexes: two for each field and each field of a map,
 * one for each distinct element of an array; less what field overrides exempt, and one for each composite index whose
 * fields the document all has.
 * @see https://firebase.google.com/docs/firestore/query-data/index-overview "Automatic indexing"
 */
export class IndexEntries {
  /** the fields, each with the indexes of its own */
  readonly fields: IndexedFields;
  readonly #composites = new Map<string, readonly { index: CompositeIndex; paths: readonly FieldPath[] }[]>();

  constructor(definitions: IndexDefinitions = new IndexDefinitions([], new Map())) {
    this.fields = new IndexedFields(definitions);
    for (const [id, indexes] of Map.groupBy(definitions.composites, ({ collectionId }) => collectionId)) {
      this.#composites.set(
        id,
        indexes.map((index) => ({ index, paths: index.fields.map(({ field }) => parseFieldPath(field)) })),
      );
    }
  }

  /** Entries added and removed by one changed document. */
  changed({ path, before, after }: DocumentChange): number {
    const collectionId = lastSegment(parentPath(path));
    const [old, now] = [before?.fields ?? {}, after?.fields ?? {}];
    let entries = fieldEntries(this.fields.of(collectionId), old, now);
    for (const { index, paths } of this.#composites.get(collectionId) ?? []) {
      const isSame = paths.every((field) => isIdentical(valueAt(old, field), valueAt(now, field)));
      if (!isSame || !before || !after) {
        entries +=
          (before ? compositeEntries(index, paths, old) : 0) + (after ? compositeEntries(index, paths, now) : 0);
      }
    }
    return entries;
  }
}

function fieldEntries(parent: IndexedField, before: Fields, after: Fields): number {
  let entries = 0;
  for (const name of Object.keys(before)) {
    entries += valueEntries(parent, name, before[name], ownField(after, name));
  }
  for (const name of Object.keys(after)) {
    if (!Object.hasOwn(before, name)) entries += valueEntries(parent, name, undefined, after[name]);
  }
  return entries;
}

function valueEntries(parent: IndexedField, name: string, before: Value | undefined, after: Value | undefined): number {
  if (isIdentical(before, after)) return 0;
  const field = parent.below(name);
  const [old, now] = [partsOf(before), partsOf(after)];
  const elements = without(old.elements, now.elements).length + without(now.elements, old.elements).length;
  const inMap = old.fields || now.fields ? fieldEntries(field, old.fields ?? {}, now.fields ?? {}) : 0;
  return (old.scalars + now.scalars) * field.ordered + elements * field.containing + inMap;
}

type Parts = { readonly scalars: 0 | 1; readonly elements: readonly Value[]; readonly fields: Fields | null };
const NOTHING: Parts = { scalars: 0, elements: [], fields: null };
const SCALAR: Parts = { scalars: 1, elements: [], fields: null };

function partsOf(value: Value | undefined): Parts {
  if (!value) return NOTHING;
  if ('arrayValue' in value) return { scalars: 0, elements: distinct(elementsOf(value)), fields: null };
  if ('mapValue' in value && !vectorElements(value)) return { scalars: 0, elements: [], fields: fieldsOf(value) };
  return SCALAR;
}

/** Entries of one document in a composite index: none unless it has all fields; arrays give one per element. */
function compositeEntries(index: CompositeIndex, paths: readonly FieldPath[], fields: Fields): number {
  let entries = 1;
  index.fields.forEach(({ field, kind }, i) => {
    if (field === '__name__') return;
    const value = valueAt(fields, paths[i] ?? []);
    if (value === undefined) entries = 0;
    else if (kind === 'CONTAINS') entries *= 'arrayValue' in value ? distinct(elementsOf(value)).length : 0;
  });
  return entries;
}

function isIdentical(a: Value | undefined, b: Value | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && identicalValues(a, b));
}

function distinct(values: readonly Value[]): readonly Value[] {
  return values.length < 2 ? values : [...byForm(values).values()];
}

/** Those that the others do not have. */
function without(values: readonly Value[], others: readonly Value[]): readonly Value[] {
  if (values.length === 0 || others.length === 0) return values;
  const known = byForm(others);
  return values.filter((value) => !known.has(JSON.stringify(value)));
}

/** Elements may be many, so they are not compared one by one: identical ones have the same text. */
function byForm(values: readonly Value[]): Map<string, Value> {
  return new Map(values.map((value) => [JSON.stringify(value), value]));
}
