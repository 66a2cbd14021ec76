/** A translation of a catalog: the same ids, no more and no fewer. A missing text fails the type check. */
export type TranslationOf<Catalog> = { readonly [Id in keyof Catalog]: string };
