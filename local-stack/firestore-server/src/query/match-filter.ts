import type { StoredDocument } from '../storage/document.ts';
import { compareValues, equalValues, typeRank } from '../values/compare-values.ts';
import { type FieldPath, NAME_FIELD, valueAt } from '../values/field-path.ts';
import { elementsOf, isNaNValue, isNull, type Value } from '../values/value.ts';
import type { Filter } from './query-plan.ts';
import type { FieldOperator } from './structured-query.ts';

/** The value a filter or an order sees at a path of a document; `__name__` is the document's reference. */
export function fieldValue(document: StoredDocument, path: FieldPath): Value | undefined {
  if (path[0] === NAME_FIELD && path.length === 1) return { referenceValue: document.name };
  return valueAt(document.fields, path);
}

/** Whether a document satisfies a filter. A missing field satisfies no comparison, not even a negative one. */
export function matchesFilter(document: StoredDocument, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((inner) => matchesFilter(document, inner));
    case 'or':
      return filter.filters.some((inner) => matchesFilter(document, inner));
    case 'unary': {
      const value = fieldValue(document, filter.path);
      if (value === undefined) return false;
      if (filter.op === 'IS_NULL') return isNull(value);
      if (filter.op === 'IS_NAN') return isNaNValue(value);
      return !isNull(value) && (filter.op === 'IS_NOT_NULL' || !isNaNValue(value));
    }
    case 'field': {
      const value = fieldValue(document, filter.path);
      return value !== undefined && matchesOperator(value, filter.op, filter.value);
    }
  }
}

/** null and NaN elements of a list never match; they are asked for by unary filters only. */
const isPlain = (value: Value): boolean => !isNull(value) && !isNaNValue(value);

function matchesOperator(value: Value, op: FieldOperator, operand: Value): boolean {
  switch (op) {
    case 'EQUAL':
      return equalValues(value, operand);
    case 'NOT_EQUAL':
      return !isNull(value) && !equalValues(value, operand);
    case 'LESS_THAN':
      return isComparable(value, operand) && compareValues(value, operand) < 0;
    case 'LESS_THAN_OR_EQUAL':
      return isComparable(value, operand) && compareValues(value, operand) <= 0;
    case 'GREATER_THAN':
      return isComparable(value, operand) && compareValues(value, operand) > 0;
    case 'GREATER_THAN_OR_EQUAL':
      return isComparable(value, operand) && compareValues(value, operand) >= 0;
    case 'IN':
      return listOf(operand).some((element) => isPlain(element) && equalValues(value, element));
    case 'NOT_IN': {
      const list = listOf(operand);
      return !isNull(value) && !list.some((element) => isNull(element) || equalValues(value, element));
    }
    case 'ARRAY_CONTAINS':
      return isPlain(operand) && listOf(value).some((element) => equalValues(element, operand));
    case 'ARRAY_CONTAINS_ANY': {
      const wanted = listOf(operand).filter(isPlain);
      return listOf(value).some((element) => wanted.some((operandElement) => equalValues(element, operandElement)));
    }
    default:
      return op satisfies never;
  }
}

/** Ranges stay within one type (int64 and double are one); NaN lies in no range. */
function isComparable(value: Value, operand: Value): boolean {
  return typeRank(value) === typeRank(operand) && !isNaNValue(value) && !isNaNValue(operand);
}

function listOf(value: Value): Value[] {
  return 'arrayValue' in value ? elementsOf(value) : [];
}
