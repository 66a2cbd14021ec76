import { compareUtf8 } from './compare-strings.ts';
import { comparePaths } from './resource-path.ts';
import { elementsOf, type Fields, fieldsOf, type Timestamp, type Value, vectorElements } from './value.ts';

/**
 * The order of types, lowest first; false and true, NaN and the other numbers share a rank and are told apart below.
 * @see https://firebase.google.com/docs/firestore/manage-data/data-types "Value type ordering"
 */
export const TYPE_RANK = {
  null: 0,
  boolean: 1,
  number: 2,
  timestamp: 3,
  string: 4,
  bytes: 5,
  reference: 6,
  geoPoint: 7,
  array: 8,
  vector: 9,
  map: 10,
} as const;

/** The place of a value's type in the order of types. int64 and double share one place. */
export function typeRank(value: Value): number {
  if ('stringValue' in value) return TYPE_RANK.string;
  if ('integerValue' in value || 'doubleValue' in value) return TYPE_RANK.number;
  if ('booleanValue' in value) return TYPE_RANK.boolean;
  if ('mapValue' in value) return vectorElements(value) ? TYPE_RANK.vector : TYPE_RANK.map;
  if ('arrayValue' in value) return TYPE_RANK.array;
  if ('timestampValue' in value) return TYPE_RANK.timestamp;
  if ('nullValue' in value) return TYPE_RANK.null;
  if ('referenceValue' in value) return TYPE_RANK.reference;
  if ('bytesValue' in value) return TYPE_RANK.bytes;
  return TYPE_RANK.geoPoint;
}

/** The total order of values. Zero means equal for queries: 1 equals 1.0, NaN equals NaN, -0.0 equals 0. */
export function compareValues(a: Value, b: Value): number {
  if ('stringValue' in a && 'stringValue' in b) return compareUtf8(a.stringValue, b.stringValue);
  const rankA = typeRank(a);
  const rankB = typeRank(b);
  if (rankA !== rankB) return rankA < rankB ? -1 : 1;
  if ('booleanValue' in a && 'booleanValue' in b) return Number(a.booleanValue) - Number(b.booleanValue);
  if (rankA === TYPE_RANK.number) return compareNumbers(a, b);
  if ('timestampValue' in a && 'timestampValue' in b) return compareTimestamps(a.timestampValue, b.timestampValue);
  if ('bytesValue' in a && 'bytesValue' in b) return Math.sign(Buffer.compare(a.bytesValue, b.bytesValue));
  if ('referenceValue' in a && 'referenceValue' in b) return comparePaths(a.referenceValue, b.referenceValue);
  if ('geoPointValue' in a && 'geoPointValue' in b) {
    return (
      compareDoubles(a.geoPointValue.latitude ?? 0, b.geoPointValue.latitude ?? 0) ||
      compareDoubles(a.geoPointValue.longitude ?? 0, b.geoPointValue.longitude ?? 0)
    );
  }
  if ('arrayValue' in a && 'arrayValue' in b) return compareLists(elementsOf(a), elementsOf(b));
  if ('mapValue' in a && 'mapValue' in b) {
    const vectorA = vectorElements(a);
    const vectorB = vectorElements(b);
    if (vectorA && vectorB) return Math.sign(vectorA.length - vectorB.length) || compareLists(vectorA, vectorB);
    return compareMaps(fieldsOf(a), fieldsOf(b));
  }
  return 0;
}

/** Equality as queries, arrayUnion and arrayRemove see it. */
export function equalValues(a: Value, b: Value): boolean {
  return compareValues(a, b) === 0;
}

/** Same types and same bits: 3 differs from 3.0, 0.0 from -0.0. A write that changes nothing in this sense is no change. */
export function identicalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  if ('integerValue' in a) return 'integerValue' in b && a.integerValue === b.integerValue;
  if ('doubleValue' in a) return 'doubleValue' in b && Object.is(a.doubleValue, b.doubleValue);
  if ('geoPointValue' in a && 'geoPointValue' in b) {
    const [p, q] = [a.geoPointValue, b.geoPointValue];
    return Object.is(p.latitude ?? 0, q.latitude ?? 0) && Object.is(p.longitude ?? 0, q.longitude ?? 0);
  }
  if ('arrayValue' in a && 'arrayValue' in b) {
    const [p, q] = [elementsOf(a), elementsOf(b)];
    return p.length === q.length && p.every((element, i) => identicalValues(element, q[i] as Value));
  }
  if ('mapValue' in a && 'mapValue' in b) return identicalFields(fieldsOf(a), fieldsOf(b));
  return compareValues(a, b) === 0;
}

/** Same names and identical values; the order of the names does not matter. */
export function identicalFields(a: Fields, b: Fields): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && identicalValues(a[name] as Value, b[name] as Value));
}

function compareNumbers(a: Value, b: Value): number {
  if ('doubleValue' in a && 'doubleValue' in b) return compareDoubles(a.doubleValue, b.doubleValue);
  if ('integerValue' in a && 'integerValue' in b) return compareIntegers(a.integerValue, b.integerValue);
  if ('integerValue' in a && 'doubleValue' in b) return compareIntegerWithDouble(a.integerValue, b.doubleValue);
  if ('doubleValue' in a && 'integerValue' in b) return 0 - compareIntegerWithDouble(b.integerValue, a.doubleValue);
  return 0;
}

/** NaN is equal to itself and lower than every other number; both zeros are equal. */
function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

function compareIntegers(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [Number(a), Number(b)];
  if (x !== y) return x < y ? -1 : 1;
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Exact beyond 2^53: the double is taken for the integer it stands for. */
function compareIntegerWithDouble(integer: string, double: number): number {
  if (Number.isNaN(double)) return 1;
  const approximate = Number(integer);
  if (approximate !== double || Number.isSafeInteger(approximate)) return compareDoubles(approximate, double);
  const difference = BigInt(integer) - BigInt(double);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return Math.sign(Number(a.seconds ?? 0) - Number(b.seconds ?? 0)) || Math.sign((a.nanos ?? 0) - (b.nanos ?? 0));
}

function compareLists(a: Value[], b: Value[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const order = compareValues(a[i] as Value, b[i] as Value);
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}

function compareMaps(a: Fields, b: Fields): number {
  const namesA = Object.keys(a).sort(compareUtf8);
  const namesB = Object.keys(b).sort(compareUtf8);
  const shared = Math.min(namesA.length, namesB.length);
  for (let i = 0; i < shared; i++) {
    const [nameA = '', nameB = ''] = [namesA[i], namesB[i]];
    const order = compareUtf8(nameA, nameB) || compareValues(a[nameA] as Value, b[nameB] as Value);
    if (order !== 0) return order;
  }
  return Math.sign(namesA.length - namesB.length);
}
