import type { Value } from '../values/value.ts';
import type { FindNearestMessage } from './find-nearest.ts';

/** google.firestore.v1.StructuredQuery as the protobuf loader delivers it. */
export type StructuredQuery = {
  select?: { fields?: FieldReference[] };
  from?: { collectionId?: string; allDescendants?: boolean }[];
  where?: FilterMessage;
  orderBy?: { field?: FieldReference; direction?: 'ASCENDING' | 'DESCENDING' | 'DIRECTION_UNSPECIFIED' }[];
  startAt?: CursorMessage;
  endAt?: CursorMessage;
  offset?: number;
  limit?: { value?: number };
  findNearest?: FindNearestMessage;
};

export type FieldReference = { fieldPath?: string };
export type CursorMessage = { values?: Value[]; before?: boolean };

export type FilterMessage = {
  compositeFilter?: { op?: 'AND' | 'OR' | 'OPERATOR_UNSPECIFIED'; filters?: FilterMessage[] };
  fieldFilter?: { field?: FieldReference; op?: FieldOperator | 'OPERATOR_UNSPECIFIED'; value?: Value };
  unaryFilter?: { field?: FieldReference; op?: UnaryOperator | 'OPERATOR_UNSPECIFIED' };
};

export type FieldOperator =
  | 'LESS_THAN'
  | 'LESS_THAN_OR_EQUAL'
  | 'GREATER_THAN'
  | 'GREATER_THAN_OR_EQUAL'
  | 'EQUAL'
  | 'NOT_EQUAL'
  | 'ARRAY_CONTAINS'
  | 'IN'
  | 'ARRAY_CONTAINS_ANY'
  | 'NOT_IN';

export type UnaryOperator = 'IS_NAN' | 'IS_NULL' | 'IS_NOT_NAN' | 'IS_NOT_NULL';

/** google.firestore.v1.StructuredAggregationQuery */
export type StructuredAggregationQuery = {
  structuredQuery?: StructuredQuery;
  aggregations?: AggregationMessage[];
};

export type AggregationMessage = {
  alias?: string;
  count?: { upTo?: { value?: string | number } };
  sum?: { field?: FieldReference };
  avg?: { field?: FieldReference };
};
