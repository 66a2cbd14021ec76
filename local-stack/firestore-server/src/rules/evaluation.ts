/** What one operation's evaluation knows and spends while the compiled rules run. */
import type { EvaluationListener } from './access.ts';
import type { ReadBudget } from './read-budget.ts';
import type { RulesSettings } from './settings.ts';
import type { StoredFields } from './stored-value.ts';
import { type Failure, fatal, type Outcome, type Value } from './values.ts';

/** Expressions that may be evaluated. @see https://firebase.google.com/docs/firestore/security/rules-structure */
export const MAX_EXPRESSIONS = 1_000;

const BUDGET_MESSAGE =
  'Unable to evaluate the expression as the maximum of 1000 expressions to evaluate has been reached.';

/** Mutable: the matched wildcards change from block to block, `spent` and `reads` count up. */
export type Evaluation = {
  /** By slot, see VariableBinding; unknown for what a list query leaves open. */
  wildcards: readonly Outcome[];
  request: Value;
  resource: Outcome;
  /** Expressions evaluated so far, within the scope of the settings. */
  spent: number;
  /** Distinct documents read by this operation. */
  reads: number;
  readonly database: string;
  readonly documentReads: ReadBudget;
  readonly readDocument: (path: string) => StoredFields | null;
  readonly readAfter: (path: string) => StoredFields | null;
  readonly listener: EvaluationListener | null;
  readonly settings: RulesSettings;
};

/** A function's parameters and lets by slot. Errors may lie there: they count when they are read. */
export type Locals = Outcome[];

/** A compiled expression. */
export type Code = (evaluation: Evaluation, locals: Locals) => Outcome;

/** Counts expressions; true once the budget is exceeded. Counting comes first, which also bounds the recursion. */
export function isOverBudget(evaluation: Evaluation, cost: number): boolean {
  evaluation.spent += cost;
  return evaluation.spent > MAX_EXPRESSIONS;
}

/** The failure that nothing absorbs. */
export function budgetFailure(): Failure {
  return fatal(BUDGET_MESSAGE);
}
