import { NAME_FIELD, parseFieldPath } from '../values/field-path.ts';
import { MAX_DISJUNCTIONS, MAX_NOT_IN_VALUES } from '../values/limits.ts';
import { parseDocumentName, splitName } from '../values/resource-path.ts';
import { invalidArgument } from '../values/status.ts';
import { toStoredValue } from '../values/stored-fields.ts';
import { assertIsValue, elementsOf, type Value } from '../values/value.ts';
import type { CompositeFilter, Filter, LeafFilter } from './query-plan.ts';
import type { FieldOperator, FilterMessage } from './structured-query.ts';

const LIST_OPERATORS: ReadonlySet<FieldOperator> = new Set(['IN', 'NOT_IN', 'ARRAY_CONTAINS_ANY']);
const INEQUALITIES: ReadonlySet<string> = new Set([
  'LESS_THAN',
  'LESS_THAN_OR_EQUAL',
  'GREATER_THAN',
  'GREATER_THAN_OR_EQUAL',
  'NOT_EQUAL',
  'NOT_IN',
  'IS_NOT_NULL',
  'IS_NOT_NAN',
]);
const NEGATIONS: ReadonlySet<string> = new Set(['NOT_EQUAL', 'NOT_IN', 'IS_NOT_NULL', 'IS_NOT_NAN']);

/** Whether a filter restricts its field to a range, which makes the field part of the implicit order. */
export function isInequality(filter: LeafFilter): boolean {
  return INEQUALITIES.has(filter.op);
}

/** The comparisons of a filter, left to right. */
export function fieldFilters(filter: Filter): LeafFilter[] {
  return isComposite(filter) ? filter.filters.flatMap(fieldFilters) : [filter];
}

export function isComposite(filter: Filter): filter is CompositeFilter {
  return filter.kind === 'and' || filter.kind === 'or';
}

/** @throws FirestoreError INVALID_ARGUMENT when the filter or its combination is not allowed */
export function planFilter(message: FilterMessage): Filter {
  const filter = plan(message);
  assertNegations(filter);
  assertDisjunctions(filter);
  assertKeyEquality(filter);
  return filter;
}

function plan(message: FilterMessage): Filter {
  if (message.compositeFilter) {
    const { op, filters = [] } = message.compositeFilter;
    if (op !== 'AND' && op !== 'OR') throw invalidArgument('A composite filter must have the operator AND or OR.');
    if (filters.length === 0) throw invalidArgument('A composite filter must contain at least one filter.');
    return { kind: op === 'AND' ? 'and' : 'or', filters: filters.map(plan) };
  }
  if (message.unaryFilter) {
    const { op, field } = message.unaryFilter;
    if (!op || op === 'OPERATOR_UNSPECIFIED') throw invalidArgument('A unary filter must have an operator.');
    return { kind: 'unary', path: parseFieldPath(field?.fieldPath), op };
  }
  if (!message.fieldFilter) throw invalidArgument('A filter must have a type set.');
  const { op, field } = message.fieldFilter;
  if (!op || op === 'OPERATOR_UNSPECIFIED') throw invalidArgument('A field filter must have an operator.');
  const given = assertIsValue(message.fieldFilter.value, 'A field filter');
  assertOperand(op, given);
  const path = parseFieldPath(field?.fieldPath);
  if (path.length === 1 && path[0] === NAME_FIELD) assertNameOperand(op, given);
  return { kind: 'field', path, op, value: toOperand(given) };
}

/** The operand of a list operator may hold arrays as elements, which no stored array may. */
function toOperand(value: Value): Value {
  if (!('arrayValue' in value)) return toStoredValue(value);
  return { arrayValue: { values: elementsOf(value).map(toOperand) } };
}

