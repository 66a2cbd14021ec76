import { randomBytes } from 'node:crypto';
import type { DocumentWrite, Fields } from '@casillero/domain/records/document-write';
import fc from 'fast-check';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, GeoPoint, getFirestore, Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { type FirestoreApi, openFirestoreApi } from '../src/firestore/api/firestore-api.ts';
import { GIVE_UP_AFTER_MS } from '../src/firestore/api/retry.ts';
import { transactOnApi } from '../src/firestore/api/transact-on-api.ts';
import { isOutage } from '../src/firestore/is-outage.ts';
import { transactOn } from '../src/firestore/transact.ts';
import type { Transact } from '../src/usecases/documents.ts';

const host = inject('firestoreHost');

/** A project of its own with both ways of making a transaction on it. */
class Place {
  readonly firestore: Firestore;
  readonly api: FirestoreApi;
  readonly #app;

  constructor() {
    const projectId = `demo-${randomBytes(6).toString('hex')}`;
    process.env.FIRESTORE_EMULATOR_HOST = host;
    this.#app = initializeApp({ projectId }, projectId);
    this.firestore = getFirestore(this.#app);
    this.api = openFirestoreApi(projectId, host);
  }

  async stop(): Promise<void> {
    await this.api.close();
    await deleteApp(this.#app);
  }

  async documents(paths: readonly string[]): Promise<unknown[]> {
    const found = await this.firestore.getAll(...paths.map((path) => this.firestore.doc(path)));
    return found.map((document) => document.data() ?? null);
  }
}

let one: Place;
let other: Place;
beforeAll(() => {
  one = new Place();
  other = new Place();
});
afterAll(() => Promise.all([one.stop(), other.stop()]));

const NAMES = ['text', 'count', 'día', 'with blank', 'with`tick', 'back\\slash', '1st', '__proto__x', 'a-b'];
const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double(),
  fc.constant(-0),
  fc.string({ unit: 'grapheme' }),
  fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
  fc
    .tuple(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([seconds, micros]) => new Timestamp(seconds, micros * 1_000)),
  fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
);
const { value } = fc.letrec<{ value: unknown; map: unknown }>((tie) => ({
  // Firestore has no list in a list.
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(fc.oneof(scalar, tie('map')), { maxLength: 3 }), tie('map')),
  map: fc.dictionary(fc.constantFrom(...NAMES, ''), tie('value'), { maxKeys: 3 }).map((map) => {
    const { '': _empty, ...named } = map;
    return named;
  }),
}));
const fields: fc.Arbitrary<Fields> = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 4 });
const PATHS = ['a', 'b', 'a/parts/c'];
const path = fc.constantFrom(...PATHS);
const increments = fc.dictionary(fc.constantFrom('n', 'm m'), fc.oneof(fc.integer(), fc.double({ noNaN: true })), {
  minKeys: 1,
  maxKeys: 2,
});
const write: fc.Arbitrary<DocumentWrite> = fc.oneof(
  fc.record({ op: fc.constantFrom('create' as const, 'set' as const), path, fields }),
  fc.record({ op: fc.constant('delete' as const), path }),
  fc.record({ op: fc.constantFrom('update' as const, 'upsert' as const), path, fields, increments }),
);
/** A transaction: what it reads, at once or one after another, and what it writes. */
const transaction = fc.record({
  reads: fc.array(fc.array(path, { maxLength: 3 }), { maxLength: 2 }),
  writes: fc.uniqueArray(write, { selector: ({ path }) => path, maxLength: 3 }),
});

async function outcome(transact: Transact, { reads, writes }: { reads: string[][]; writes: DocumentWrite[] }) {
  try {
    return await transact(async (read) => {
      const result = [];
      for (const paths of reads) result.push(await read(paths));
      return { writes, result };
    });
  } catch (error) {
    return { code: (error as { code?: unknown }).code, isOutage: isOutage(error) };
  }
}

