import { invalidInput } from './problem.ts';

/** A JSON object and nothing but the known keys: a misspelt key must not be ignored in silence. */
export function expectRecord(input: unknown, name: string, knownKeys: readonly string[]): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw invalidInput(`${name} must be a JSON object.`);
  }
  const unknownKey = Object.keys(input).find((key) => !knownKeys.includes(key));
  if (unknownKey !== undefined) {
    throw invalidInput(`${name} does not know "${unknownKey}". It knows: ${knownKeys.join(', ')}.`);
  }
  return { ...input };
}

export function expectString(input: unknown, name: string): string {
  if (typeof input !== 'string') throw invalidInput(`${name} must be a string.`);
  return input;
}

export function expectArray(input: unknown, name: string): unknown[] {
  if (!Array.isArray(input)) throw invalidInput(`${name} must be an array.`);
  return input;
}

export function expectOneOf<const T extends string>(input: unknown, name: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === input);
  if (choice === undefined) throw invalidInput(`${name} must be one of: ${choices.join(', ')}.`);
  return choice;
}

interface Range {
  least?: number;
  most?: number;
}

/** `{ [key]: number }` when the key is there, `{}` when it is not. */
export function optionalNumber<K extends string>(
  from: Record<string, unknown>,
  key: K,
  parent: string,
  { least = -Infinity, most = Infinity }: Range = {},
): { [P in K]?: number } {
  const value = from[key];
  if (value === undefined) return {};
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw invalidInput(`${parent}.${key} must be a number from ${least} to ${most}.`);
  }
  return { [key]: value } as { [P in K]?: number };
}

/** As optionalNumber, for whole numbers. */
export function optionalInteger<K extends string>(
  from: Record<string, unknown>,
  key: K,
  parent: string,
  range: Range = {},
): { [P in K]?: number } {
  const value = from[key];
  if (value !== undefined && !Number.isInteger(value)) throw invalidInput(`${parent}.${key} must be a whole number.`);
  return optionalNumber(from, key, parent, range);
}

/** `{ [key]: string }` when the key is there, `{}` when it is not. */
export function optionalString<K extends string>(
  from: Record<string, unknown>,
  key: K,
  parent: string,
): { [P in K]?: string } {
  const value = from[key];
  if (value === undefined) return {};
  return { [key]: expectString(value, `${parent}.${key}`) } as { [P in K]?: string };
}

/** `{ [key]: boolean }` when the key is there, `{}` when it is not. */
export function optionalFlag<K extends string>(
  from: Record<string, unknown>,
  key: K,
  parent: string,
): { [P in K]?: boolean } {
  const value = from[key];
  if (value === undefined) return {};
  if (typeof value !== 'boolean') throw invalidInput(`${parent}.${key} must be true or false.`);
  return { [key]: value } as { [P in K]?: boolean };
}
