/**
 * Values of the rules language. Null, bool, int, float and string are JavaScript's own null, boolean, bigint, number
 * and string, so that the common case allocates nothing; everything else is an object with a `kind`.
 *
 * An evaluation gives an Outcome: a value, or a Failure. Failures are ordinary values of the machinery, never thrown:
 * `&&` and `||` can absorb them. There are three severities:
 *   error    something is wrong: a missing key, a bad argument
 *   unknown  in a list rule, something that depends on documents the query does not pin down; behaves like an error
 *   fatal    a limit of the engine; nothing absorbs it
 */
import type { Expression } from './ast.ts';

/** Elements never contain failures, constraints or partial maps: an operator fails before it builds such a list. */
export type ListValue = { readonly kind: 'list'; readonly items: readonly Value[] };

/** Reads of own keys only. `keys()` is in code-point order. Implementations may convert entries on first read. */
export interface MapValue {
  readonly kind: 'map';
  readonly size: number;
  get(key: string): Value | undefined;
  has(key: string): boolean;
  keys(): readonly string[];
}

/** Distinct elements by loose equality (1 and 1.0 are one), by their equality key; see equality.ts. */
export type SetValue = { readonly kind: 'set'; readonly items: ReadonlyMap<string, Value> };

/** What `after.diff(before)` gives; the key sets are computed when asked for. */
export type MapDiffValue = { readonly kind: 'map_diff'; readonly left: MapValue; readonly right: MapValue };

export type BytesValue = { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** Nanoseconds since 1970-01-01T00:00:00Z. */
export type TimestampValue = { readonly kind: 'timestamp'; readonly epochNanos: bigint };

/** Signed nanoseconds. */
export type DurationValue = { readonly kind: 'duration'; readonly nanos: bigint };

/** Degrees. */
export type LatLngValue = { readonly kind: 'latlng'; readonly latitude: number; readonly longitude: number };

/** `bindings` are the names filled by bind(). */
export type PathValue = {
  readonly kind: 'path';
  readonly segments: readonly string[];
  readonly bindings: ReadonlyMap<string, string> | null;
};

export type Comparator = 'NEQ' | 'GT' | 'GTE' | 'LT' | 'LTE' | 'LIST_CONTAINS';

/** In list rules: a field of which the query says something, but not its value. All bounds hold at once. */
export type ConstraintValue = {
  readonly kind: 'constraint';
  readonly bounds: readonly { readonly comparator: Comparator; readonly value: Value }[];
};

/**
 * In list rules: a map of which only some fields are known, or constrained. Every field that is listed exists in each
 * document of the result. `isClosed` pretends that there are no others (settings.listKeys).
 */
export type PartialMapValue = {
  readonly kind: 'partial';
  readonly fields: ReadonlyMap<string, Value | Failure>;
  readonly isClosed: boolean;
};

/** A stored value of no rules type, or nested beyond any legal document: equal to nothing, without members. */
export type OpaqueValue = { readonly kind: 'opaque' };

export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | ListValue
  | MapValue
  | SetValue
  | MapDiffValue
  | BytesValue
  | TimestampValue
  | DurationValue
  | LatLngValue
  | PathValue
  | ConstraintValue
  | PartialMapValue
  | OpaqueValue;

/** `at` is filled in by the evaluator for coverage: the innermost expression that failed. */
export type Failure = {
  readonly kind: 'failure';
  readonly severity: 'error' | 'unknown' | 'fatal';
  readonly message: string;
  at: Expression | null;
};

export type Outcome = Value | Failure;

/** Names that stand to the right of `is`, and in messages. */
export type TypeName =
  | 'null'
  | 'bool'
  | 'int'
  | 'float'
  | 'string'
  | 'list'
  | 'map'
  | 'set'
  | 'map_diff'
  | 'bytes'
  | 'timestamp'
  | 'duration'
  | 'latlng'
  | 'path'
  | 'constraint';

export const OPAQUE: OpaqueValue = { kind: 'opaque' };

/** An ordinary error value with the text that clients see in a denial. */
export function failure(message: string): Failure {
  return { kind: 'failure', severity: 'error', message, at: null };
}

/** Something a list rule cannot know. The message may be empty. */
export function unknown(message = ''): Failure {
  return { kind: 'failure', severity: 'unknown', message, at: null };
}

/** A limit that no operator absorbs. */
export function fatal(message: string): Failure {
  return { kind: 'failure', severity: 'fatal', message, at: null };
}

/** Tells failures from values. */
export function isFailure(outcome: Outcome): outcome is Failure {
  return typeof outcome === 'object' && outcome !== null && outcome.kind === 'failure';
}

/** True for a failure that no operator absorbs. */
export function isFatal(outcome: Outcome): boolean {
  return isFailure(outcome) && outcome.severity === 'fatal';
}

/** A list of values. */
export function list(items: readonly Value[]): ListValue {
  return { kind: 'list', items };
}

/** Bytes; the array is not copied. */
export function bytes(content: Uint8Array): BytesValue {
  return { kind: 'bytes', bytes: content };
}

/** A path without bindings. */
export function path(segments: readonly string[]): PathValue {
  return { kind: 'path', segments, bindings: null };
}

/** The type of a value as messages name it. A map of which a list rule knows a part is a map; an opaque value null. */
export function typeName(value: Value): TypeName {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'string';
  }
  if (value === null || value.kind === 'opaque') return 'null';
  return value.kind === 'partial' ? 'map' : value.kind;
}

/** True for what a list rule does not fully know: it must not disappear inside lists, maps or comparisons. */
export function isSymbolic(value: Value): value is ConstraintValue | PartialMapValue {
  return typeof value === 'object' && value !== null && (value.kind === 'constraint' || value.kind === 'partial');
}
