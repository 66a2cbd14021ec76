import type { ReadDocuments, Transact } from '../../usecases/documents.ts';
import type { FirestoreApi } from './firestore-api.ts';
import { GIVE_UP_AFTER_MS, isRetryable, waitBefore } from './retry.ts';
import { toWrite } from './to-write.ts';

/** What a transaction needs besides the API: time and chance, for waiting between attempts. */
export type Patience = {
  readonly wait: (milliseconds: number) => Promise<void>;
  /** in [0, 1) */
  readonly random: () => number;
  /** a clock that only goes on, in ms */
  readonly clock: () => number;
};

const PATIENCE: Patience = {
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
  clock: () => performance.now(),
};

/**
 * Transactions over Firestore's API itself, as the webhooks take messages in: the first read begins the transaction, and
 * the writes go with its commit, so that a usual message is two calls. What it reads, leaves and fails with is what `transactOn`,
 * over the Admin SDK, would; it costs half of the processor's time.
 * @see https://cloud.google.com/firestore/docs/reference/rpc/google.firestore.v1
 */
export const transactOnApi =
  (api: FirestoreApi, { wait, random, clock }: Patience = PATIENCE): Transact =>
  async (work) => {
    const giveUpAt = clock() + GIVE_UP_AFTER_MS;
    let failed: Uint8Array | null = null;
    for (let attempt = 1; ; attempt++) {
      const began = new Began(api, failed);
      try {
        const { writes, result } = await work(began.read);
        const id = await began.id();
        if (id !== null || writes.length > 0)
          await api.commit(
            writes.map((write) => toWrite(write, api.nameOf(write.path))),
            id,
          );
        return result;
      } catch (error) {
        failed = (await began.giveUp()) ?? failed;
        const pause = waitBefore(attempt + 1, error, random());
        if (!isRetryable(error) || clock() + pause > giveUpAt) throw error;
        await wait(pause);
      }
    }
  };

/** One attempt: it begins with its first read, and what reads at the same time waits for that. */
class Began {
  readonly #api: FirestoreApi;
  readonly #failed: Uint8Array | null;
  #id: Promise<Uint8Array> | null = null;

  /** @param failed the attempt that this one is made in place of: Firestore lets it through sooner */
  constructor(api: FirestoreApi, failed: Uint8Array | null) {
    this.#api = api;
    this.#failed = failed;
  }

  readonly read: ReadDocuments = async (paths) => {
    if (paths.length === 0) return [];
    if (this.#id !== null) return (await this.#api.batchGet(paths, { transaction: await this.#id })).documents;
    const readWrite = this.#failed === null ? {} : { retryTransaction: this.#failed };
    const first = this.#api.batchGet(paths, { newTransaction: { readWrite } });
    this.#id = first.then(({ begun }) => {
      if (begun === null) throw new Error('Firestore began no transaction');
      return begun;
    });
    const [{ documents }] = await Promise.all([first, this.#id]);
    return documents;
  };

  /** The transaction's id once it has begun; null: nothing was read. */
  id(): Promise<Uint8Array | null> {
    return this.#id ?? Promise.resolve(null);
  }

  /** Lets go of what it locks, without waiting for it; a transaction that is not there any more is none the worse. @returns its id */
  async giveUp(): Promise<Uint8Array | null> {
    const id = await this.id().catch(() => null);
    if (id !== null) void this.#api.rollback(id).catch(() => undefined);
    return id;
  }
}
