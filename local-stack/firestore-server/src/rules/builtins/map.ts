/** Methods of maps, and of what `after.diff(before)` gives. */
import { looselyEqual } from '../equality.ts';
import {
  failure,
  type ListValue,
  list,
  type MapDiffValue,
  type MapValue,
  type Outcome,
  type Value,
} from '../values.ts';
import { setOf } from './list.ts';
import { type Builtin, methodsOf } from './signature.ts';

const map = methodsOf('map');
const diff = methodsOf('map_diff');

/** @see https://firebase.google.com/docs/reference/rules/rules.Map */
export const MAP_METHODS: ReadonlyMap<string, Builtin> = new Map([
  ['size', map([], (self) => BigInt(self.size))],
  ['keys', map([], (self) => list(self.keys()))],
  ['values', map([], (self) => list(self.keys().map((key) => self.get(key) ?? null)))],
  ['get', map(['string|list', 'any'], (self, [key, otherwise]) => get(self, key, otherwise))],
  ['diff', map(['map'], (self, [other]) => ({ kind: 'map_diff', left: self, right: other }))],
]);

/** Sets of top-level keys of `after.diff(before)`. @see https://firebase.google.com/docs/reference/rules/rules.MapDiff */
export const MAP_DIFF_METHODS: ReadonlyMap<string, Builtin> = new Map([
  ['addedKeys', diff([], ({ left, right }) => setOf(left.keys().filter((key) => !right.has(key))))],
  ['removedKeys', diff([], ({ left, right }) => setOf(right.keys().filter((key) => !left.has(key))))],
  ['changedKeys', diff([], (self) => setOf(self.left.keys().filter((key) => isChanged(self, key))))],
  ['unchangedKeys', diff([], (self) => setOf(self.left.keys().filter((key) => isUnchanged(self, key))))],
  ['affectedKeys', diff([], (self) => setOf(affectedKeys(self)))],
]);

function affectedKeys(self: MapDiffValue): string[] {
  const { left, right } = self;
  const removed = right.keys().filter((key) => !left.has(key));
  return [...left.keys().filter((key) => !isUnchanged(self, key)), ...removed];
}

function isUnchanged({ left, right }: MapDiffValue, key: string): boolean {
  const after = left.get(key);
  const before = right.get(key);
  return after !== undefined && before !== undefined && looselyEqual(after, before);
}

function isChanged(self: MapDiffValue, key: string): boolean {
  return self.right.has(key) && !isUnchanged(self, key);
}

/** A list of keys walks nested maps; a missing step, or a step that is no map, gives the default. */
function get(self: MapValue, key: string | ListValue, otherwise: Value): Outcome {
  if (typeof key === 'string') return self.get(key) ?? (self.has(key) ? null : otherwise);
  let value: Value = self;
  for (const step of key.items) {
    if (typeof step !== 'string') {
      return failure('Unsupported operation error. Received: map.get(list). Expected: map.get(list[string]).');
    }
    if (typeof value !== 'object' || value === null || value.kind !== 'map' || !value.has(step)) return otherwise;
    value = value.get(step) ?? null;
  }
  return value;
}
