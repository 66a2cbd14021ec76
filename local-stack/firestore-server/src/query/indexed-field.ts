import { type FieldPath, formatFieldPath } from '../values/field-path.ts';
import type { IndexDefinitions, IndexedField as IndexPart } from './index-definitions.ts';

const SCOPES = ['COLLECTION', 'COLLECTION_GROUP'] as const;

/** Fields that are remembered; names of fields may be made up by clients without end. */
const MAX_REMEMBERED = 10_000;

/** What is shared by all fields of a database. */
type Remembered = { readonly definitions: IndexDefinitions; count: number };

/** A field of a collection id with the indexes of its own it is in, and the way to the fields below it. */
export class IndexedField {
  /** how many indexes hold its value, and how many hold each of its elements */
  readonly ordered: number;
  readonly containing: number;
  readonly text: string;
  readonly #collectionId: string;
  readonly #path: FieldPath;
  readonly #remembered: Remembered;
  readonly #below = new Map<string, IndexedField>();

  /** @param path empty for the document itself */
  constructor(collectionId: string, path: FieldPath, remembered: Remembered) {
    const text = formatFieldPath(path);
    const count = (kind: IndexPart['kind']) =>
      SCOPES.filter((scope) => remembered.definitions.hasSingleField(collectionId, scope, text, kind)).length;
    this.ordered = count('ASCENDING') + count('DESCENDING');
    this.containing = count('CONTAINS');
    this.text = text;
    this.#collectionId = collectionId;
    this.#path = path;
    this.#remembered = remembered;
  }

  below(name: string): IndexedField {
    const known = this.#below.get(name);
    if (known) return known;
    const field = new IndexedField(this.#collectionId, [...this.#path, name], this.#remembered);
    if (this.#remembered.count++ < MAX_REMEMBERED) this.#below.set(name, field);
    return field;
  }
}

/** The documents of each collection id, as the root of their fields. */
export class IndexedFields {
  readonly #remembered: Remembered;
  readonly #roots = new Map<string, IndexedField>();

  constructor(definitions: IndexDefinitions) {
    this.#remembered = { definitions, count: 0 };
  }

  of(collectionId: string): IndexedField {
    const known = this.#roots.get(collectionId);
    if (known) return known;
    const root = new IndexedField(collectionId, [], this.#remembered);
    if (this.#remembered.count++ < MAX_REMEMBERED) this.#roots.set(collectionId, root);
    return root;
  }
}
