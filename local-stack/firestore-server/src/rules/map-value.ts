/** Implementations of MapValue: entries already at hand, or converted from a foreign object when first read. */
import { compareCodePoints } from './ordering.ts';
import type { MapValue, Value } from './values.ts';

class EntriesMap implements MapValue {
  readonly kind = 'map';
  readonly #entries: ReadonlyMap<string, Value>;
  #keys: readonly string[] | null = null;

  constructor(entries: ReadonlyMap<string, Value>) {
    this.#entries = entries;
  }
  get size(): number {
    return this.#entries.size;
  }
  get(key: string): Value | undefined {
    return this.#entries.get(key);
  }
  has(key: string): boolean {
    return this.#entries.has(key);
  }
  keys(): readonly string[] {
    this.#keys ??= [...this.#entries.keys()].sort(compareCodePoints);
    return this.#keys;
  }
}

class ConvertingMap<Raw> implements MapValue {
  readonly kind = 'map';
  readonly #raw: { readonly [key: string]: Raw };
  readonly #convert: (raw: Raw) => Value;
  readonly #converted = new Map<string, Value>();
  #keys: readonly string[] | null = null;

  constructor(raw: { readonly [key: string]: Raw }, convert: (raw: Raw) => Value) {
    this.#raw = raw;
    this.#convert = convert;
  }
  get size(): number {
    return this.keys().length;
  }
  get(key: string): Value | undefined {
    const known = this.#converted.get(key);
    if (known !== undefined || !Object.hasOwn(this.#raw, key)) return known;
    const value = this.#convert(this.#raw[key] as Raw);
    this.#converted.set(key, value);
    return value;
  }
  has(key: string): boolean {
    return Object.hasOwn(this.#raw, key);
  }
  keys(): readonly string[] {
    this.#keys ??= Object.keys(this.#raw).sort(compareCodePoints);
    return this.#keys;
  }
}

/** A map over entries that are values already. The entries must not change afterwards. */
export function mapOf(entries: ReadonlyMap<string, Value>): MapValue {
  return new EntriesMap(entries);
}

/** A map over a plain object; each entry is converted once, when a rule first reads it. Own keys only. */
export function convertingMap<Raw>(raw: { readonly [key: string]: Raw }, convert: (raw: Raw) => Value): MapValue {
  return new ConvertingMap(raw, convert);
}
