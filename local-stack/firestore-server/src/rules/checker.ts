/**
 * The second step: give every name its meaning and enforce the limits that need no request.
 * Errors reject the source. Unknown names are only warned about, as production does: they fail when evaluated, and
 * an `||` around them may still grant.
 * @see https://firebase.google.com/docs/firestore/security/rules-structure "Security rule limits"
 */
import type {
  Allow,
  Call,
  Expression,
  FunctionDeclaration,
  Identifier,
  MatchBlock,
  MethodCall,
  PatternSegment,
  RulesFile,
  Service,
} from './ast.ts';
import { childrenOf } from './ast.ts';
import { globalArity, isNamespace, NAMESPACES } from './builtins/namespaces.ts';
import { checkCallStacks } from './call-stacks.ts';
import { type Issue, issueAt } from './issue.ts';
import { type FunctionSymbol, globalScope, Scope, type VariableBinding } from './scope.ts';
import type { SourceText } from './source-text.ts';

/** The message speaks of 10; production accepts 11 and rejects 12. */
const MAX_LETS = 11;
const MAX_PARAMETERS = 7;
const MAX_MATCH_DEPTH = 10;
const MAX_PATH_SEGMENTS = 100;
const MAX_PATH_VARIABLES = 20;

/** A rule with the whole path it stands under. One that is not reachable is checked, but applies to no request. */
export type CheckedAllow = {
  allow: Allow;
  block: MatchBlock;
  path: readonly PatternSegment[];
  isReachable: boolean;
};

/** What the names of a file mean, by the node that uses them; and its rules in source order. */
export type Resolution = {
  version: '1' | '2';
  variables: Map<Identifier, VariableBinding>;
  calls: Map<Call, FunctionSymbol>;
  /** Calls like `math.abs(x)`, whose receiver is a namespace and not a value. */
  namespaced: Set<MethodCall>;
  functions: FunctionSymbol[];
  allows: CheckedAllow[];
};

/** Resolves and checks a parsed file. The resolution is usable only if no issue is an ERROR. */
export function checkRules(source: SourceText, file: RulesFile): { resolution: Resolution; issues: Issue[] } {
  const checker = new Checker(source, file.version);
  checker.checkFile(file);
  return { resolution: checker.resolution, issues: checker.issues };
}

class Checker {
  readonly issues: Issue[] = [];
  readonly resolution: Resolution;
  readonly #source: SourceText;
  /** The function whose body is being checked, and its variables that were read so far. */
  #inside: FunctionSymbol | null = null;
  #read = new Set<VariableBinding>();

  constructor(source: SourceText, version: '1' | '2') {
    this.#source = source;
    this.resolution = {
      version,
      variables: new Map(),
      calls: new Map(),
      namespaced: new Set(),
      functions: [],
      allows: [],
    };
  }

  checkFile(file: RulesFile): void {
    const scope = new Scope(globalScope());
    this.#declare(file.functions, scope);
    for (const service of file.services) {
      // Other services (storage) may share the file; their rules speak of other things.
      if (service.name === 'cloud.firestore') this.#checkService(service, scope);
    }
    this.#checkBodies();
    this.resolution.allows.sort((left, right) => left.allow.start - right.allow.start);
    this.issues.push(...checkCallStacks(this.#source, this.resolution.functions));
    for (const { isCalled, declaration } of this.resolution.functions) {
      if (!isCalled) this.#warn(declaration.name, `Unused function: ${declaration.name.text}.`);
    }
  }

  #checkService(service: Service, outer: Scope): void {
    const scope = new Scope(outer);
    this.#declare(service.functions, scope);
    for (const block of service.matches) this.#checkBlock(block, scope, [], 1, true);
  }

  #checkBlock(
    block: MatchBlock,
    outer: Scope,
    prefix: readonly PatternSegment[],
    depth: number,
    isReachable: boolean,
  ): void {
    const path = [...prefix, ...block.path];
    if (depth > MAX_MATCH_DEPTH) {
      this.#fail(block, `Match blocks may be nested ${MAX_MATCH_DEPTH} deep.`);
      return;
    }
    this.#checkPath(block, path);
    const scope = new Scope(outer);
    let slot = prefix.filter((segment) => segment.kind !== 'literal').length;
    for (const segment of block.path) {
      if (segment.kind !== 'literal') scope.variables.set(segment.name, { kind: 'wildcard', slot: slot++ });
    }
    this.#declare(block.functions, scope);
    for (const allow of block.allows) {
      this.resolution.allows.push({ allow, block, path, isReachable });
      if (allow.condition !== null) this.#checkExpression(allow.condition, scope);
    }
    const isInnerReachable = isReachable && !hasGlobBeforeItsEnd(block.path);
    for (const inner of block.matches) this.#checkBlock(inner, scope, path, depth + 1, isInnerReachable);
  }

