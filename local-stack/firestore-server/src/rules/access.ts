/**
 * The question the rules engine answers, and its answer. One AccessRequest is one operation on one document, or one
 * query; a commit of several writes asks once per write and shares one ReadBudget.
 */
import type { Expression } from './ast.ts';
import type { ReadBudget } from './read-budget.ts';
import type { RulesSettings } from './settings.ts';
import type { ProtoValue, StoredFields, StoredTimestamp } from './stored-value.ts';
import type { Outcome } from './values.ts';

/** What `allow` can name one by one; `read` is get and list, `write` is create, update and delete. */
export type Operation = 'get' | 'list' | 'create' | 'update' | 'delete';

/** `StructuredQuery.Filter` as a plain object. */
export type QueryFilter = {
  compositeFilter?: { op?: string; filters?: readonly QueryFilter[] } | null;
  fieldFilter?: { field?: { fieldPath?: string } | null; op?: string; value?: ProtoValue | null } | null;
  unaryFilter?: { op?: string; field?: { fieldPath?: string } | null } | null;
};

/** What a list rule may know about the query: its scope, filter, order and bounds, never its results. */
export type QueryFacts = {
  /** Relative path of the parent document; '' for the root of the database. */
  parent: string;
  collectionId: string;
  /** True for a collection-group query: all collections of that id below the parent, at any depth. */
  allDescendants: boolean;
  filter?: QueryFilter | null;
  orderBy?: readonly { field?: { fieldPath?: string } | null; direction?: string }[];
  limit?: number | { value?: number } | null;
  offset?: number | null;
};

/** Told of every evaluated expression and what came out, innermost first. Used for coverage. */
export type EvaluationListener = (expression: Expression, outcome: Outcome) => void;

/** One operation to be decided. */
export type AccessRequest = {
  operation: Operation;
  /** The database id as it stands in paths, normally `(default)`. */
  database: string;
  /** Relative path: of the document, or of the collection for list. */
  path: string;
  /** Null when the caller sent no token. Claims are JSON values. */
  auth: { uid: string; token: { readonly [claim: string]: unknown } } | null;
  /** request.time; the same instant as the server timestamps of this request. */
  time: StoredTimestamp;
  /** The stored document before this request; null when there is none. Ignored for list. */
  before: StoredFields | null;
  /** The document as it will be: complete, merged, transforms applied. Null on delete and on reads. */
  after: StoredFields | null;
  /** Required for list. */
  query?: QueryFacts;
  /** Committed state by relative document path, for get() and exists(). */
  readDocument: (path: string) => StoredFields | null;
  /** State as if the whole request had been applied, for getAfter() and existsAfter(). */
  readAfter: (path: string) => StoredFields | null;
  /** Shared by all operations of one client request; see newReadBudget. */
  documentReads: ReadBudget;
  /** Given only while coverage is collected; evaluation is slower then. */
  listener?: EvaluationListener;
  settings?: RulesSettings;
};

/** Granted, or refused with the text that the emulator sends to clients. */
export type Verdict = { allowed: true } | { allowed: false; message: string };
