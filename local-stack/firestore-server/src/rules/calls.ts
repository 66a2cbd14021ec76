/** Calls: functions of the ruleset, built-in functions, namespaced functions, methods. */
import type { Call, MethodCall } from './ast.ts';
import { CONVERSIONS } from './builtins/conversions.ts';
import { callDocumentFunction, DOCUMENT_FUNCTIONS } from './builtins/documents.ts';
import { NAMESPACES } from './builtins/namespaces.ts';
import { invoke } from './builtins/signature.ts';
import { budgetFailure, type Code, isOverBudget, type Locals } from './evaluation.ts';
import type { Compilation } from './evaluator.ts';
import { callMethod } from './methods.ts';
import { compileOperands } from './operands.ts';
import type { FunctionSymbol } from './scope.ts';
import { failure, type Outcome } from './values.ts';

/** A compiled body: lets in order, then the result. */
export type FunctionCode = { readonly lets: readonly Code[]; readonly result: Code };

/** `name(arguments)`: a function of the ruleset hides a built-in one of its name. */
export function compileCall(compilation: Compilation, node: Call, args: readonly Code[]): Code {
  const symbol = compilation.resolution.calls.get(node);
  if (symbol !== undefined) return compileUserCall(compilation, symbol, args);
  const { name } = node;
  const builtin = CONVERSIONS.get(name);
  if (builtin !== undefined) return compileOperands(args, 1, (values) => invoke(builtin, name, null, values));
  const documentFunction = DOCUMENT_FUNCTIONS.get(name);
  if (documentFunction === undefined) return compileOperands(args, 1, () => notFound(name));
  return compileOperands(args, 1, (values, evaluation) =>
    callDocumentFunction(evaluation, name, documentFunction, values),
  );
}

/** `namespace.name(arguments)` costs 1 more than a method. */
export function compileNamespacedCall({ name, object }: MethodCall, args: readonly Code[]): Code {
  const namespace = object.kind === 'identifier' ? object.name : '';
  const builtin = NAMESPACES.get(namespace)?.get(name);
  const fullName = `${namespace}.${name}`;
  if (builtin === undefined) return compileOperands(args, 2, () => notFound(fullName));
  return compileOperands(args, 2, (values) => invoke(builtin, fullName, null, values));
}

/** `receiver.name(arguments)` */
export function compileMethodCall(name: string, receiver: Code, args: readonly Code[]): Code {
  return compileOperands([receiver, ...args], 1, ([self, ...values]) => callMethod(self ?? null, name, values));
}

/** Arguments and lets are evaluated on each call; an error among them counts only when the body reads it. */
function compileUserCall(compilation: Compilation, symbol: FunctionSymbol, args: readonly Code[]): Code {
  const { name, parameters } = symbol.declaration;
  if (args.length !== parameters.length) {
    const expected = `${name.text}(${parameters.map((parameter) => parameter.text).join(', ')})`;
    const message = `Incorrect number of arguments. Received: ${args.length}. Expected: ${expected}.`;
    return compileOperands(args, 1, () => failure(message));
  }
  return (evaluation, locals) => {
    if (isOverBudget(evaluation, 1)) return budgetFailure();
    const own: Locals = [];
    for (const argument of args) own.push(argument(evaluation, locals));
    const body = compilation.functions.get(symbol);
    if (body === undefined) return notFound(name.text);
    for (const value of body.lets) {
      if (isOverBudget(evaluation, 1)) return budgetFailure();
      own.push(value(evaluation, own));
    }
    return body.result(evaluation, own);
  };
}

function notFound(name: string): Outcome {
  return failure(`Function not found error: Name: [${name}].`);
}
