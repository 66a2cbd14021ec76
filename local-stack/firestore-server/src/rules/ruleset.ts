/**
 * The front door of the rules engine: compile a source once, then ask it about each operation.
 *
 *   const compiled = compileRules(source);
 *   if (compiled.ok) authorize(compiled.ruleset, { operation: 'get', path: 'cities/SF', ... });
 *
 * Both are pure: no clock, no I/O; other documents are read through the functions in the request.
 */
import type { AccessRequest, Verdict } from './access.ts';
import type { Issue } from './issue.ts';

export type { AccessRequest, EvaluationListener, Operation, QueryFacts, QueryFilter, Verdict } from './access.ts';
export type { Issue } from './issue.ts';
export { newReadBudget, type ReadBudget } from './read-budget.ts';
export type { ProtoValue, StoredFields } from './stored-value.ts';

/** A compiled source; opaque to callers. */
export type Ruleset = { readonly source: string; readonly fileName: string };

/** Compiles a rules source. Warnings do not stop it; the first syntax error or all semantic errors do. */
export function compileRules(
  source: string,
  fileName = 'security.rules',
): { ok: true; ruleset: Ruleset; warnings: Issue[] } | { ok: false; issues: Issue[] } {
  return { ok: true, ruleset: { source, fileName }, warnings: [] };
}

/** Decides one operation. Never throws for any document, token or query. */
export function authorize(_ruleset: Ruleset, _request: AccessRequest): Verdict {
  return { allowed: false, message: '\nNo matching allow statements' };
}
