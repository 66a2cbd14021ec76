import { fieldValue } from '../query/match-filter.ts';
import { isComposite } from '../query/plan-filter.ts';
import { isNamePath } from '../query/plan-query.ts';
import type { CompositeFilter, Filter, LeafFilter } from '../query/query-plan.ts';
import type { DocumentChange } from '../storage/document.ts';
import { type FieldPath, formatFieldPath } from '../values/field-path.ts';
import { elementsOf, type Value } from '../values/value.ts';
import { valueKey } from '../values/value-key.ts';
import type { Target } from './target.ts';

/** One of these values a field must have, or hold as an element, for every match of a target. */
type Requirement = { readonly path: FieldPath; readonly isInArray: boolean; readonly keys: ReadonlySet<string> };
type ByValue = Pick<Requirement, 'path' | 'isInArray'> & { readonly targets: Map<string, Set<Target>> };

/**
 * The query targets of one collection or collection group, those that ask for certain values sorted by these: a changed
 * document concerns only targets whose value it had or has, whatever the number of others.
 */
export class TargetShelf {
  readonly #byField = new Map<string, ByValue>();
  readonly #others = new Set<Target>();

  get isEmpty(): boolean {
    return this.#byField.size === 0 && this.#others.size === 0;
  }

  add(target: Target): void {
    const requirement = requirementOf(target);
    if (!requirement) {
      this.#others.add(target);
      return;
    }
    const field = placeOf(requirement);
    const { path, isInArray, keys } = requirement;
    const byValue = this.#byField.get(field) ?? { path, isInArray, targets: new Map() };
    this.#byField.set(field, byValue);
    for (const key of keys) {
      const targets = byValue.targets.get(key);
      if (targets) targets.add(target);
      else byValue.targets.set(key, new Set([target]));
    }
  }

  remove(target: Target): void {
    const requirement = requirementOf(target);
    if (!requirement) {
      this.#others.delete(target);
      return;
    }
    const field = placeOf(requirement);
    const byValue = this.#byField.get(field);
    for (const key of requirement.keys) {
      const targets = byValue?.targets.get(key);
      targets?.delete(target);
      if (targets?.size === 0) byValue?.targets.delete(key);
    }
    if (byValue?.targets.size === 0) this.#byField.delete(field);
  }

  /** The targets a change in this collection may concern, each once. */
  *candidates(change: DocumentChange): Generator<Target> {
    yield* this.#others;
    for (const { path, isInArray, targets } of this.#byField.values()) {
      const found = new Set<Target>();
      for (const document of [change.before, change.after]) {
        const value = document ? fieldValue(document, path) : undefined;
        for (const key of keysOf(value, isInArray)) {
          for (const target of targets.get(key) ?? []) found.add(target);
        }
      }
      yield* found;
    }
  }
}

const placeOf = ({ path, isInArray }: Requirement): string => `${formatFieldPath(path)}${isInArray ? '[]' : ''}`;

function* keysOf(value: Value | undefined, isInArray: boolean): Generator<string> {
  if (value === undefined) return;
  const values = !isInArray ? [value] : 'arrayValue' in value ? elementsOf(value) : [];
  for (const each of values) {
    const key = valueKey(each);
    if (key !== null) yield key;
  }
}

/** The values that a field must have for every match of the target, if there are any that can be looked up. */
function requirementOf({ subject }: Target): Requirement | null {
  return subject.kind === 'query' && subject.plan.filter ? requirementIn(subject.plan.filter) : null;
}

function requirementIn(filter: Filter): Requirement | null {
  if (!isComposite(filter)) return requirementOfLeaf(filter);
  return filter.kind === 'and' ? narrowestIn(filter) : null;
}

function narrowestIn({ filters }: CompositeFilter): Requirement | null {
  let narrowest: Requirement | null = null;
  for (const inner of filters) {
    const found = requirementIn(inner);
    if (found && (!narrowest || found.keys.size < narrowest.keys.size)) narrowest = found;
  }
  return narrowest;
}

function requirementOfLeaf(filter: LeafFilter): Requirement | null {
  const { path } = filter;
  if (isNamePath(path)) return null;
  if (filter.kind === 'unary') {
    if (filter.op === 'IS_NULL') return requirement(path, false, [{ nullValue: 'NULL_VALUE' }]);
    return filter.op === 'IS_NAN' ? requirement(path, false, [{ doubleValue: Number.NaN }]) : null;
  }
  const { op, value } = filter;
  if (op === 'EQUAL') return requirement(path, false, [value]);
  if (op === 'ARRAY_CONTAINS') return requirement(path, true, [value]);
  if (!('arrayValue' in value)) return null;
  if (op === 'IN') return requirement(path, false, elementsOf(value));
  return op === 'ARRAY_CONTAINS_ANY' ? requirement(path, true, elementsOf(value)) : null;
}

/** @returns null when one of the values cannot be looked up: the target has to be asked about every change then */
function requirement(path: FieldPath, isInArray: boolean, values: readonly Value[]): Requirement | null {
  const keys = values.map(valueKey).filter((key) => key !== null);
  return keys.length === values.length ? { path, isInArray, keys: new Set(keys) } : null;
}