function assertOperand(op: FieldOperator, value: Value): void {
  if (!LIST_OPERATORS.has(op)) return;
  if (!('arrayValue' in value) || elementsOf(value).length === 0) {
    throw invalidArgument(`'${op}' requires an non-empty ArrayValue.`);
  }
  if (op === 'NOT_IN' && elementsOf(value).length > MAX_NOT_IN_VALUES) {
    throw invalidArgument(`'NOT_IN' supports up to ${MAX_NOT_IN_VALUES} comparison values.`);
  }
}

function assertNameOperand(op: FieldOperator, value: Value): void {
  if (op === 'ARRAY_CONTAINS' || op === 'ARRAY_CONTAINS_ANY') {
    throw invalidArgument(`'${op}' cannot be applied to __name__.`);
  }
  const references = LIST_OPERATORS.has(op) && 'arrayValue' in value ? elementsOf(value) : [value];
  for (const reference of references) {
    if (!('referenceValue' in reference) || !splitName(reference.referenceValue)) {
      throw invalidArgument('__key__ filter value must be a Key');
    }
    // Ranges may end at names no document can have: recursive deletes do that. Equality names a document.
    if (op === 'EQUAL' || op === 'IN') parseDocumentName(reference.referenceValue);
  }
}

function assertNegations(filter: Filter): void {
  const leaves = fieldFilters(filter);
  const negations = leaves.filter((leaf) => NEGATIONS.has(leaf.op));
  if (negations.length > 1) {
    throw invalidArgument('Only a single NOT_EQUAL, NOT_IN, IS_NOT_NULL, or IS_NOT_NAN filter allowed per query.');
  }
  if (!leaves.some((leaf) => leaf.op === 'NOT_IN')) return;
  if (leaves.some((leaf) => leaf.op === 'IN' || leaf.op === 'ARRAY_CONTAINS_ANY')) {
    throw invalidArgument("'NOT_IN' cannot be used in the same query with 'IN' or 'ARRAY_CONTAINS_ANY'.");
  }
}

/** The shape of a filter written as an OR of ANDs: how many ANDs, and the most array memberships in one of them. */
type Disjunctions = { count: number; mostArrayContains: number };

function assertDisjunctions(filter: Filter): void {
  const { count, mostArrayContains } = disjunctions(filter);
  if (count > MAX_DISJUNCTIONS) {
    throw invalidArgument(
      `The query exceeds the maximum number of disjunctions allowed after normalization: ${MAX_DISJUNCTIONS}.`,
    );
  }
  if (mostArrayContains > 1) {
    throw invalidArgument("A maximum of 1 'ARRAY_CONTAINS' filter is allowed per disjunction.");
  }
}

function disjunctions(filter: Filter): Disjunctions {
  if (isComposite(filter)) {
    const isAnd = filter.kind === 'and';
    return filter.filters.map(disjunctions).reduce((a, b) => ({
      count: isAnd ? a.count * b.count : a.count + b.count,
      mostArrayContains: isAnd
        ? a.mostArrayContains + b.mostArrayContains
        : Math.max(a.mostArrayContains, b.mostArrayContains),
    }));
  }
  const elements = filter.kind === 'field' && 'arrayValue' in filter.value ? elementsOf(filter.value).length : 1;
  if (filter.op === 'IN' || filter.op === 'ARRAY_CONTAINS_ANY') return { count: elements, mostArrayContains: 0 };
  return { count: 1, mostArrayContains: filter.op === 'ARRAY_CONTAINS' ? 1 : 0 };
}

function assertKeyEquality(filter: Filter): void {
  const leaves = fieldFilters(filter);
  const onKey = leaves.filter((leaf) => leaf.path.length === 1 && leaf.path[0] === NAME_FIELD);
  const inequalities = leaves.filter(isInequality);
  if (!onKey.some((leaf) => leaf.op === 'EQUAL') || inequalities.length === 0) return;
  if (inequalities.some((leaf) => onKey.includes(leaf))) return;
  throw invalidArgument(
    'Equality on key is not allowed if there are other inequality fields and key does not appear in inequalities.',
  );
}
