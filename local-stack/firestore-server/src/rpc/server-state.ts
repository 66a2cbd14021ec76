import { HotSpots } from '../hotspots/hot-spots.ts';
import type { Caller } from '../identity/caller.ts';
import type { ListenSession } from '../listen/listen-session.ts';
import { TargetIndex } from '../listen/target-index.ts';
import type { IndexDefinitions } from '../query/index-definitions.ts';
import { IndexEntries } from '../query/index-entries.ts';
import type { CommitJournal } from '../storage/commit-journal.ts';
import { Database } from '../storage/database.ts';
import type { Schedule } from '../storage/lock-table.ts';
import type { PreparedCommit } from '../storage/prepare-commit.ts';
import { Transactions } from '../storage/transactions.ts';
import { NO_FUNCTIONS } from '../triggers/no-functions.ts';
import { Triggers } from '../triggers/triggers.ts';
import { assertDatabaseName, type DatabaseName, projectOf } from '../values/resource-path.ts';
import { Authorizer } from './authorization.ts';
import { type IndexCheck, NO_INDEX_CHECK } from './index-check.ts';
import { bytesWritten, OperationCounter, type Operations } from './operation-counter.ts';
import { ProjectRules } from './project-rules.ts';

/** One database with all that lives beside its documents. */
export type DatabaseState = {
  readonly database: Database;
  readonly project: string;
  readonly transactions: Transactions;
  /** the targets of all Listen streams, each with the stream it belongs to */
  readonly listeners: TargetIndex<ListenSession>;
};

export type ServerStateOptions = {
  now?: () => number;
  schedule?: Schedule;
  indexes?: IndexCheck;
  /** what the index entries of writes are counted by; without them only automatic indexes count */
  indexDefinitions?: IndexDefinitions | undefined;
  triggers?: Triggers;
  /** where commits are written down; without it nothing outlives the process */
  journal?: CommitJournal | null;
};

const MICROS_PER_MILLI = 1000;

/** Everything the RPCs of one server share. Databases come into being when they are first named. */
export class ServerState {
  readonly rules = new ProjectRules();
  readonly operations: OperationCounter;
  readonly indexEntries: IndexEntries;
  readonly indexes: IndexCheck;
  readonly hotSpots: HotSpots;
  readonly triggers: Triggers;
  readonly #databases = new Map<DatabaseName, DatabaseState>();
  readonly #options: ServerStateOptions;

  constructor(options: ServerStateOptions = {}) {
    this.#options = options;
    this.indexes = options.indexes ?? NO_INDEX_CHECK;
    const { now } = options;
    this.operations = new OperationCounter(now && (() => now() / MICROS_PER_MILLI));
    this.indexEntries = new IndexEntries(options.indexDefinitions);
    this.hotSpots = new HotSpots(this.indexEntries.fields);
    this.triggers = options.triggers ?? new Triggers(NO_FUNCTIONS);
    this.rules.observe((project) => this.#recheckListeners(project));
  }

  /** @throws FirestoreError INVALID_ARGUMENT when the name is none of a database */
  databaseState(name: string | undefined): DatabaseState {
    const known = this.#databases.get(name ?? '');
    if (known) return known;
    const databaseName = assertDatabaseName(name);
    const { now, journal = null } = this.#options;
    const database = new Database(databaseName, now ? { now, journal } : { journal });
    const listeners = new TargetIndex<ListenSession>();
    database.observe(({ time, changes }) => {
      if (listeners.size === 0) return;
      // First of all: a listener that may not go on must not be told of this very commit.
      for (const [session, targets] of listeners.relyingOn(changes)) session.recheck(targets);
      for (const [session, concerned] of listeners.concerned(changes)) session.commit(time, concerned);
    });
    const transactions = new Transactions(database, this.#options.schedule);
    const state = { database, project: projectOf(databaseName), transactions, listeners };
    this.#databases.set(databaseName, state);
    return state;
  }

  /** The databases named so far. */
  *databases(): Generator<Database> {
    for (const { database } of this.#databases.values()) yield database;
  }

  /** Live listeners must not outlive the rules that allowed them. */
  #recheckListeners(project: string | null): void {
    for (const { project: owner, listeners } of this.#databases.values()) {
      if (project !== null && owner !== project) continue;
      for (const session of listeners.owners()) session.recheck();
    }
  }

  /** An HTTP/2 connection is gone, and with it whoever had transactions on it. */
  connectionClosed(connection: string): void {
    for (const { transactions } of this.#databases.values()) transactions.endThoseOn(connection);
  }

  /** An HTTP/1.1 connection is gone; its client may have others, and may not. */
  connectionAbandoned(connection: string): void {
    for (const { transactions } of this.#databases.values()) transactions.abandonThoseOn(connection);
  }

  stop(): void {
    this.triggers.deliveries.stop();
    for (const { transactions } of this.#databases.values()) transactions.endAll();
  }
}

/** What every RPC works with: the database it names, and who asks. */
export type RequestScope = DatabaseState & {
  readonly caller: Caller;
  readonly authorizer: Authorizer;
  readonly operations: Operations;
  readonly indexes: IndexCheck;
  /** What follows a commit of this request once it is visible. Clearing and loading of data have nothing that follows. */
  afterCommit(commit: PreparedCommit): void;
};

/** Opens the scope of one request. @throws FirestoreError INVALID_ARGUMENT for a malformed database name */
export function openScope(state: ServerState, caller: Caller, databaseName: string | undefined): RequestScope {
  const databaseState = state.databaseState(databaseName);
  const { project } = databaseState;
  const operations = state.operations.of(project, caller);
  const rules = caller.isOwner ? null : state.rules.of(project);
  const authorizer = new Authorizer(databaseState.database, rules, caller, operations);
  const afterCommit = (commit: PreparedCommit): void => {
    const { time, changes } = commit;
    state.hotSpots.commit(databaseState.database.name, commit);
    operations.bytesIn += bytesWritten(commit);
    for (const change of changes) operations.indexEntries += state.indexEntries.changed(change);
    state.triggers.commit({ database: databaseState.database.name, time, changes, caller });
  };
  return { ...databaseState, caller, authorizer, operations, indexes: state.indexes, afterCommit };
}
