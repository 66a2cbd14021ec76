/**
 * The operators that choose what to evaluate: `&&`, `||`, `!`, `? :`.
 *
 * Errors are absorbed symmetrically: `a && b` is false when either side is false, whatever the other is; `a || b` is
 * true when either is true. The right side is not evaluated when the left decides; after an error on the left it is.
 * What is not a boolean is an error, absorbed like one. Only a fatal failure (the expression budget) gets through.
 */
import type { Code } from './evaluation.ts';
import { budgetFailure, isOverBudget } from './evaluation.ts';
import { failure, isFailure, isFatal, isSymbolic, type Outcome, typeName, unknown } from './values.ts';

/** `left && right` costs 1, and 1 more when the right side is evaluated. */
export function and(left: Code, right: Code): Code {
  return shortCircuit(left, right, false);
}

/** `left || right`, at the same cost. */
export function or(left: Code, right: Code): Code {
  return shortCircuit(left, right, true);
}

/** `decisive` is the truth value that one side alone can give the whole. */
function shortCircuit(left: Code, right: Code, decisive: boolean): Code {
  return (evaluation, locals) => {
    if (isOverBudget(evaluation, 1)) return budgetFailure();
    const first = left(evaluation, locals);
    if (first === decisive || isFatal(first)) return first;
    if (isOverBudget(evaluation, 1)) return budgetFailure();
    const second = right(evaluation, locals);
    if (second === decisive || isFatal(second)) return second;
    return first === !decisive ? expectBool(second) : expectBool(first);
  };
}

/** `!operand`; the negation of an error is that error. */
export function not(operand: Code): Code {
  return (evaluation, locals) => {
    if (isOverBudget(evaluation, 1)) return budgetFailure();
    const value = operand(evaluation, locals);
    return typeof value === 'boolean' ? !value : expectBool(value);
  };
}

/** `condition ? whenTrue : whenFalse` costs 2, and 2 more for the false branch. */
export function choose(condition: Code, whenTrue: Code, whenFalse: Code): Code {
  return (evaluation, locals) => {
    if (isOverBudget(evaluation, 2)) return budgetFailure();
    const value = condition(evaluation, locals);
    if (value === true) return whenTrue(evaluation, locals);
    if (value !== false) return expectBool(value);
    return isOverBudget(evaluation, 2) ? budgetFailure() : whenFalse(evaluation, locals);
  };
}

/** The boolean or failure itself; anything else becomes an error. */
export function expectBool(outcome: Outcome): Outcome {
  if (typeof outcome === 'boolean' || isFailure(outcome)) return outcome;
  if (isSymbolic(outcome)) return unknown();
  return failure(`Type error. Received: [${typeName(outcome)}] Expected: [bool].`);
}
