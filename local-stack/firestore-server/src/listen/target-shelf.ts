import { fieldValue } from '../query/match-filter.ts';
import { isNamePath } from '../query/plan-query.ts';
import type { Filter } from '../query/query-plan.ts';
import type { DocumentChange } from '../storage/document.ts';
import { type FieldPath, formatFieldPath } from '../values/field-path.ts';
import { valueKey } from '../values/value-key.ts';
import type { Target } from './target.ts';

type Equality = { readonly path: FieldPath; readonly key: string };
type ByValue = { readonly path: FieldPath; readonly targets: Map<string, Set<Target>> };

/**
 * The query targets of one collection or collection group, those with an equality filter sorted by its value: a changed
 * document concerns only targets whose value it had or has, whatever the number of others.
 */
export class TargetShelf {
  readonly #byField = new Map<string, ByValue>();
  readonly #others = new Set<Target>();

  get isEmpty(): boolean {
    return this.#byField.size === 0 && this.#others.size === 0;
  }

  add(target: Target): void {
    const equality = equalityOf(target);
    if (!equality) {
      this.#others.add(target);
      return;
    }
    const field = formatFieldPath(equality.path);
    const byValue = this.#byField.get(field) ?? { path: equality.path, targets: new Map() };
    this.#byField.set(field, byValue);
    const targets = byValue.targets.get(equality.key);
    if (targets) targets.add(target);
    else byValue.targets.set(equality.key, new Set([target]));
  }

  remove(target: Target): void {
    const equality = equalityOf(target);
    if (!equality) {
      this.#others.delete(target);
      return;
    }
    const field = formatFieldPath(equality.path);
    const byValue = this.#byField.get(field);
    const targets = byValue?.targets.get(equality.key);
    targets?.delete(target);
    if (targets?.size === 0) byValue?.targets.delete(equality.key);
    if (byValue?.targets.size === 0) this.#byField.delete(field);
  }

  /** The targets a change in this collection may concern, each once. */
  *candidates(change: DocumentChange): Generator<Target> {
    yield* this.#others;
    for (const { path, targets } of this.#byField.values()) {
      const keys = new Set<string>();
      for (const document of [change.before, change.after]) {
        const value = document ? fieldValue(document, path) : undefined;
        const key = value === undefined ? null : valueKey(value);
        if (key !== null) keys.add(key);
      }
      for (const key of keys) yield* targets.get(key) ?? [];
    }
  }
}

/** A value that a field must have for every match of the target, if there is one that can be looked up. */
function equalityOf({ subject }: Target): Equality | null {
  return subject.kind === 'query' && subject.plan.filter ? requiredEquality(subject.plan.filter) : null;
}

function requiredEquality(filter: Filter): Equality | null {
  if (filter.kind === 'and') {
    for (const inner of filter.filters) {
      const equality = requiredEquality(inner);
      if (equality) return equality;
    }
    return null;
  }
  if (filter.kind !== 'field' || filter.op !== 'EQUAL' || isNamePath(filter.path)) return null;
  const key = valueKey(filter.value);
  return key === null ? null : { path: filter.path, key };
}
