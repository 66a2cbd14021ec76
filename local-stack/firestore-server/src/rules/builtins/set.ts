/** Methods of sets. Algebra takes sets only; the three questions take lists as well. */
import type { ListValue, SetValue, Value } from '../values.ts';
import { setOf } from './list.ts';
import { type Builtin, methodsOf } from './signature.ts';

const set = methodsOf('set');

/** @see https://firebase.google.com/docs/reference/rules/rules.Set */
export const SET_METHODS: ReadonlyMap<string, Builtin> = new Map([
  ['size', set([], (self) => BigInt(self.items.size))],
  ['union', set(['set'], (self, [other]) => ({ kind: 'set', items: new Map([...self.items, ...other.items]) }))],
  ['intersection', set(['set'], (self, [other]) => filtered(self, (key) => other.items.has(key)))],
  ['difference', set(['set'], (self, [other]) => filtered(self, (key) => !other.items.has(key)))],
  ['hasAll', set(['set|list'], (self, [other]) => contains(self, asSet(other)))],
  ['hasAny', set(['set|list'], (self, [other]) => [...asSet(other).items.keys()].some((key) => self.items.has(key)))],
  ['hasOnly', set(['set|list'], (self, [other]) => contains(asSet(other), self))],
]);

function asSet(values: SetValue | ListValue): SetValue {
  return values.kind === 'set' ? values : setOf(values.items);
}

function contains(all: SetValue, some: SetValue): boolean {
  return [...some.items.keys()].every((key) => all.items.has(key));
}

function filtered(self: SetValue, keep: (key: string) => boolean): SetValue {
  const items = new Map<string, Value>();
  for (const [key, value] of self.items) if (keep(key)) items.set(key, value);
  return { kind: 'set', items };
}
