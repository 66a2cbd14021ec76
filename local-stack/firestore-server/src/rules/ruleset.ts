/**
 * The front door of the rules engine: compile a source once, then ask it about each operation.
 *
 *   const compiled = compileRules(source);
 *   if (compiled.ok) authorize(compiled.ruleset, { operation: 'get', path: 'cities/SF', ... });
 *
 * Both are pure: no clock, no I/O; other documents are read through the functions in the request.
 */
import type { AccessRequest, Verdict } from './access.ts';
import { decide } from './authorize.ts';
import { checkRules, type Resolution } from './checker.ts';
import { type Issue, issueAt } from './issue.ts';
import { parseRules } from './parser.ts';
import { compileProgram, type Program } from './program.ts';
import { SourceText } from './source-text.ts';

export type { AccessRequest, EvaluationListener, Operation, QueryFacts, QueryFilter, Verdict } from './access.ts';
export type { Issue } from './issue.ts';
export { newReadBudget, type ReadBudget } from './read-budget.ts';
export { DEFAULT_SETTINGS, type RulesSettings } from './settings.ts';
export type { ProtoValue, StoredFields } from './stored-value.ts';

/** Bytes of UTF-8. @see https://firebase.google.com/docs/firestore/security/rules-structure "Security rule limits" */
const MAX_SOURCE_BYTES = 262_144;

/** A compiled source; opaque to callers. The observed program is made when coverage first asks for it. */
export type Ruleset = {
  readonly source: SourceText;
  readonly resolution: Resolution;
  readonly program: Program;
  observedProgram: Program | null;
};

/** Compiles a rules source. Warnings do not stop it; the first syntax error or all semantic errors do. */
export function compileRules(
  text: string,
  fileName = 'security.rules',
): { ok: true; ruleset: Ruleset; warnings: Issue[] } | { ok: false; issues: Issue[] } {
  const source = new SourceText(text, fileName);
  if (new TextEncoder().encode(text).length > MAX_SOURCE_BYTES) {
    return {
      ok: false,
      issues: [issueAt(source, 'ERROR', 0, 1, `The source is larger than ${MAX_SOURCE_BYTES} bytes.`)],
    };
  }
  const parsed = parseRules(source);
  if (!parsed.ok) return { ok: false, issues: [parsed.issue] };
  const { resolution, issues } = checkRules(source, parsed.file);
  if (issues.some(({ severity }) => severity === 'ERROR')) return { ok: false, issues };
  const program = compileProgram(source, resolution, false);
  return { ok: true, ruleset: { source, resolution, program, observedProgram: null }, warnings: issues };
}

/** Decides one operation. Never throws for any document, token or query of the declared types. */
export function authorize(ruleset: Ruleset, request: AccessRequest): Verdict {
  if (request.listener === undefined) return decide(ruleset.program, request);
  ruleset.observedProgram ??= compileProgram(ruleset.source, ruleset.resolution, true);
  return decide(ruleset.observedProgram, request);
}
