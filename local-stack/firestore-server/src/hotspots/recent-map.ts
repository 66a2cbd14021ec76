/** A map of bounded size that forgets what was not touched for longest. */
export class RecentMap<V> {
  readonly #capacity: number;
  readonly #entries = new Map<string, V>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The entry, made if it is not there; it counts as touched. */
  touch(key: string, make: () => V): V {
    const found = this.#entries.get(key);
    if (found !== undefined) this.#entries.delete(key);
    else if (this.#entries.size >= this.#capacity) this.#forgetOldest();
    const value = found ?? make();
    this.#entries.set(key, value);
    return value;
  }

  /** Those touched last come last. */
  entries(): Iterable<[string, V]> {
    return this.#entries.entries();
  }

  /** Forgets every key that begins so. */
  forget(prefix: string): void {
    for (const key of this.#entries.keys()) if (key.startsWith(prefix)) this.#entries.delete(key);
  }

  /** Several at once: finding the oldest means passing over those that were forgotten before. */
  #forgetOldest(): void {
    let count = Math.ceil(this.#capacity / 8);
    for (const key of this.#entries.keys()) {
      this.#entries.delete(key);
      if (--count === 0) return;
    }
  }
}
