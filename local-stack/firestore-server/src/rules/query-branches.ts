/**
 * A query's filter as a disjunction of branches, each a conjunction of statements about fields. `in`,
 * `array-contains-any` and OR split; each branch must be granted on its own, because any of them may give a document.
 */
import type { QueryFilter } from './access.ts';
import { fromStored } from './from-stored.ts';
import type { Comparator, Value } from './values.ts';

/** `field <comparator> value`; EQ is equality. `field` is the path through nested maps. */
export type Statement = { field: readonly string[]; comparator: Comparator | 'EQ'; value: Value };

/** More branches than the database itself would accept of any query. */
export const MAX_BRANCHES = 1_000;

const COMPARATORS: ReadonlyMap<string, Statement['comparator']> = new Map([
  ['EQUAL', 'EQ'],
  ['NOT_EQUAL', 'NEQ'],
  ['LESS_THAN', 'LT'],
  ['LESS_THAN_OR_EQUAL', 'LTE'],
  ['GREATER_THAN', 'GT'],
  ['GREATER_THAN_OR_EQUAL', 'GTE'],
  ['ARRAY_CONTAINS', 'LIST_CONTAINS'],
]);

type Branch = readonly Statement[];

/** The branches of a filter, or null when there are too many. Without a filter: one branch that says nothing. */
export function branchesOf(filter: QueryFilter | null | undefined): readonly Branch[] | null {
  if (filter?.compositeFilter) return compositeBranches(filter.compositeFilter);
  if (filter?.fieldFilter) return fieldBranches(filter.fieldFilter);
  if (filter?.unaryFilter) return [unaryStatement(filter.unaryFilter)];
  return [[]];
}

function compositeBranches({
  op,
  filters = [],
}: NonNullable<QueryFilter['compositeFilter']>): readonly Branch[] | null {
  let branches: readonly Branch[] = op === 'OR' && filters.length > 0 ? [] : [[]];
  for (const filter of filters) {
    const others = branchesOf(filter);
    if (others === null) return null;
    if (op === 'OR') branches = [...branches, ...others];
    else {
      if (branches.length * others.length > MAX_BRANCHES) return null;
      branches = branches.flatMap((branch) => others.map((other) => [...branch, ...other]));
    }
    if (branches.length > MAX_BRANCHES) return null;
  }
  return branches;
}

function fieldBranches({ field, op = '', value }: NonNullable<QueryFilter['fieldFilter']>): readonly Branch[] | null {
  const path = fieldPathOf(field?.fieldPath ?? '');
  const comparator = COMPARATORS.get(op);
  if (comparator !== undefined) return [[{ field: path, comparator, value: fromStored(value ?? {}) }]];
  const elements = (value?.arrayValue?.values ?? []).map((element) => fromStored(element));
  const each = (kind: Statement['comparator']) =>
    elements.map((element) => ({ field: path, comparator: kind, value: element }));
  if (elements.length > MAX_BRANCHES) return null;
  if (op === 'NOT_IN') return [each('NEQ')];
  // Without values, or with an operator that is not known, the filter says nothing that a rule could rely on.
  if (elements.length === 0) return [[]];
  if (op === 'IN') return each('EQ').map((statement) => [statement]);
  if (op === 'ARRAY_CONTAINS_ANY') return each('LIST_CONTAINS').map((statement) => [statement]);
  return [[]];
}

function unaryStatement({ op, field }: NonNullable<QueryFilter['unaryFilter']>): Branch {
  const path = fieldPathOf(field?.fieldPath ?? '');
  switch (op) {
    case 'IS_NULL':
      return [{ field: path, comparator: 'EQ', value: null }];
    case 'IS_NOT_NULL':
      return [{ field: path, comparator: 'NEQ', value: null }];
    case 'IS_NAN':
      return [{ field: path, comparator: 'EQ', value: Number.NaN }];
    case 'IS_NOT_NAN':
      return [{ field: path, comparator: 'NEQ', value: Number.NaN }];
    default:
      return [];
  }
}

/** Splits `a.b` and `` `odd.name`.b ``; inside backticks, a backslash takes the next character as it is. */
export function fieldPathOf(text: string): string[] {
  const steps: string[] = [];
  for (const [, quoted, plain] of text.matchAll(/`((?:[^`\\]|\\.)*)`|([^.`]+)/gs)) {
    steps.push(quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/gs, '$1'));
  }
  return steps;
}
