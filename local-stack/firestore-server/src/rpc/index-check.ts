import type { Aggregation } from '../query/aggregate.ts';
import { parseIndexDefinitions } from '../query/index-definitions.ts';
import { describeMissingIndex, missingIndex } from '../query/missing-index.ts';
import type { QueryPlan } from '../query/query-plan.ts';
import { describeMissingVectorIndex, missingVectorIndex, parseVectorIndexes } from '../query/vector-index.ts';
import type { FieldPath } from '../values/field-path.ts';
import { FirestoreError } from '../values/status.ts';

/** `require` refuses a query without an index, as production does; `warn` runs it and prints the index to add. */
export type IndexMode = 'require' | 'warn';

/** Looks whether production could run a query. */
export type IndexCheck = {
  /** @throws FirestoreError FAILED_PRECONDITION with the definition of the index to add */
  assertIndexed(plan: QueryPlan, aggregations?: readonly Aggregation[]): void;
};

/** Without definitions every query runs, as in the official emulator. */
export const NO_INDEX_CHECK: IndexCheck = { assertIndexed: () => {} };

/**
 * Checks queries against the text of a `firestore.indexes.json`.
 * @param warn told once about each missing index in the mode `warn`
 * @throws Error when the text cannot be read
 */
export function createIndexCheck(text: string, mode: IndexMode, warn: (message: string) => void): IndexCheck {
  const definitions = parseIndexDefinitions(text);
  const vectorIndexes = parseVectorIndexes(text);
  const told = new Set<string>();
  const vectorFault = (plan: QueryPlan): string | null => {
    const index = missingVectorIndex(plan, vectorIndexes);
    return index ? describeMissingVectorIndex(index) : null;
  };
  const indexFault = (plan: QueryPlan, fields: readonly FieldPath[]): string | null => {
    const index = missingIndex(plan, definitions, fields);
    return index ? describeMissingIndex(index) : null;
  };
  return {
    assertIndexed: (plan, aggregations = []) => {
      const fields = aggregations.flatMap((aggregation) => (aggregation.kind === 'count' ? [] : [aggregation.path]));
      const message = plan.nearest ? vectorFault(plan) : indexFault(plan, fields);
      if (message === null) return;
      if (mode === 'require') throw new FirestoreError('FAILED_PRECONDITION', message);
      if (!told.has(message)) warn(message);
      told.add(message);
    },
  };
}
