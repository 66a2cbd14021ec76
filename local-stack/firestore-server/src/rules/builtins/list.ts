/** Methods of lists. Membership is strict: 1 is not found as 1.0. */
import { equalityKey } from '../equality.ts';
import { type ListValue, list, type Outcome, type SetValue, type Value } from '../values.ts';
import { textOfValue } from './conversions.ts';
import { type Builtin, methodsOf } from './signature.ts';

const method = methodsOf('list');

/** @see https://firebase.google.com/docs/reference/rules/rules.List */
export const LIST_METHODS: ReadonlyMap<string, Builtin> = new Map([
  ['size', method([], (self) => BigInt(self.items.length))],
  ['concat', method(['list'], (self, [other]) => list([...self.items, ...other.items]))],
  ['hasAll', method(['list'], (self, [other]) => isSubset(strictKeys(other), strictKeys(self)))],
  ['hasAny', method(['list'], (self, [other]) => hasCommon(strictKeys(self), strictKeys(other)))],
  ['hasOnly', method(['list'], (self, [other]) => isSubset(strictKeys(self), strictKeys(other)))],
  ['join', method(['string'], (self, [separator]) => join(self, separator))],
  ['removeAll', method(['list'], (self, [other]) => removeAll(self, other))],
  ['toSet', method([], (self) => setOf(self.items))],
]);

/** The distinct elements; of equal but not identical ones (1, 1.0) the first stays. */
export function setOf(values: readonly Value[]): SetValue {
  const items = new Map<string, Value>();
  for (const value of values) {
    const key = equalityKey(value, 'loose');
    if (!items.has(key)) items.set(key, value);
  }
  return { kind: 'set', items };
}

function strictKeys({ items }: ListValue): Set<string> {
  return new Set(items.map((item) => equalityKey(item, 'strict')));
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  for (const key of some) if (!all.has(key)) return false;
  return true;
}

function hasCommon(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  for (const key of left) if (right.has(key)) return true;
  return false;
}

function removeAll(self: ListValue, removed: ListValue): ListValue {
  const keys = strictKeys(removed);
  return list(self.items.filter((item) => !keys.has(equalityKey(item, 'strict'))));
}

function join(self: ListValue, separator: string): Outcome {
  const texts: string[] = [];
  for (const item of self.items) {
    const text = textOfValue(item);
    if (typeof text !== 'string') return text;
    texts.push(text);
  }
  return texts.join(separator);
}
