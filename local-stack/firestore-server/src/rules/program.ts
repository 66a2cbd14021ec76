/** A compiled file: for each operation the rules that may grant it, in source order. */
import type { Operation } from './access.ts';
import type { AllowMethod, Expression } from './ast.ts';
import type { FunctionCode } from './calls.ts';
import type { Resolution } from './checker.ts';
import type { Code } from './evaluation.ts';
import { type Compilation, compile } from './evaluator.ts';
import { type Pattern, patternOf } from './match-path.ts';
import type { FunctionSymbol } from './scope.ts';
import type { SourceText } from './source-text.ts';

/** One allow statement. `line` and `column` are those of the condition's first token, counted from 1. */
export type Rule = {
  readonly pattern: Pattern;
  readonly line: number;
  readonly column: number;
  /** Null for a bare allow, which always grants. */
  readonly condition: Code | null;
};

export type Program = { readonly [operation in Operation]: readonly Rule[] };

const COVERS: { readonly [method in AllowMethod]: readonly Operation[] } = {
  read: ['get', 'list'],
  write: ['create', 'update', 'delete'],
  get: ['get'],
  list: ['list'],
  create: ['create'],
  update: ['update'],
  delete: ['delete'],
};

/** Compiles all rules and functions; `observed` code reports to listeners and is slower. */
export function compileProgram(source: SourceText, resolution: Resolution, observed: boolean): Program {
  const compilation: Compilation = { resolution, observed, functions: new Map() };
  for (const symbol of resolution.functions) compilation.functions.set(symbol, compileFunction(compilation, symbol));
  const program = { get: [], list: [], create: [], update: [], delete: [] } satisfies { [o in Operation]: Rule[] };
  for (const { allow, path, isReachable } of resolution.allows) {
    if (!isReachable) continue;
    const rule: Rule = {
      pattern: patternOf(path, resolution.version),
      ...source.positionAt(allow.conditionRange.start),
      condition: allow.condition === null ? null : compile(compilation, allow.condition),
    };
    const operations = new Set(allow.methods.flatMap((method) => COVERS[method]));
    for (const operation of operations) (program[operation] as Rule[]).push(rule);
  }
  return program;
}

function compileFunction(compilation: Compilation, { declaration }: FunctionSymbol): FunctionCode {
  return {
    lets: declaration.lets.map(({ value }) => compile(compilation, value)),
    result: compile(compilation, declaration.result),
  };
}

/** The expressions a coverage report lists at the top: conditions, and the bodies of functions, in source order. */
export function topExpressions(resolution: Resolution): Expression[] {
  const conditions = resolution.allows.flatMap(({ allow }) => (allow.condition === null ? [] : [allow.condition]));
  const bodies = resolution.functions.flatMap(({ declaration }) => [
    ...declaration.lets.map(({ value }) => value),
    declaration.result,
  ]);
  return [...conditions, ...bodies].sort((left, right) => left.start - right.start);
}
