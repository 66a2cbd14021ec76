import type { CollectionScope } from '../storage/collections.ts';
import type { FieldPath } from '../values/field-path.ts';
import type { Value } from '../values/value.ts';
import type { NearestPlan } from './find-nearest.ts';
import type { FieldOperator, UnaryOperator } from './structured-query.ts';

export type CompositeFilter = { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] };
/** A comparison with one field. */
export type LeafFilter =
  | { readonly kind: 'field'; readonly path: FieldPath; readonly op: FieldOperator; readonly value: Value }
  | { readonly kind: 'unary'; readonly path: FieldPath; readonly op: UnaryOperator };
/** A filter whose fields are parsed and whose operands are in their stored shape. */
export type Filter = CompositeFilter | LeafFilter;

export type Order = { readonly path: FieldPath; readonly isDescending: boolean };

/** A place between documents: the values are a prefix of the orders. */
export type Cursor = {
  readonly values: readonly Value[];
  /** the place lies before the documents equal to the values, else after them */
  readonly isBefore: boolean;
};

/** A checked query with everything implicit written out. */
export type QueryPlan = {
  readonly scope: CollectionScope;
  readonly filter: Filter | null;
  /** ends with the order by name, so that it is total */
  readonly orders: readonly Order[];
  readonly startAt: Cursor | null;
  readonly endAt: Cursor | null;
  readonly offset: number;
  readonly limit: number | null;
  /** null for whole documents; an empty list for documents without fields */
  readonly projection: readonly FieldPath[] | null;
  /** keeps the nearest of the matches, in the order of their distance */
  readonly nearest: NearestPlan | null;
};