  #checkPath(block: MatchBlock, path: readonly PatternSegment[]): void {
    const globs = path.filter((segment) => segment.kind === 'glob').length;
    if (globs > 1) {
      const only = 'Only one glob match is permitted in a match declaration path.';
      this.#fail(pathRange(block), `Invalid glob match expression. ${only}`);
    } else if (globs === 1 && this.resolution.version === '1' && path.at(-1)?.kind !== 'glob') {
      const only = "In rules_version '1' a glob match stands at the end of the path.";
      this.#fail(pathRange(block), `Invalid glob match expression. ${only}`);
    }
    if (path.length > MAX_PATH_SEGMENTS) {
      this.#fail(pathRange(block), `A match path may have ${MAX_PATH_SEGMENTS} segments over all nested blocks.`);
    }
    if (path.filter((segment) => segment.kind !== 'literal').length > MAX_PATH_VARIABLES) {
      this.#fail(pathRange(block), `A match path may have ${MAX_PATH_VARIABLES} variables over all nested blocks.`);
    }
  }

  /** Enters the functions of one level; bodies are checked later, when all names are known. */
  #declare(declarations: readonly FunctionDeclaration[], scope: Scope): void {
    for (const declaration of declarations) {
      const { name, parameters, lets, result } = declaration;
      if (scope.functions.has(name.text)) this.#fail(name, `Function ${name.text} is already defined.`);
      if (parameters.length > MAX_PARAMETERS) {
        this.#fail(name, `Function ${name.text} has more than ${MAX_PARAMETERS} parameters.`);
      }
      if (lets.length > MAX_LETS) {
        this.#fail(result, 'Maximum allowed variable count of 10 for a given function has been reached.');
      }
      const symbol: FunctionSymbol = { declaration, scope, calls: [], isCalled: false };
      scope.functions.set(name.text, symbol);
      this.resolution.functions.push(symbol);
    }
  }

  #checkBodies(): void {
    for (const symbol of this.resolution.functions) {
      this.#inside = symbol;
      this.#read = new Set();
      const scope = new Scope(symbol.scope);
      const { parameters, lets, result } = symbol.declaration;
      for (const parameter of parameters) this.#bindLocal(scope, parameter);
      for (const { name, value } of lets) {
        this.#checkExpression(value, scope);
        this.#bindLocal(scope, name);
      }
      this.#checkExpression(result, scope);
      for (const { name } of lets) {
        const binding = scope.variables.get(name.text);
        if (binding !== undefined && !this.#read.has(binding)) this.#warn(name, `Unused variable: ${name.text}.`);
      }
    }
    this.#inside = null;
  }

  #bindLocal(scope: Scope, name: { text: string; start: number; end: number }): void {
    if (scope.variables.has(name.text)) {
      this.#fail(name, `The identifier [${name.text}] is already bound in the current scope.`);
    }
    scope.variables.set(name.text, { kind: 'local', slot: scope.variables.size });
  }

  #checkExpression(node: Expression, scope: Scope): void {
    if (node.kind === 'identifier') this.#checkVariable(node, scope);
    else if (node.kind === 'call') this.#checkCall(node, scope);
    else if (node.kind === 'method-call' && this.#isNamespaced(node, scope)) {
      this.#checkNamespaced(node);
      for (const argument of node.args) this.#checkExpression(argument, scope);
      return;
    }
    for (const child of childrenOf(node)) this.#checkExpression(child, scope);
  }

  #checkVariable(node: Identifier, scope: Scope): void {
    const binding = scope.variable(node.name);
    if (binding === undefined) {
      this.#warn(node, `Invalid variable name: ${node.name}.`);
      return;
    }
    this.#read.add(binding);
    this.resolution.variables.set(node, binding);
  }

  #checkCall(node: Call, scope: Scope): void {
    const range = { start: node.start, end: node.nameEnd };
    const symbol = scope.function(node.name);
    const arity = symbol?.declaration.parameters.length ?? globalArity(node.name);
    if (symbol !== undefined) {
      this.resolution.calls.set(node, symbol);
      symbol.isCalled = true;
      this.#inside?.calls.push({ callee: symbol, at: node });
    }
    if (arity === undefined) this.#warn(range, `Invalid function name: ${node.name}.`);
    else this.#checkArity(range, node.name, arity, node.args.length);
  }

  #isNamespaced({ object }: MethodCall, scope: Scope): boolean {
    return object.kind === 'identifier' && isNamespace(object.name) && scope.variable(object.name) === undefined;
  }

  #checkNamespaced(node: MethodCall): void {
    this.resolution.namespaced.add(node);
    const namespace = node.object.kind === 'identifier' ? node.object.name : '';
    const name = `${namespace}.${node.name}`;
    const builtin = NAMESPACES.get(namespace)?.get(node.name);
    if (builtin === undefined) this.#warn(node, `Invalid function name: ${name}.`);
    else this.#checkArity(node, name, builtin.parameters.length, node.args.length);
  }

  #checkArity(range: { start: number; end: number }, name: string, expected: number, received: number): void {
    if (expected !== received) this.#warn(range, `Incorrect number of arguments supplied to function: ${name}.`);
  }

  #fail(range: { start: number; end: number }, description: string): void {
    this.issues.push(issueAt(this.#source, 'ERROR', range.start, range.end, description));
  }

  #warn(range: { start: number; end: number }, description: string): void {
    this.issues.push(issueAt(this.#source, 'WARNING', range.start, range.end, description));
  }
}

/** A glob may end a path, and blocks inside continue after it. One with something after it closes its block to them. */
function hasGlobBeforeItsEnd(path: readonly PatternSegment[]): boolean {
  return path.slice(0, -1).some((segment) => segment.kind === 'glob');
}

function pathRange(block: MatchBlock): { start: number; end: number } {
  return { start: block.path[0]?.start ?? block.start, end: block.path.at(-1)?.end ?? block.end };
}
