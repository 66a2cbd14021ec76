/**
 * Deciding an operation: every allow of every matching block, in source order, until one is exactly true. False, an
 * error or anything else grants nothing and stops nothing. The denial names what each of them gave.
 */
import type { AccessRequest, Verdict } from './access.ts';
import type { Evaluation } from './evaluation.ts';
import { fromJson, fromTimestamp, resourceOf } from './from-stored.ts';
import { queryElements, queryMap, symbolicResource } from './list-proof.ts';
import { expectBool } from './logic.ts';
import { mapOf } from './map-value.ts';
import { matchPath, type PathElement } from './match-path.ts';
import type { Program, Rule } from './program.ts';
import { branchesOf } from './query-branches.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { isFailure, type Outcome, path, type Value } from './values.ts';

/** Decides one operation by a compiled program. */
export function decide(program: Program, request: AccessRequest): Verdict {
  const segments = ['databases', request.database, 'documents', ...request.path.split('/')];
  const evaluation = evaluationFor(request, segments);
  const rules = program[request.operation];
  if (request.operation !== 'list') {
    evaluation.resource = request.before === null ? null : resourceOf(segments, request.before);
    return decideOnce(rules, request, evaluation, segments);
  }
  const { query } = request;
  if (query === undefined) return denied(['list needs a query']);
  const branches = branchesOf(query.filter);
  if (branches === null) return denied(['The query has too many alternatives to prove']);
  const elements = queryElements(request.database, query);
  for (const branch of branches) {
    evaluation.resource = symbolicResource(branch, evaluation.settings);
    const verdict = decideOnce(rules, request, evaluation, elements);
    if (!verdict.allowed) return verdict;
  }
  return { allowed: true };
}

function decideOnce(
  rules: readonly Rule[],
  request: AccessRequest,
  evaluation: Evaluation,
  elements: readonly PathElement[],
): Verdict {
  const findings: string[] = [];
  evaluation.spent = 0;
  for (const rule of rules) {
    const wildcards = matchPath(rule.pattern, elements);
    if (wildcards === null) continue;
    if (rule.condition === null) return { allowed: true };
    evaluation.wildcards = wildcards;
    if (evaluation.settings.expressionBudgetScope === 'allow') evaluation.spent = 0;
    const outcome = expectBool(rule.condition(evaluation, []));
    if (outcome === true) return { allowed: true };
    findings.push(finding(outcome, rule, request.operation));
  }
  return denied(findings);
}

/** One item of the denial, as the emulator words it. */
function finding(outcome: Outcome, { line, column }: Rule, operation: string): string {
  if (!isFailure(outcome)) return `false for '${operation}' @ L${line}`;
  const message = outcome.message === '' ? `evaluation error at L${line}:${column}` : outcome.message;
  return `${message} for '${operation}' @ L${line}`;
}

/** The emulator begins the text with a line feed. */
function denied(findings: readonly string[]): Verdict {
  return { allowed: false, message: `\n${findings.join(', ') || 'No matching allow statements'}` };
}

function evaluationFor(request: AccessRequest, segments: readonly string[]): Evaluation {
  return {
    wildcards: [],
    request: requestMap(request, segments),
    resource: null,
    spent: 0,
    reads: 0,
    database: request.database,
    documentReads: request.documentReads,
    readDocument: request.readDocument,
    readAfter: request.readAfter,
    listener: request.listener ?? null,
    settings: request.settings ?? DEFAULT_SETTINGS,
  };
}

/** `request` as rules see it: resource only on writes (null on delete), query only on list. */
function requestMap(request: AccessRequest, segments: readonly string[]): Value {
  const { operation, auth, after, query } = request;
  const entries = new Map<string, Value>([
    [
      'auth',
      auth === null
        ? null
        : mapOf(
            new Map([
              ['uid', auth.uid],
              ['token', fromJson(auth.token)],
            ]),
          ),
    ],
    ['method', operation],
    ['path', path(segments)],
    ['time', fromTimestamp(request.time)],
  ]);
  const isWrite = operation === 'create' || operation === 'update' || operation === 'delete';
  if (isWrite) entries.set('resource', after === null ? null : resourceOf(segments, after));
  if (operation === 'list' && query !== undefined) entries.set('query', queryMap(query));
  return mapOf(entries);
}
