/**
 * How a built-in says what it takes, and the one place that checks it: number of arguments first, then their types,
 * with the messages that production gives.
 */
import { isNumber } from '../ordering.ts';
import type * as values from '../values.ts';
import { failure, isSymbolic, type Outcome, typeName, unknown, type Value } from '../values.ts';

/** The JavaScript type behind each name that a signature may use. */
export type TypeOf = {
  any: Value;
  int: bigint;
  number: bigint | number;
  string: string;
  bytes: values.BytesValue;
  list: values.ListValue;
  set: values.SetValue;
  map: values.MapValue;
  map_diff: values.MapDiffValue;
  timestamp: values.TimestampValue;
  duration: values.DurationValue;
  latlng: values.LatLngValue;
  path: values.PathValue;
  'set|list': values.SetValue | values.ListValue;
  'string|bytes': string | values.BytesValue;
  'string|list': string | values.ListValue;
};

export type ParameterType = keyof TypeOf;

type ArgumentsOf<P extends readonly ParameterType[]> = { [I in keyof P]: TypeOf[P[I]] };

/** A built-in function or method. For a function `self` is null. */
export type Builtin = {
  readonly parameters: readonly ParameterType[];
  readonly call: (self: Value, args: readonly Value[]) => Outcome;
};

/** A builder of methods for one receiver type; the casts are sound because invoke checked the arguments. */
export function methodsOf<R extends ParameterType>(_receiver: R) {
  return <const P extends readonly ParameterType[]>(
    parameters: P,
    call: (self: TypeOf[R], args: ArgumentsOf<P>) => Outcome,
  ): Builtin => ({ parameters, call: call as unknown as Builtin['call'] });
}

/** A function without a receiver. */
export function functionOf<const P extends readonly ParameterType[]>(
  parameters: P,
  call: (args: ArgumentsOf<P>) => Outcome,
): Builtin {
  return { parameters, call: (_self, args) => call(args as unknown as ArgumentsOf<P>) };
}

/** Checks the arguments and calls. `name` is how messages show the built-in: `list.hasAny`, `math.abs`, `int`. */
export function invoke(builtin: Builtin, name: string, self: Value, args: readonly Value[]): Outcome {
  const { parameters } = builtin;
  if (args.length !== parameters.length) {
    return failure(
      `Incorrect number of arguments. Received: ${args.length}. Expected: ${signature(name, parameters)}.`,
    );
  }
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] as Value;
    const parameter = parameters[index] as ParameterType;
    if (parameter === 'any' || accepts(parameter, argument)) continue;
    if (isSymbolic(argument)) return unknown();
    const received = signature(name, args.map(typeName));
    return failure(`Unsupported operation error. Received: ${received}. Expected: ${signature(name, parameters)}.`);
  }
  return builtin.call(self, args);
}

function accepts(parameter: ParameterType, argument: Value): boolean {
  if (parameter === 'number') return isNumber(argument);
  const type = typeName(argument);
  if (type === 'map') return parameter === 'map' && !isSymbolic(argument);
  return type === parameter || (parameter.includes('|') && parameter.split('|').includes(type));
}

function signature(name: string, types: readonly string[]): string {
  return `${name}(${types.map((type) => type.split('|')[0]).join(', ')})`;
}
