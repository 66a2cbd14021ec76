/** A document's fields as plain data; dates are Date, absent values are null. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * One write of a decision, as plain data; the edge carries it out. Paths are document paths from the root.
 * create: must not exist. set: replaces or makes. update: must exist; `fields` by name at the top level, `increments`
 * added blindly, without reading. upsert: like update, but makes the document if it is missing. delete: gone, whether it was
 * there or not; what lies below it stays.
 */
export type DocumentWrite =
  | { readonly op: 'create'; readonly path: string; readonly fields: Fields }
  | { readonly op: 'set'; readonly path: string; readonly fields: Fields }
  | { readonly op: 'delete'; readonly path: string }
  | {
      readonly op: 'update' | 'upsert';
      readonly path: string;
      readonly fields: Fields;
      readonly increments?: Readonly<Record<string, number>>;
    };
