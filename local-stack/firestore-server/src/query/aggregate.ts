import type { StoredDocument } from '../storage/document.ts';
import { type FieldPath, parseFieldPath, valueAt } from '../values/field-path.ts';
import { MAX_AGGREGATIONS } from '../values/limits.ts';
import { invalidArgument } from '../values/status.ts';
import { type Fields, isNumber, NULL_VALUE, type Value } from '../values/value.ts';
import type { AggregationMessage } from './structured-query.ts';

export type Aggregation =
  | { readonly alias: string; readonly kind: 'count'; readonly upTo: number }
  | { readonly alias: string; readonly kind: 'sum' | 'avg'; readonly path: FieldPath };

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** Checks aggregations and names the unnamed ones `field_1`, `field_2`. @throws FirestoreError INVALID_ARGUMENT */
export function planAggregations(messages: readonly AggregationMessage[] = []): Aggregation[] {
  if (messages.length === 0) throw invalidArgument('An aggregation query must have at least one aggregation.');
  if (messages.length > MAX_AGGREGATIONS) {
    throw invalidArgument(
      `The maximum number of aggregations allowed in an aggregation query is ${MAX_AGGREGATIONS}. Received: ${messages.length}`,
    );
  }
  let unnamed = 0;
  const planned = messages.map((message): Aggregation => {
    const alias = message.alias || `field_${++unnamed}`;
    if (message.count) {
      const upTo = message.count.upTo ? Number(message.count.upTo.value ?? 0) : Number.POSITIVE_INFINITY;
      if (upTo <= 0) throw invalidArgument('The up_to of a count must be greater than zero.');
      return { alias, kind: 'count', upTo };
    }
    if (message.sum) return { alias, kind: 'sum', path: parseFieldPath(message.sum.field?.fieldPath) };
    if (message.avg) return { alias, kind: 'avg', path: parseFieldPath(message.avg.field?.fieldPath) };
    throw invalidArgument('An aggregation must be a count, a sum or an average.');
  });
  if (new Set(planned.map(({ alias }) => alias)).size < planned.length) {
    throw invalidArgument('The aliases of an aggregation query must differ from each other.');
  }
  return planned;
}

/**
 * Computes the aggregations over a query's result. As soon as a sum or an average is among them, only documents that
 * have all aggregated fields take part, for counts as well: production reads them from one index.
 */
export function aggregate(documents: readonly StoredDocument[], aggregations: readonly Aggregation[]): Fields {
  const paths = aggregations.flatMap((aggregation) => (aggregation.kind === 'count' ? [] : [aggregation.path]));
  const taking =
    paths.length === 0
      ? documents
      : documents.filter((document) => paths.every((path) => valueAt(document.fields, path) !== undefined));
  const fields: Fields = {};
  for (const aggregation of aggregations) fields[aggregation.alias] = one(taking, aggregation);
  return fields;
}

function one(documents: readonly StoredDocument[], aggregation: Aggregation): Value {
  if (aggregation.kind === 'count') return { integerValue: String(Math.min(documents.length, aggregation.upTo)) };
  const numbers: Value[] = [];
  for (const document of documents) {
    const value = valueAt(document.fields, aggregation.path);
    if (value && isNumber(value)) numbers.push(value);
  }
  if (aggregation.kind === 'sum') return sum(numbers);
  if (numbers.length === 0) return NULL_VALUE;
  return { doubleValue: toDouble(sum(numbers)) / numbers.length };
}

/** Exact as long as all are integers and the sum fits into 64 bits, else a double. */
function sum(numbers: readonly Value[]): Value {
  let integers = 0n;
  let doubles = 0;
  let isExact = true;
  for (const value of numbers) {
    if ('integerValue' in value) integers += BigInt(value.integerValue);
    else {
      isExact = false;
      doubles += toDouble(value);
    }
  }
  if (isExact && integers <= INT64_MAX && integers >= INT64_MIN) return { integerValue: String(integers) };
  return { doubleValue: Number(integers) + doubles };
}

function toDouble(value: Value): number {
  if ('integerValue' in value) return Number(value.integerValue);
  return 'doubleValue' in value ? value.doubleValue : Number.NaN;
}