test('whatever is read and written, it reads, leaves and fails as a transaction of the Admin SDK', async () => {
  const bySdk = transactOn(one.firestore);
  const byApi = transactOnApi(other.api);
  await fc.assert(
    fc.asyncProperty(fc.array(transaction, { minLength: 1, maxLength: 4 }), async (transactions) => {
      const fresh = `${randomBytes(6).toString('hex')}/`;
      for (const each of transactions) {
        const { reads, writes } = each;
        const here = {
          reads: reads.map((paths) => paths.map((path) => fresh + path)),
          writes: writes.map((write) => ({ ...write, path: fresh + write.path })),
        };
        expect(await outcome(byApi, here)).toEqual(await outcome(bySdk, here));
      }
      const paths = PATHS.map((path) => fresh + path);
      expect(await other.documents(paths)).toEqual(await one.documents(paths));
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['nothing', undefined],
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['an object of a class', new Map()],
])('a field that holds %s is refused, and nothing is written', async (_what, value) => {
  const path = 'odd/one';
  const writing = transactOnApi(one.api)(async () => ({
    writes: [{ op: 'set', path, fields: { value } }],
    result: undefined,
  }));
  await expect(writing).rejects.toThrow(TypeError);
  expect(await one.documents([path])).toEqual([null]);
});

test('what was put into a document by hand and no record holds is read plainly', async () => {
  const at = one.firestore.doc('odd/two');
  await at.set({ at, where: new GeoPoint(13.7, -89.2) });
  const read = await transactOnApi(one.api)(async (read) => ({ writes: [], result: await read([at.path]) }));
  expect(read).toEqual([
    { at: one.api.nameOf(at.path), where: expect.objectContaining({ latitude: 13.7, longitude: -89.2 }) },
  ]);
});

describe('attempts', () => {
  const PATH = 'counters/one';
  const patience = () => {
    const waits: number[] = [];
    const waited = () => waits.reduce((a, b) => a + b, 0);
    const wait = async (milliseconds: number) => void waits.push(milliseconds);
    return { waits, waited, wait, random: () => 0.5, clock: waited };
  };
  /** An API that fails at its commits, one after the other, and notes what it is asked. */
  const failing = (errors: readonly unknown[]) => {
    const asked: string[] = [];
    let left = [...errors];
    const api: FirestoreApi = {
      ...one.api,
      batchGet: (paths, readIn) => {
        const retried = 'newTransaction' in readIn && readIn.newTransaction.readWrite.retryTransaction !== undefined;
        asked.push(retried ? 'read again' : 'read');
        return one.api.batchGet(paths, readIn);
      },
      commit: async (writes, transaction) => {
        asked.push('commit');
        const [error, ...others] = left;
        left = others;
        if (error !== undefined) throw error;
        await one.api.commit(writes, transaction);
      },
      rollback: async (transaction) => {
        asked.push('rollback');
        await one.api.rollback(transaction);
      },
    };
    return { asked, api };
  };
  const error = (code: number, message = 'no') => Object.assign(new Error(message), { code });
  const addOne =
    (path: string): Parameters<Transact>[0] =>
    async (read) => {
      const [document] = await read([path]);
      return { writes: [{ op: 'set', path, fields: { n: Number(document?.n ?? 0) + 1 } }], result: undefined };
    };

  test.each([
    1, 2, 4, 8, 10, 13, 14, 16,
  ])('after gRPC’s code %i it is tried again, in place of the failed one', async (code) => {
    const path = `${PATH}-${code}`;
    const { asked, api } = failing([error(code)]);
    await transactOnApi(api, patience())(addOne(path));
    expect(asked).toEqual(['read', 'commit', 'rollback', 'read again', 'commit']);
    expect(await one.documents([path])).toEqual([{ n: 1 }]);
  });

  test('an expired transaction is begun anew, another bad request is not', async () => {
    const expired = failing([error(3, 'The referenced transaction has expired or is no longer valid.')]);
    await transactOnApi(expired.api, patience())(addOne(`${PATH}-expired`));
    expect(expired.asked.filter((call) => call === 'commit')).toHaveLength(2);
    const bad = failing([error(3, 'Property x has an invalid name.')]);
    await expect(transactOnApi(bad.api, patience())(addOne(`${PATH}-bad`))).rejects.toMatchObject({ code: 3 });
    expect(bad.asked).toEqual(['read', 'commit', 'rollback']);
  });

  test.each([
    ['a refusal', error(7)],
    ['a defect of ours', new TypeError('odd')],
  ])('%s ends it at once and lets go of what it locked', async (_what, thrown) => {
    const { asked, api } = failing([]);
    const { waits, ...patient } = patience();
    const path = `${PATH}-held`;
    const work = transactOnApi(
      api,
      patient,
    )(async (read) => {
      await read([path]);
      throw thrown;
    });
    await expect(work).rejects.toBe(thrown);
    expect([asked, waits]).toEqual([['read', 'rollback'], []]);
    await transactOnApi(one.api)(addOne(path));
  });

  test('it tries again with longer waits each time, gives up within 7 s, and tells the last error', async () => {
    const { waits, waited, ...patient } = patience();
    const { asked, api } = failing(Array.from({ length: 100 }, (_, i) => error(10, `no ${i + 1}`)));
    const thrown = await transactOnApi(api, patient)(addOne(`${PATH}-never`)).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ message: `no ${waits.length + 1}` });
    expect(asked.filter((call) => call === 'commit')).toHaveLength(waits.length + 1);
    expect(waits.length).toBeGreaterThanOrEqual(5);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waited()).toBeLessThanOrEqual(GIVE_UP_AFTER_MS);
  });

  test('attempts that take long are fewer', async () => {
    const { asked, api } = failing(Array.from({ length: 100 }, () => error(4)));
    let asks = 0;
    const clock = () => 3_000 * asks++;
    const { wait, random } = patience();
    await expect(transactOnApi(api, { wait, random, clock })(addOne(`${PATH}-late`))).rejects.toMatchObject({
      code: 4,
    });
    expect(asked.filter((call) => call === 'commit')).toHaveLength(3);
  });

  test('a Firestore that is not there is an outage', async () => {
    const api = openFirestoreApi('demo-nowhere', '127.0.0.1:1');
    const { waits, ...patient } = patience();
    const thrown = await transactOnApi(api, patient)(addOne(PATH)).catch((error: unknown) => error);
    expect(isOutage(thrown)).toBe(true);
    expect(waits.length).toBeGreaterThanOrEqual(5);
    await api.close();
  });

  test('credentials that cannot be had are an outage, and are looked for again', async () => {
    const before = process.env.GOOGLE_APPLICATION_CREDENTIALS;
    process.env.GOOGLE_APPLICATION_CREDENTIALS = '/nowhere/key.json';
    onTestFinished(() => {
      if (before === undefined) delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
      else process.env.GOOGLE_APPLICATION_CREDENTIALS = before;
    });
    const api = openFirestoreApi('demo-nowhere', null);
    const { waits, ...patient } = patience();
    const thrown = await transactOnApi(api, patient)(addOne(PATH)).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 14, cause: { message: expect.stringContaining('/nowhere/key.json') } });
    expect(isOutage(thrown)).toBe(true);
    expect(waits.length).toBeGreaterThanOrEqual(5);
    await api.close();
  });

  test('many that count the same document at once miss none', async () => {
    const counting = transactOnApi(one.api);
    await Promise.all(Array.from({ length: 12 }, () => counting(addOne(`${PATH}-many`))));
    expect(await one.documents([`${PATH}-many`])).toEqual([{ n: 12 }]);
  });

  test('reads at the same time are of one transaction', async () => {
    const { asked, api } = failing([]);
    await transactOnApi(api)(async (read) => {
      await Promise.all([read([`${PATH}-a`]), read([`${PATH}-b`]), read([])]);
      return { writes: [{ op: 'set', path: `${PATH}-a`, fields: {} }], result: undefined };
    });
    expect(asked).toEqual(['read', 'read', 'commit']);
    expect(await one.documents([`${PATH}-a`])).toEqual([{}]);
  });
});
