import type { Caller } from '../identity/caller.ts';
import type { QueryPlan } from '../query/query-plan.ts';
import type { StructuredQuery } from '../query/structured-query.ts';
import { type AccessRequest, authorize, newReadBudget, type QueryFacts } from '../rules/ruleset.ts';
import type { Database } from '../storage/database.ts';
import type { StoredDocument } from '../storage/document.ts';
import type { PreparedCommit, WriteStep } from '../storage/prepare-commit.ts';
import { joinPath } from '../values/resource-path.ts';
import { FirestoreError } from '../values/status.ts';
import { type Micros, timestampFromMicros } from '../values/timestamp.ts';
import type { Operations } from './operation-counter.ts';
import type { RulesInForce } from './project-rules.ts';

const MICROS_PER_MILLI = 1000;
const SINGLE_READ_BUDGET = 10;
const MULTI_READ_BUDGET = 20;

/** The parts of an access request that differ from one operation to the next. */
type Access = Pick<AccessRequest, 'operation' | 'path' | 'before' | 'after' | 'query'>;

/**
 * Asks the rules about the operations of one caller. Without rules, or for the owner, everything is allowed. Lookups
 * made by rules read what is committed and take no locks, so that they can neither wait nor make anybody wait.
 */
export class Authorizer {
  readonly #database: Database;
  readonly #rules: RulesInForce | null;
  readonly #caller: Caller;
  readonly #operations: Operations;

  /** @param rules null allows everything */
  constructor(database: Database, rules: RulesInForce | null, caller: Caller, operations: Operations) {
    this.#database = database;
    this.#rules = rules;
    this.#caller = caller;
    this.#operations = operations;
  }

  /**
   * May the caller read these documents, each by name?
   * @returns paths of the documents that the rules looked up
   * @throws FirestoreError PERMISSION_DENIED
   */
  assertGet(documents: readonly { path: string; document: StoredDocument | null }[]): ReadonlySet<string> {
    const lookups = new Set<string>();
    const ask = this.#asker(this.#database.clock.readTime(), documents.length > 1, null, lookups);
    for (const { path, document } of documents) {
      ask?.({ operation: 'get', path, before: document?.fields ?? null, after: null });
    }
    return lookups;
  }

  /**
   * May the caller run this query? The rules judge the query, not its results.
   * @returns paths of the documents that the rules looked up
   * @throws FirestoreError PERMISSION_DENIED
   */
  assertList(plan: QueryPlan, query: StructuredQuery): ReadonlySet<string> {
    const lookups = new Set<string>();
    const ask = this.#asker(this.#database.clock.readTime(), false, null, lookups);
    const facts: QueryFacts = {
      parent: plan.scope.parent,
      collectionId: plan.scope.collectionId,
      allDescendants: plan.scope.allDescendants,
      filter: query.where ?? null,
      orderBy: query.orderBy ?? [],
      limit: plan.limit,
      offset: plan.offset,
    };
    ask?.({
      operation: 'list',
      path: joinPath(plan.scope.parent, plan.scope.collectionId),
      before: null,
      after: null,
      query: facts,
    });
    return lookups;
  }

  /** May the caller do all of this? Asked before anything becomes visible. @throws FirestoreError PERMISSION_DENIED */
  assertCommit(commit: PreparedCommit): void {
    const ask = this.#asker(commit.time, commit.steps.length > 1, commit, new Set());
    if (!ask) return;
    for (const step of commit.steps) {
      ask({
        operation: operationOf(step),
        path: step.write.path,
        before: step.before?.fields ?? null,
        after: step.write.kind === 'update' ? (step.after?.fields ?? null) : null,
      });
    }
  }

  /** For administrative reads that no rule can grant. @throws FirestoreError PERMISSION_DENIED */
  assertUnrestricted(): void {
    if (this.#rules) throw denied('Missing or insufficient permissions.');
  }

  /** @returns null when there is nothing to ask */
  #asker(
    time: Micros,
    isMulti: boolean,
    commit: PreparedCommit | null,
    lookups: Set<string>,
  ): ((access: Access) => void) | null {
    if (!this.#rules) return null;
    const { ruleset, coverage } = this.#rules;
    const readDocument = (path: string) => {
      this.#operations.reads++;
      lookups.add(path);
      return this.#database.document(path)?.fields ?? null;
    };
    const afterCommit = new Map(commit?.changes.map((change) => [change.path, change.after]));
    const readAfter = (path: string) => {
      const after = afterCommit.get(path);
      return after === undefined ? readDocument(path) : (after?.fields ?? null);
    };
    const shared = {
      database: this.#database.name.split('/')[3] ?? '(default)',
      auth: this.#caller.auth,
      // In whole milliseconds like server timestamps, so that a rule may compare the two.
      time: timestampFromMicros(time - (time % MICROS_PER_MILLI)),
      readDocument,
      readAfter,
      ...(coverage ? { listener: coverage.listener } : {}),
      documentReads: newReadBudget({ perRequest: isMulti ? MULTI_READ_BUDGET : SINGLE_READ_BUDGET }),
    };
    return (access) => {
      const verdict = authorize(ruleset, { ...shared, ...access });
      if (!verdict.allowed) throw denied(verdict.message);
    };
  }
}

function operationOf(step: WriteStep): 'get' | 'create' | 'update' | 'delete' {
  if (step.write.kind === 'verify') return 'get';
  if (step.write.kind === 'delete') return 'delete';
  // Whoever insists that the document exists wants to update it, also when it does not.
  const { exists, updateTime } = step.write.precondition;
  return step.before || exists === true || updateTime ? 'update' : 'create';
}

function denied(message: string): FirestoreError {
  return new FirestoreError('PERMISSION_DENIED', message);
}
