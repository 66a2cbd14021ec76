import type { StoredDocument } from '../storage/document.ts';
import { type FieldPath, parseFieldPath, valueAt, withValueAt } from '../values/field-path.ts';
import { comparePaths } from '../values/resource-path.ts';
import { invalidArgument } from '../values/status.ts';
import { type Value, vectorElements } from '../values/value.ts';
import type { FieldReference } from './structured-query.ts';

export type DistanceMeasure = 'EUCLIDEAN' | 'COSINE' | 'DOT_PRODUCT';

/** google.firestore.v1.StructuredQuery.FindNearest */
export type FindNearestMessage = {
  vectorField?: FieldReference;
  queryVector?: Value;
  distanceMeasure?: DistanceMeasure | 'DISTANCE_MEASURE_UNSPECIFIED';
  limit?: { value?: number };
  distanceResultField?: string;
  distanceThreshold?: { value?: number };
};

/** A checked vector search. */
export type NearestPlan = {
  readonly path: FieldPath;
  readonly vector: readonly number[];
  readonly measure: DistanceMeasure;
  readonly limit: number;
  /** where the distance is put into the documents found */
  readonly resultField: FieldPath | null;
  /** the furthest distance that still counts */
  readonly threshold: number | null;
};

/** @see query.proto of google.firestore.v1, message FindNearest */
const MAX_DIMENSIONS = 2048;
const MAX_NEIGHBORS = 1000;

/** Reads and checks a vector search. @throws FirestoreError INVALID_ARGUMENT */
export function planFindNearest(message: FindNearestMessage): NearestPlan {
  const { distanceMeasure: measure, distanceResultField, distanceThreshold } = message;
  const vector = message.queryVector ? numbersOf(message.queryVector) : null;
  if (!vector) throw invalidArgument('The query vector of FindNearest must be a vector of numbers.');
  if (vector.length === 0 || vector.length > MAX_DIMENSIONS) {
    throw invalidArgument(
      `The query vector of FindNearest must have 1 to ${MAX_DIMENSIONS} dimensions, not ${vector.length}.`,
    );
  }
  if (measure !== 'EUCLIDEAN' && measure !== 'COSINE' && measure !== 'DOT_PRODUCT') {
    throw invalidArgument('FindNearest must have a distance measure: EUCLIDEAN, COSINE or DOT_PRODUCT.');
  }
  const limit = message.limit?.value ?? 0;
  if (limit < 1 || limit > MAX_NEIGHBORS) {
    throw invalidArgument(`The limit of FindNearest must be a positive integer of no more than ${MAX_NEIGHBORS}.`);
  }
  return {
    path: parseFieldPath(message.vectorField?.fieldPath),
    vector,
    measure,
    limit,
    resultField: distanceResultField ? parseFieldPath(distanceResultField) : null,
    threshold: distanceThreshold ? (distanceThreshold.value ?? 0) : null,
  };
}

/**
 * The nearest of some documents, nearest first; those without a vector of the same dimension in the field are passed
 * over. Every document is compared: exact, and made for small sets.
 */
export function findNearest(documents: Iterable<StoredDocument>, plan: NearestPlan): StoredDocument[] {
  // The more alike two vectors are, the larger is their product, and the smaller is any distance.
  const sign = plan.measure === 'DOT_PRODUCT' ? -1 : 1;
  const found: { document: StoredDocument; distance: number }[] = [];
  for (const document of documents) {
    const value = valueAt(document.fields, plan.path);
    const vector = value ? numbersOf(value) : null;
    if (vector?.length !== plan.vector.length) continue;
    const distance = distanceBetween(vector, plan.vector, plan.measure);
    if (Number.isNaN(distance)) continue;
    if (plan.threshold !== null && distance * sign > plan.threshold * sign) continue;
    found.push({ document, distance });
  }
  found.sort((a, b) => (a.distance - b.distance) * sign || comparePaths(a.document.path, b.document.path));
  return found.slice(0, plan.limit).map(({ document, distance }) => {
    if (!plan.resultField) return document;
    return { ...document, fields: withValueAt(document.fields, plan.resultField, { doubleValue: distance }) };
  });
}

function distanceBetween(a: readonly number[], b: readonly number[], measure: DistanceMeasure): number {
  if (measure === 'EUCLIDEAN') return Math.hypot(...a.map((x, i) => x - (b[i] ?? 0)));
  const product = dot(a, b);
  return measure === 'DOT_PRODUCT' ? product : 1 - product / Math.sqrt(dot(a, a) * dot(b, b));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}

function numbersOf(value: Value): number[] | null {
  const numbers: number[] = [];
  const elements = vectorElements(value);
  if (!elements) return null;
  for (const element of elements) {
    if ('doubleValue' in element) numbers.push(element.doubleValue);
    else if ('integerValue' in element) numbers.push(Number(element.integerValue));
    else return null;
  }
  return numbers;
}
