import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { standingDocuments } from '@casillero/domain/testing';
import type {} from '@casillero/firestore-server/vitest';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { inject } from 'vitest';
import { makeApi } from '../src/api/app.ts';
import { runOnceOn } from '../src/api/idempotency.ts';
import type { LimitRate } from '../src/api/rate-limit.ts';
import type { Served } from '../src/api/serve.ts';
import { transactOn } from '../src/firestore/transact.ts';
import { makeEnqueueEntries } from '../src/queues/enqueue-entries.ts';
import type { Transact } from '../src/usecases/documents.ts';
import type { EnqueueEntries } from '../src/usecases/receive-message/ports.ts';
import { MemoryQueue } from './memory-queue.ts';

/** Everybody who may call, by their token. */
export const CALLERS = {
  operator: { uid: 'olga', email: 'olga@casillero.example', claims: { role: 'operator' } },
  admin: { uid: 'ada', email: 'ada@cuscatlan.example', claims: { role: 'admin', tenantId: 'cuscatlan' } },
  member: { uid: 'memo', email: 'memo@cuscatlan.example', claims: { role: 'member', tenantId: 'cuscatlan' } },
  other: { uid: 'iris', email: 'iris@izalco.example', claims: { role: 'admin', tenantId: 'izalco' } },
  claimless: { uid: 'nadie', email: 'nadie@casillero.example', claims: {} },
} as const;
export type Token = keyof typeof CALLERS;

/** What handlers are made of in production, on real Firestore; the clock is the test's. */
export type ApiWorld = {
  readonly firestore: Firestore;
  readonly transact: Transact;
  readonly enqueue: EnqueueEntries;
  readonly queue: MemoryQueue;
  readonly now: () => Date;
  readonly newId: () => string;
};

export type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers };

/** The HTTP API behind a socket, with endpoints made by the test, on a Firestore project of its own. */
export class TestApi {
  readonly world: ApiWorld;
  readonly origin: string;
  readonly defects: unknown[];
  readonly #clock: { aheadMs: number };
  readonly #stop: () => Promise<void>;

  private constructor(
    world: ApiWorld,
    origin: string,
    defects: unknown[],
    clock: { aheadMs: number },
    stop: () => Promise<void>,
  ) {
    this.world = world;
    this.origin = origin;
    this.defects = defects;
    this.#clock = clock;
    this.#stop = stop;
  }

  static async start(make: (world: ApiWorld) => readonly Served[], limit?: LimitRate): Promise<TestApi> {
    process.env.FIRESTORE_EMULATOR_HOST = inject('firestoreHost');
    const projectId = `demo-${randomBytes(6).toString('hex')}`;
    const app = initializeApp({ projectId }, projectId);
    const firestore = getFirestore(app);
    const clock = { aheadMs: 0 };
    const queue = new MemoryQueue();
    const now = () => new Date(Date.now() + clock.aheadMs);
    const transact = transactOn(firestore);
    const enqueue = makeEnqueueEntries({ addTask: queue.addTask, onFailure: () => undefined });
    const world = { firestore, transact, enqueue, queue, now, newId: randomUUID };
    const defects: unknown[] = [];
    const api = makeApi({
      verifyToken: async (token) => (Object.hasOwn(CALLERS, token) ? CALLERS[token as Token] : null),
      readDocument: async (path) => (await firestore.doc(path).get()).data() ?? null,
      loadMedia: async () => null,
      retryScreenshot: async () => ({ ok: false, failure: { code: 'not-found', message: '', hint: '' } }),
      endpoints: make(world),
      runOnce: runOnceOn({ transact, now, newToken: randomUUID }),
      ...(limit === undefined ? {} : { limit }),
      onDefect: (error) => defects.push(error),
    });
    const server = api.listen(0, '127.0.0.1');
    await new Promise<void>((resolve) => server.once('listening', () => resolve()));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
    const started = new TestApi(world, origin, defects, clock, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await deleteApp(app);
    });
    await started.write(standingDocuments(Object.values(CALLERS)));
    return started;
  }

  /** Calls as somebody; a body is sent as JSON. */
  async call(
    token: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      headers: response.headers,
    };
  }

  /** Writes documents as they are, past all rules. */
  async write(documents: Readonly<Record<string, Record<string, unknown>>>): Promise<void> {
    const batch = this.world.firestore.batch();
    for (const [path, fields] of Object.entries(documents)) batch.set(this.world.firestore.doc(path), fields);
    await batch.commit();
  }

  async read(path: string): Promise<Record<string, unknown> | null> {
    return (await this.world.firestore.doc(path).get()).data() ?? null;
  }

  async list(collection: string): Promise<Record<string, unknown>[]> {
    const found = await this.world.firestore.collection(collection).get();
    return found.docs.map((document) => ({ id: document.id, ...document.data() }));
  }

  advance(milliseconds: number): void {
    this.#clock.aheadMs += milliseconds;
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}
