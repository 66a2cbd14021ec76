import type { CollectionReference, Firestore } from 'firebase-admin/firestore';
import { FieldValue } from 'firebase-admin/firestore';

/** Documents that lie in the collection when the measuring begins. */
export const SEEDED = 10_000;
const SEED_BATCH = 500;
const GROUPS = 100;
const LISTENERS = 100;
/** Requests that one client has open at a time. */
const IN_FLIGHT = 50;

/** One kind of work: runs it up to `count` times, or until the time is over, and says how often it was done. */
export type Category = {
  readonly name: string;
  /** what the operations per second count */
  readonly unit: string;
  /** @returns operations done and the seconds they took */
  run(db: Firestore): Promise<{ operations: number; seconds: number }>;
};

const LIMIT_MS = 2500;

const orders = (db: Firestore): CollectionReference => db.collection('orders');
const idOf = (i: number): string => `order-${String(i).padStart(6, '0')}`;

/** A small document, as applications have them: a dozen values of all common types. */
export function smallDocument(i: number) {
  return {
    number: i,
    group: i % GROUPS,
    customer: `Customer ${(i * 7919) % SEEDED}`,
    state: i % 3 === 0 ? 'open' : 'closed',
    total: ((i * 104_729) % 100_000) / 100,
    createdAt: new Date(1_700_000_000_000 + i * 1000),
    tags: ['a', `t${i % 10}`],
    address: { street: `Calle ${i % 50}`, city: 'San Salvador' },
    paid: i % 2 === 0,
  };
}

/** Fills the collection; not measured. */
export async function seed(db: Firestore, count = SEEDED): Promise<void> {
  for (let from = 0; from < count; from += SEED_BATCH) {
    const batch = db.batch();
    for (let i = from; i < Math.min(count, from + SEED_BATCH); i++) {
      batch.set(orders(db).doc(idOf(i)), smallDocument(i));
    }
    await batch.commit();
  }
}

/** Runs a task many times, some at once. */
async function repeat(count: number, inFlight: number, task: (i: number) => Promise<unknown>) {
  const startedAt = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count && performance.now() - startedAt < LIMIT_MS) await task(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { operations: next, seconds: (performance.now() - startedAt) / 1000 };
}

/** In this order on one server, so that both have the same documents before each category. */
export const CATEGORIES: readonly Category[] = [
  {
    name: 'get',
    unit: 'documents',
    run: (db) =>
      repeat(5000, IN_FLIGHT, (i) =>
        orders(db)
          .doc(idOf((i * 37) % SEEDED))
          .get(),
      ),
  },
  {
    name: 'set',
    unit: 'documents',
    run: (db) =>
      repeat(5000, IN_FLIGHT, (i) =>
        orders(db)
          .doc(idOf(SEEDED + i))
          .set(smallDocument(SEEDED + i)),
      ),
  },
  {
    name: 'update',
    unit: 'documents',
    run: (db) =>
      repeat(5000, IN_FLIGHT, (i) =>
        orders(db)
          .doc(idOf((i * 37) % SEEDED))
          .update({ state: `step ${i}`, 'address.city': 'Santa Ana', changes: FieldValue.increment(1) }),
      ),
  },
  {
    name: 'transaction',
    unit: 'transactions that read and write one document',
    run: (db) =>
      repeat(2500, IN_FLIGHT, (i) =>
        db.runTransaction(async (transaction) => {
          const ref = orders(db).doc(idOf((i * 37) % SEEDED));
          const before = await transaction.get(ref);
          transaction.update(ref, { number: Number(before.get('number')) + 1 });
        }),
      ),
  },
  {
    name: 'query',
    unit: `queries: the last 20 of a group in order, among ${SEEDED} documents`,
    run: (db) =>
      repeat(1500, IN_FLIGHT, async (i) => {
        const query = orders(db)
          .where('group', '==', i % GROUPS)
          .orderBy('createdAt', 'desc')
          .limit(20);
        const { size } = await query.get();
        if (size !== 20) throw new Error(`The query found ${size} documents, not 20.`);
      }),
  },
  { name: 'listen', unit: `changes seen by ${LISTENERS} listeners`, run: fanOut },
];

/** Writes one after another, each seen by all listeners before the next. */
async function fanOut(db: Firestore): Promise<{ operations: number; seconds: number }> {
  const room = db.collection('rooms');
  await room.doc('one').set({ open: true, turn: 0 });
  let seen = 0;
  let turn = 0;
  let wake: () => void = () => {};
  let fail: (error: Error) => void = () => {};
  const allSaw = () =>
    new Promise<void>((resolve, reject) => {
      wake = resolve;
      fail = reject;
    });
  let round = allSaw();
  const stops = Array.from({ length: LISTENERS }, () =>
    room.where('open', '==', true).onSnapshot(
      (snapshot) => {
        if (snapshot.docs[0]?.get('turn') === turn && ++seen === LISTENERS) wake();
      },
      (error) => fail(error),
    ),
  );
  await round;
  const startedAt = performance.now();
  while (turn < 150 && performance.now() - startedAt < LIMIT_MS) {
    seen = 0;
    turn++;
    round = allSaw();
    await room.doc('one').update({ turn });
    await round;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  for (const stop of stops) stop();
  return { operations: turn * LISTENERS, seconds };
}
