import { isComposite } from './plan-filter.ts';
import type { Filter, LeafFilter } from './query-plan.ts';

/** The filter as an OR of ANDs. The plan has at most 30 of them when list operators are counted, so this stays small. */
export function conjunctions(filter: Filter | null): LeafFilter[][] {
  if (filter === null) return [[]];
  if (!isComposite(filter)) return [[filter]];
  if (filter.kind === 'or') return filter.filters.flatMap(conjunctions);
  return filter.filters
    .map(conjunctions)
    .reduce((left, right) => left.flatMap((a) => right.map((b) => [...a, ...b])), [[]]);
}
