/** `receiver.name(arguments)`: which method, by the type of the receiver. */

import { METHODS } from './builtins/namespaces.ts';
import { invoke } from './builtins/signature.ts';
import { compareCodePoints } from './ordering.ts';
import { failure, list, type Outcome, type PartialMapValue, typeName, unknown, type Value } from './values.ts';

/** Calls a method; unknown names, wrong counts and wrong types are error values. */
export function callMethod(receiver: Value, name: string, args: readonly Value[]): Outcome {
  if (receiver === null) return failure('Null value error.');
  if (typeof receiver === 'object' && receiver.kind === 'partial') return callOnPartial(receiver, name, args);
  const type = typeName(receiver);
  const method = METHODS.get(type)?.get(name);
  if (method === undefined) return failure(`Function not found error: Name: [${name}].`);
  return invoke(method, `${type}.${name}`, receiver, args);
}

/** Of a map that a list rule knows in part, only get() of a known key has an answer. */
function callOnPartial(receiver: PartialMapValue, name: string, args: readonly Value[]): Outcome {
  if (METHODS.get('map')?.has(name) !== true) return failure(`Function not found error: Name: [${name}].`);
  const [key, otherwise] = args;
  if (name === 'get' && args.length === 2 && typeof key === 'string') {
    const known = receiver.fields.get(key);
    if (known !== undefined) return known;
    return receiver.isClosed ? (otherwise ?? null) : unknown();
  }
  if (receiver.isClosed && args.length === 0) {
    if (name === 'keys') return list([...receiver.fields.keys()].sort(compareCodePoints));
    if (name === 'size') return BigInt(receiver.fields.size);
  }
  return unknown();
}
