/** Evaluating operands for the eager forms: all of them, in order, then apply unless one failed. */
import { budgetFailure, type Code, type Evaluation, isOverBudget } from './evaluation.ts';
import { isFailure, isFatal, type Outcome, type Value } from './values.ts';

/** One operand; its failure is the result. */
export function unary(operand: Code, cost: number, apply: (value: Value) => Outcome): Code {
  return (evaluation, locals) => {
    if (isOverBudget(evaluation, cost)) return budgetFailure();
    const value = operand(evaluation, locals);
    return isFailure(value) ? value : apply(value);
  };
}

/** Two operands, both evaluated even after an error; the first failure is the result. */
export function binary(first: Code, second: Code, apply: (first: Value, second: Value) => Outcome): Code {
  return (evaluation, locals) => {
    if (isOverBudget(evaluation, 1)) return budgetFailure();
    const left = first(evaluation, locals);
    const right = second(evaluation, locals);
    if (isFailure(left)) return isFatal(right) ? right : left;
    return isFailure(right) ? right : apply(left, right);
  };
}

/** Evaluates all operands, in order, then applies; the first failure wins. */
export function compileOperands(
  operands: readonly Code[],
  cost: number,
  apply: (values: readonly Value[], evaluation: Evaluation) => Outcome,
): Code {
  return (evaluation, locals) => {
    if (isOverBudget(evaluation, cost)) return budgetFailure();
    const values: Value[] = [];
    let failed: Outcome | undefined;
    for (const operand of operands) {
      const value = operand(evaluation, locals);
      if (!isFailure(value)) values.push(value);
      else if (failed === undefined || isFatal(value)) failed = value;
    }
    return failed === undefined ? apply(values, evaluation) : failed;
  };
}
