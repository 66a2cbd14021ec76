/**
 * Names and what they mean. Scope is lexical: a function sees its parameters and lets, and the wildcards and
 * functions of the blocks around its declaration; never those of its caller.
 */
import type { Call, FunctionDeclaration } from './ast.ts';

/**
 * `wildcard` slots count the variables of the whole concatenated match path, so that a function of an outer block
 * finds its variables at the same slots whichever inner block matched. `local` slots are parameters, then lets.
 */
export type VariableBinding =
  | { kind: 'global'; name: 'request' | 'resource' }
  | { kind: 'wildcard'; slot: number }
  | { kind: 'local'; slot: number };

/** A declared function; calls are listed once its body was checked. */
export type FunctionSymbol = {
  readonly declaration: FunctionDeclaration;
  readonly scope: Scope;
  readonly calls: { callee: FunctionSymbol; at: Call }[];
  isCalled: boolean;
};

/** One level of names. */
export class Scope {
  readonly functions = new Map<string, FunctionSymbol>();
  readonly variables = new Map<string, VariableBinding>();
  readonly #parent: Scope | null;

  constructor(parent: Scope | null) {
    this.#parent = parent;
  }

  /** The innermost variable of that name. */
  variable(name: string): VariableBinding | undefined {
    return this.variables.get(name) ?? this.#parent?.variable(name);
  }

  /** The innermost function of that name. */
  function(name: string): FunctionSymbol | undefined {
    return this.functions.get(name) ?? this.#parent?.function(name);
  }
}

/** The names every rule sees. */
export function globalScope(): Scope {
  const scope = new Scope(null);
  scope.variables.set('request', { kind: 'global', name: 'request' });
  scope.variables.set('resource', { kind: 'global', name: 'resource' });
  return scope;
}
