import { FirestoreClient, type protos } from '@google-cloud/firestore-api';
import { grpc } from 'google-gax';
import type { StoredFields } from './stored-value.ts';

type Requests = {
  readonly commit: protos.google.firestore.v1.ICommitRequest;
  readonly rollback: protos.google.firestore.v1.IRollbackRequest;
};

/** An answer of batchGetDocuments as the stub decodes it; the transaction is empty but in the answer that begins one. */
export type BatchGetAnswer = {
  readonly transaction: Uint8Array;
  readonly found?: { readonly name: string; readonly fields: StoredFields } | null;
  readonly missing?: string;
};

/** Those methods of the generated client's stub that are used here; the client itself types none of them. */
export type FirestoreStub = {
  batchGetDocuments(
    request: protos.google.firestore.v1.IBatchGetDocumentsRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
  ): grpc.ClientReadableStream<BatchGetAnswer>;
} & {
  readonly [Method in keyof Requests]: (
    request: Requests[Method],
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    done: (error: grpc.ServiceError | null) => void,
  ) => void;
};

/** Room for answers that are under way, in bytes; as the Admin SDK has it. */
const FLOW_CONTROL_WINDOW = 256 * 1_024;

/** gRPC's code UNAVAILABLE. */
const UNAVAILABLE = 14;

/**
 * A connection of its own to Firestore, made on first use: the stub of Google's generated client.
 * @param emulatorHost host:port of a local Firestore; null: production, by the credentials of the environment
 */
export class FirestoreConnection {
  readonly #projectId: string;
  readonly #emulatorHost: string | null;
  #client: FirestoreClient | null = null;

  constructor(projectId: string, emulatorHost: string | null) {
    this.#projectId = projectId;
    this.#emulatorHost = emulatorHost;
  }

  /** @throws with the code UNAVAILABLE where there are no credentials; the next call looks for them again */
  async stub(): Promise<FirestoreStub> {
    this.#client ??= new FirestoreClient({
      projectId: this.#projectId,
      'grpc-node.flow_control_window': FLOW_CONTROL_WINDOW,
      // else all clients of one address share a connection
      'grpc.use_local_subchannel_pool': 1,
      ...(this.#emulatorHost === null ? {} : atEmulator(this.#emulatorHost)),
    });
    const client = this.#client;
    try {
      return (await client.initialize()) as unknown as FirestoreStub;
    } catch (cause) {
      // A client remembers that it could not begin; another one may, a moment later.
      if (this.#client === client) this.#client = null;
      const message = 'Firestore cannot be reached with the credentials of the environment';
      throw Object.assign(new Error(message, { cause }), { code: UNAVAILABLE });
    }
  }

  async close(): Promise<void> {
    await this.#client?.close();
  }
}

function atEmulator(emulatorHost: string) {
  const colon = emulatorHost.lastIndexOf(':');
  return {
    servicePath: emulatorHost.slice(0, colon),
    port: Number(emulatorHost.slice(colon + 1)),
    sslCreds: grpc.credentials.createInsecure(),
  };
}
