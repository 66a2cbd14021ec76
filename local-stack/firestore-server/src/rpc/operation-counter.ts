import { ANONYMOUS, type Caller } from '../identity/caller.ts';
import type { StoredDocument } from '../storage/document.ts';
import type { PreparedCommit } from '../storage/prepare-commit.ts';
import { documentSize } from '../values/value-size.ts';

/** What is billed: documents read, written and deleted; and what makes them dear. */
export type Operations = {
  reads: number;
  writes: number;
  deletes: number;
  /** entries added to and removed from indexes */
  indexEntries: number;
  /** sizes of documents written; of documents sent @see https://firebase.google.com/docs/firestore/storage-size */
  bytesIn: number;
  bytesOut: number;
};

/** The operations of one client: a program on a connection, with one identity. */
export type ClientOperations = Operations & {
  /** what the client calls itself: `x-goog-api-client`, else `user-agent` */
  readonly agent: string;
  /** address and, where requests share one connection, port */
  readonly connection: string;
  readonly auth: 'owner' | 'user' | 'anonymous';
  readonly uid?: string;
};

/** All operations of a project since a moment, and those of each client, the dearest first. */
export type OperationReport = Operations & { readonly since: string; readonly clients: readonly ClientOperations[] };

/** Clients that are told apart, per project; those that come later are counted together. */
const MAX_CLIENTS = 500;
const LATER_CLIENTS: Caller = { ...ANONYMOUS, client: { agent: '(clients beyond the first 500)', connection: '' } };

type ProjectOperations = { since: number; readonly byClient: Map<string, ClientOperations> };

/**
 * Counts operations per project and client the way production bills them: a query costs the documents it returns (and
 * skips), at least one; a missing document costs a read; an aggregation one read per 1,000 index entries, at least one; a
 * listener each document added or changed; documents that rules look up cost a read each.
 * @see https://firebase.google.com/docs/firestore/pricing
 */
export class OperationCounter {
  readonly #byProject = new Map<string, ProjectOperations>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Where the operations of a client are to be added. After a reset it is another one: do not keep it. */
  of(project: string, caller: Caller): Operations {
    const { byClient } = this.#project(project);
    const key = keyOf(caller);
    const known = byClient.get(key);
    if (known) return known;
    if (byClient.size >= MAX_CLIENTS && caller !== LATER_CLIENTS) return this.of(project, LATER_CLIENTS);
    const operations: ClientOperations = { ...identityOf(caller), ...noOperations() };
    byClient.set(key, operations);
    return operations;
  }

  report(project: string): OperationReport {
    const { since, byClient } = this.#project(project);
    const clients = [...byClient.values()].filter((client) => billed(client) > 0);
    clients.sort((a, b) => billed(b) - billed(a));
    const total = noOperations();
    for (const client of clients) add(total, client);
    return { ...total, since: new Date(since).toISOString(), clients };
  }

  reset(project: string): void {
    this.#byProject.delete(project);
    this.#project(project);
  }

  #project(project: string): ProjectOperations {
    let operations = this.#byProject.get(project);
    if (!operations) {
      operations = { since: this.#now(), byClient: new Map() };
      this.#byProject.set(project, operations);
    }
    return operations;
  }
}

/** Reads a query is billed for. */
export function queryReads(returned: number, skipped = 0): number {
  return Math.max(1, returned + skipped);
}

const INDEX_ENTRIES_PER_READ = 1000;

/** Reads an aggregation is billed for. */
export function aggregationReads(matched: number): number {
  return Math.max(1, Math.ceil(matched / INDEX_ENTRIES_PER_READ));
}

/** Bytes of the documents a commit brings, each write counted. */
export function bytesWritten({ steps }: PreparedCommit): number {
  let bytes = 0;
  for (const { write, after } of steps) if (write.kind === 'update' && after) bytes += bytesOf(after);
  return bytes;
}

/** Bytes of documents that are sent whole. */
export function bytesRead(documents: Iterable<StoredDocument | null>): number {
  let bytes = 0;
  for (const document of documents) if (document) bytes += bytesOf(document);
  return bytes;
}

function bytesOf({ size, path, fields }: StoredDocument): number {
  return size ?? documentSize(path, fields);
}

function noOperations(): Operations {
  return { reads: 0, writes: 0, deletes: 0, indexEntries: 0, bytesIn: 0, bytesOut: 0 };
}

function add(sum: Operations, operations: Operations): void {
  sum.reads += operations.reads;
  sum.writes += operations.writes;
  sum.deletes += operations.deletes;
  sum.indexEntries += operations.indexEntries;
  sum.bytesIn += operations.bytesIn;
  sum.bytesOut += operations.bytesOut;
}

function billed({ reads, writes, deletes }: Operations): number {
  return reads + writes + deletes;
}

function keyOf({ isOwner, auth, client }: Caller): string {
  return `${client?.connection}\n${client?.agent}\n${isOwner ? '\nowner' : (auth?.uid ?? '\nanonymous')}`;
}

function identityOf({
  isOwner,
  auth,
  client,
}: Caller): Pick<ClientOperations, 'agent' | 'connection' | 'auth' | 'uid'> {
  const { agent, connection } = client ?? { agent: 'unknown', connection: '' };
  if (isOwner) return { agent, connection, auth: 'owner' };
  return auth ? { agent, connection, auth: 'user', uid: auth.uid } : { agent, connection, auth: 'anonymous' };
}
