/**
 * Expressions to closures, once per ruleset. Each closure first counts itself against the budget, then evaluates its
 * operands from left to right (`in`: right first), all of them even after an error, and returns the first error.
 * Costs are those measured in production: 1 per node, and more for `is`, `&&`, `||`, `?:`, paths, lets, namespaces.
 */
import type { Binary, Expression, Identifier, LiteralValue, PathExpression } from './ast.ts';
import { compileCall, compileMethodCall, compileNamespacedCall, type FunctionCode } from './calls.ts';
import type { Resolution } from './checker.ts';
import { budgetFailure, type Code, isOverBudget } from './evaluation.ts';
import { and, choose, not, or } from './logic.ts';
import { mapOf } from './map-value.ts';
import { readIndex, readMember, readSlice } from './members.ts';
import { binary, compileOperands, unary } from './operands.ts';
import { BINARY_OPERATORS, negate } from './operators.ts';
import type { FunctionSymbol } from './scope.ts';
import { isOfType } from './type-test.ts';
import { bytes, failure, isFailure, isSymbolic, list, path, unknown, type Value } from './values.ts';

/** What compiling needs; `observed` code reports every node to the evaluation's listener. */
export type Compilation = {
  readonly resolution: Resolution;
  readonly observed: boolean;
  /** Filled function by function, so that compiling never recurses from one body into another. */
  readonly functions: Map<FunctionSymbol, FunctionCode>;
};

/** Compiles one expression. Literals are never reported to a listener. */
export function compile(compilation: Compilation, node: Expression): Code {
  const code = compileNode(compilation, node);
  if (!compilation.observed || node.kind === 'literal') return code;
  return (evaluation, locals) => {
    const outcome = code(evaluation, locals);
    if (isFailure(outcome)) outcome.at ??= node;
    evaluation.listener?.(node, outcome);
    return outcome;
  };
}

function compileNode(compilation: Compilation, node: Expression): Code {
  const sub = (child: Expression) => compile(compilation, child);
  switch (node.kind) {
    case 'literal':
      return constant(literalValue(node.value));
    case 'identifier':
      return compileVariable(compilation, node);
    case 'list':
      return compileAll(node.elements.map(sub), 1, (values) => list(values));
    case 'map':
      return compileMap(node.entries.map(({ key, value }) => [sub(key), sub(value)] as const));
    case 'path':
      return compilePath(compilation, node);
    case 'member':
      return unary(sub(node.object), 1, (object) => readMember(object, node.name));
    case 'index':
      return binary(sub(node.object), sub(node.index), readIndex);
    case 'slice':
      return compileSlice(sub(node.object), sub(node.from), sub(node.to));
    case 'call':
      return compileCall(compilation, node, node.args.map(sub));
    case 'method-call':
      if (compilation.resolution.namespaced.has(node)) return compileNamespacedCall(node, node.args.map(sub));
      return compileMethodCall(node.name, sub(node.object), node.args.map(sub));
    case 'unary':
      return node.operator === '!' ? not(sub(node.operand)) : unary(sub(node.operand), 1, negate);
    case 'binary':
      return compileBinary(node, sub(node.left), sub(node.right));
    case 'is':
      return unary(sub(node.operand), 2, (value) => isOfType(value, node.type));
    case 'ternary':
      return choose(sub(node.condition), sub(node.whenTrue), sub(node.whenFalse));
  }
}

function literalValue(value: LiteralValue): Value {
  return value instanceof Uint8Array ? bytes(value) : value;
}

function constant(value: Value): Code {
  return (evaluation) => (isOverBudget(evaluation, 1) ? budgetFailure() : value);
}

function compileVariable({ resolution }: Compilation, node: Identifier): Code {
  const binding = resolution.variables.get(node);
  if (binding === undefined) {
    return (evaluation) =>
      isOverBudget(evaluation, 1) ? budgetFailure() : failure(`Invalid variable name: ${node.name}.`);
  }
  switch (binding.kind) {
    case 'global': {
      const { name } = binding;
      return (evaluation) => (isOverBudget(evaluation, 1) ? budgetFailure() : evaluation[name]);
    }
    case 'wildcard': {
      const { slot } = binding;
      return (evaluation) =>
        isOverBudget(evaluation, 1) ? budgetFailure() : (evaluation.wildcards[slot] ?? unknown());
    }
    case 'local': {
      const { slot } = binding;
      return (evaluation, locals) => (isOverBudget(evaluation, 1) ? budgetFailure() : (locals[slot] ?? null));
    }
  }
}

function compileBinary(node: Binary, left: Code, right: Code): Code {
  switch (node.operator) {
    case '&&':
      return and(left, right);
    case '||':
      return or(left, right);
    case 'in':
      return binary(right, left, (container, element) => BINARY_OPERATORS.in(element, container));
    default:
      return binary(left, right, BINARY_OPERATORS[node.operator]);
  }
}

function compileSlice(object: Code, from: Code, to: Code): Code {
  return compileOperands([object, from, to], 1, ([value, start, end]) =>
    readSlice(value ?? null, start ?? null, end ?? null),
  );
}

/** Containers: what a list rule does not fully know must not hide inside a list or map. */
function compileAll(operands: readonly Code[], cost: number, apply: (values: readonly Value[]) => Value): Code {
  return compileOperands(operands, cost, (values) => (values.some(isSymbolic) ? unknown() : apply(values)));
}

function compileMap(entries: readonly (readonly [Code, Code])[]): Code {
  return compileOperands(entries.flat(), 1, (values) => {
    if (values.some(isSymbolic)) return unknown();
    const map = new Map<string, Value>();
    for (let index = 0; index < values.length; index += 2) {
      const key = values[index];
      if (typeof key !== 'string') return failure('Type error. Map keys are strings.');
      map.set(key, values[index + 1] ?? null);
    }
    return mapOf(map);
  });
}

/** A computed segment is a string, or a path whose segments are spliced in. */
function compilePath(compilation: Compilation, node: PathExpression): Code {
  const literals = node.parts.filter((part) => part.kind === 'literal').length;
  const computed = node.parts.flatMap((part) =>
    part.kind === 'computed' ? [compile(compilation, part.expression)] : [],
  );
  return compileOperands(computed, 1 + literals, (values) => {
    const segments: string[] = [];
    let next = 0;
    for (const part of node.parts) {
      const segment = part.kind === 'literal' ? part.text : (values[next++] ?? null);
      if (typeof segment === 'string') segments.push(segment);
      else if (typeof segment === 'object' && segment?.kind === 'path') segments.push(...segment.segments);
      else if (isSymbolic(segment)) return unknown();
      else return failure('Type error. A computed path segment must be a string or a path.');
    }
    return path(segments);
  });
}
