import type { DocumentChange } from '../storage/document.ts';
import type { Target } from './target.ts';

/**
 * Which documents the rules looked up (`get`, `exists`) when they allowed a target, found by those documents: when one
 * of them changes, only the targets that rely on it are asked about anew.
 */
export class Lookups {
  readonly #paths = new Map<Target, ReadonlySet<string>>();
  readonly #targets = new Map<string, Set<Target>>();

  /** Replaces what a target relies on; an empty set forgets it. */
  set(target: Target, paths: ReadonlySet<string>): void {
    for (const path of this.#paths.get(target) ?? []) {
      const targets = this.#targets.get(path);
      targets?.delete(target);
      if (targets?.size === 0) this.#targets.delete(path);
    }
    if (paths.size === 0) this.#paths.delete(target);
    else this.#paths.set(target, paths);
    for (const path of paths) {
      const targets = this.#targets.get(path);
      if (targets) targets.add(target);
      else this.#targets.set(path, new Set([target]));
    }
  }

  /** The targets that rely on one of the changed documents. */
  relyingOn(changes: readonly DocumentChange[]): Set<Target> {
    const found = new Set<Target>();
    if (this.#targets.size === 0) return found;
    for (const { path } of changes) for (const target of this.#targets.get(path) ?? []) found.add(target);
    return found;
  }
}
