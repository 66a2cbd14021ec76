/**
 * How deep functions call each other. No recursion, direct or mutual; at most 21 functions on one call stack. (The
 * reference says 20; production accepts 21 and rejects 22, also when nobody calls the chain.)
 */
import { type Issue, issueAt } from './issue.ts';
import type { FunctionSymbol } from './scope.ts';
import type { SourceText } from './source-text.ts';

const MAX_FUNCTIONS_ON_STACK = 21;

/** Checks all functions of a file, each as the start of a chain; reports every recursion and the first long chain. */
export function checkCallStacks(source: SourceText, functions: readonly FunctionSymbol[]): Issue[] {
  const issues: Issue[] = [];
  /** Functions on the longest chain that starts here; known once all callees are. */
  const heights = new Map<FunctionSymbol, number>();
  const stack: FunctionSymbol[] = [];

  /** Never deeper than the limit: a chain that passes it is reported and not followed. */
  function heightOf(symbol: FunctionSymbol): number {
    const known = heights.get(symbol);
    if (known !== undefined) return known;
    stack.push(symbol);
    let height = 1;
    for (const { callee, at } of symbol.calls) {
      if (stack.includes(callee)) {
        issues.push(issueAt(source, 'ERROR', at.start, at.nameEnd, 'Recursive call is not allowed.'));
      } else if (stack.length >= MAX_FUNCTIONS_ON_STACK) {
        height = Number.POSITIVE_INFINITY;
        reportChain(at);
        break;
      } else height = Math.max(height, heightOf(callee) + 1);
      if (height + stack.length - 1 > MAX_FUNCTIONS_ON_STACK) {
        reportChain(at);
        height = Number.POSITIVE_INFINITY;
        break;
      }
    }
    stack.pop();
    heights.set(symbol, height);
    return height;
  }

  let isReported = false;
  function reportChain(at: { start: number; nameEnd: number }): void {
    if (isReported) return;
    isReported = true;
    const chain = stack.map((symbol) => symbol.declaration.name.text).join('->');
    const description = `Maximum allowed call depth of 20 is reached for [${chain}] call stack.`;
    issues.push(issueAt(source, 'ERROR', at.start, at.nameEnd, description));
  }

  for (const symbol of functions) heightOf(symbol);
  return issues;
}
