/**
 * Points on which the production service, versions of the official emulator and the reference differ or are silent.
 * Each has its default here and nowhere else, so that flipping one is a change of one line.
 */

/** Switches for behaviour on which sources disagree. */
export type RulesSettings = {
  /** get() of a missing document: null (reference; emulator 1.21) or an error (emulator up to about 1.19). */
  missingGet: 'null' | 'error';
  /** Who shares the 1,000 expressions: each allow (emulator) or the whole operation (production). */
  expressionBudgetScope: 'allow' | 'operation';
  /**
   * In list rules: whether keys(), size() and `in` on resource.data see a map of only the constrained fields, as the
   * official emulator does (firebase-tools issue 4420), or are unknown, which denies.
   */
  listKeys: 'unknown' | 'constrained-fields-only';
};

/** The defaults: what the reference says, and the safer side where it says nothing. */
export const DEFAULT_SETTINGS: RulesSettings = {
  missingGet: 'null',
  expressionBudgetScope: 'allow',
  listKeys: 'unknown',
};
