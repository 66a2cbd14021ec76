/**
 * A map of bounded size that forgets what was not touched for long. Entries are kept in two halves: what is touched moves
 * to the young one; when that is full it becomes the old one, and the old one is forgotten.
 */
export class RecentMap<V> {
  readonly #half: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  /** @param capacity the most entries there are; the last half of them touched is always kept */
  constructor(capacity: number) {
    this.#half = Math.ceil(capacity / 2);
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** The entry, made if it is not there; it counts as touched. */
  touch(key: string, make: () => V): V {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.#old.delete(key);
    const value = old ?? make();
    if (this.#young.size >= this.#half) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
    return value;
  }

  /** All entries, in no order. */
  *entries(): Generator<[string, V]> {
    yield* this.#old;
    yield* this.#young;
  }

  /** Forgets every key that begins so. */
  forget(prefix: string): void {
    for (const half of [this.#young, this.#old]) {
      for (const key of half.keys()) if (key.startsWith(prefix)) half.delete(key);
    }
  }
}
