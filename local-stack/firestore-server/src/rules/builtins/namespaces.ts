/** Every built-in by the name that rules use. Methods are looked up by the type of the receiver. */
import type { TypeName } from '../values.ts';
import { BYTES_METHODS } from './bytes.ts';
import { CONVERSIONS } from './conversions.ts';
import { DOCUMENT_FUNCTIONS } from './documents.ts';
import { DURATION_METHODS, DURATION_NAMESPACE } from './duration.ts';
import { HASHING } from './hashing.ts';
import { LATLNG_METHODS, LATLNG_NAMESPACE } from './latlng.ts';
import { LIST_METHODS } from './list.ts';
import { MAP_DIFF_METHODS, MAP_METHODS } from './map.ts';
import { MATH } from './math.ts';
import { PATH_METHODS } from './path.ts';
import { SET_METHODS } from './set.ts';
import type { Builtin } from './signature.ts';
import { STRING_METHODS } from './string.ts';
import { TIMESTAMP_METHODS, TIMESTAMP_NAMESPACE } from './timestamp.ts';

type Builtins = ReadonlyMap<string, Builtin>;

/** Functions behind a namespace: `math.abs(x)`. */
export const NAMESPACES: ReadonlyMap<string, Builtins> = new Map([
  ['math', MATH],
  ['hashing', HASHING],
  ['timestamp', TIMESTAMP_NAMESPACE],
  ['duration', DURATION_NAMESPACE],
  ['latlng', LATLNG_NAMESPACE],
]);

/** Methods by the receiver's type; ints, floats, bools have none. */
export const METHODS: ReadonlyMap<TypeName, Builtins> = new Map<TypeName, Builtins>([
  ['string', STRING_METHODS],
  ['bytes', BYTES_METHODS],
  ['list', LIST_METHODS],
  ['set', SET_METHODS],
  ['map', MAP_METHODS],
  ['map_diff', MAP_DIFF_METHODS],
  ['timestamp', TIMESTAMP_METHODS],
  ['duration', DURATION_METHODS],
  ['latlng', LATLNG_METHODS],
  ['path', PATH_METHODS],
]);

/** True for a name that only makes sense in front of a dot. */
export function isNamespace(name: string): boolean {
  return NAMESPACES.has(name);
}

/** How many arguments a plain function takes; undefined when there is none of that name. */
export function globalArity(name: string): number | undefined {
  return DOCUMENT_FUNCTIONS.has(name) ? 1 : CONVERSIONS.get(name)?.parameters.length;
}
