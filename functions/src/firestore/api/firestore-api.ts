import type { Fields } from '@casillero/domain/records/document-write';
import type { protos } from '@google-cloud/firestore-api';
import { grpc } from 'google-gax';
import { type BatchGetAnswer, FirestoreConnection } from './firestore-stub.ts';
import { fromStored } from './stored-value.ts';

type Write = protos.google.firestore.v1.IWrite;

/** How long one call may take, in ms; see GIVE_UP_AFTER_MS. */
const CALL_MS = 7_000;

/**
 * Connections that calls take turns on. Over a single one, client and server work in turns: what arrives together is answered
 * together, and the other side has nothing to do meanwhile.
 */
const CONNECTIONS = 2;

/** What a read belongs to: a transaction under way, or one that it begins, in place of a failed one if there was one. */
export type ReadIn =
  | { readonly transaction: Uint8Array }
  | { readonly newTransaction: { readonly readWrite: { readonly retryTransaction?: Uint8Array } } };

/** What a read brought. */
export type Got = {
  /** the transaction that the read began, if it did */
  readonly begun: Uint8Array | null;
  /** in the order asked for; null: does not exist */
  readonly documents: (Fields | null)[];
};

/**
 * The calls of Firestore's API that a transaction takes. They fail with gRPC's errors, with its numeric `code`.
 * @see https://cloud.google.com/firestore/docs/reference/rpc/google.firestore.v1
 */
export type FirestoreApi = {
  /** Reads documents by their paths below the root. */
  readonly batchGet: (paths: readonly string[], readIn: ReadIn) => Promise<Got>;
  /** All writes or none; null: outside of a transaction. */
  readonly commit: (writes: Write[], transaction: Uint8Array | null) => Promise<void>;
  /** Gives up a transaction and what it locks. */
  readonly rollback: (transaction: Uint8Array) => Promise<void>;
  /** The whole name of the document at a path below the root. */
  readonly nameOf: (path: string) => string;
  readonly close: () => Promise<void>;
};

/**
 * Opens Firestore's API at the stub of Google's generated client, which the Admin SDK stands on as well: without the SDK's building
 * and checking of what is ours and plain already, and without the client's own retries, since a transaction is retried as a
 * whole (docs/decisions/003-transactions-over-the-api.md).
 * @param projectId its default database is meant
 * @param emulatorHost host:port of a local Firestore, spoken to as its owner; null: production, by the credentials of the
 *   environment
 */
export function openFirestoreApi(projectId: string, emulatorHost: string | null): FirestoreApi {
  const database = `projects/${projectId}/databases/(default)`;
  const root = `${database}/documents/`;
  const connections = Array.from({ length: CONNECTIONS }, () => new FirestoreConnection(projectId, emulatorHost));
  const metadata = new grpc.Metadata();
  metadata.set('google-cloud-resource-prefix', database);
  metadata.set('x-goog-request-params', `database=${encodeURIComponent(database)}`);
  if (emulatorHost !== null) metadata.set('authorization', 'Bearer owner');
  const options = (): grpc.CallOptions => ({ deadline: Date.now() + CALL_MS });
  let calls = 0;
  const stubInTurn = () => (connections[calls++ % CONNECTIONS] as FirestoreConnection).stub();

  return {
    nameOf: (path) => root + path,

    async batchGet(paths, readIn) {
      const names = paths.map((path) => root + path);
      const stub = await stubInTurn();
      const stream = stub.batchGetDocuments({ database, documents: names, ...readIn }, metadata, options());
      let begun: Uint8Array | null = null;
      const found = new Map<string, Fields | null>();
      await new Promise<void>((resolve, reject) => {
        stream.on('data', (answer: BatchGetAnswer) => {
          if (answer.transaction.length > 0) begun = answer.transaction;
          if (answer.found) found.set(answer.found.name, fromStored(answer.found.fields));
          else if (answer.missing) found.set(answer.missing, null);
        });
        stream.on('end', resolve);
        stream.on('error', reject);
      });
      return { begun, documents: names.map((name) => documentOf(found, name)) };
    },

    async commit(writes, transaction) {
      const stub = await stubInTurn();
      const request = { database, writes, ...(transaction === null ? {} : { transaction }) };
      await settled((done) => stub.commit(request, metadata, options(), done));
    },

    async rollback(transaction) {
      const stub = await stubInTurn();
      await settled((done) => stub.rollback({ database, transaction }, metadata, options(), done));
    },

    async close() {
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
}

const settled = (call: (done: (error: grpc.ServiceError | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => call((error) => (error === null ? resolve() : reject(error))));

function documentOf(found: ReadonlyMap<string, Fields | null>, name: string): Fields | null {
  const document = found.get(name);
  // Every document that is asked for is answered, found or missing; silence must not be taken for its absence.
  if (document === undefined) throw new Error(`Firestore did not answer for the document ${name}`);
  return document;
}
