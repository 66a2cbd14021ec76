import type { CollectionReference, Firestore } from 'firebase-admin/firestore';
import { FieldValue } from 'firebase-admin/firestore';
import { type Category, fanOut, LISTENERS, type Measured, repeat } from './category.ts';
import { GROUPS, idOf, SEEDED, smallDocument } from './small-document.ts';

const SEED_BATCH = 500;

const orders = (db: Firestore): CollectionReference => db.collection('orders');

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

/** Through the admin SDK. */
export const SDK_CATEGORIES: readonly Category<Firestore>[] = [
  {
    name: 'get',
    run: (db) =>
      repeat(5000, (i) =>
        orders(db)
          .doc(idOf((i * 37) % SEEDED))
          .get(),
      ),
  },
  {
    name: 'update',
    run: (db) =>
      repeat(5000, (i) =>
        orders(db)
          .doc(idOf((i * 37) % SEEDED))
          .update({ state: `step ${i}`, 'address.city': 'Santa Ana', changes: FieldValue.increment(1) }),
      ),
  },
  {
    name: 'transaction',
    run: (db) =>
      repeat(2500, (i) =>
        db.runTransaction(async (transaction) => {
          const ref = orders(db).doc(idOf((i * 37) % SEEDED));
          const before = await transaction.get(ref);
          transaction.update(ref, { number: Number(before.get('number')) + 1 });
        }),
      ),
  },
  {
    name: 'query',
    run: (db) =>
      repeat(1500, async (i) => {
        const query = orders(db)
          .where('group', '==', i % GROUPS)
          .orderBy('createdAt', 'desc')
          .limit(20);
        const { size } = await query.get();
        if (size !== 20) throw new Error(`The query found ${size} documents, not 20.`);
      }),
  },
  { name: 'listen', run: listen },
  {
    name: 'set',
    run: (db) => repeat(5000, (i) => orders(db).doc(`by-sdk-${i}`).set(smallDocument(i))),
  },
];

async function listen(db: Firestore): Promise<Measured> {
  const room = db.collection('rooms');
  await room.doc('one').set({ open: true, turn: 0 });
  let seen = 0;
  let expected = 0;
  let all = Promise.withResolvers<void>();
  const stops = Array.from({ length: LISTENERS }, () =>
    room.where('open', '==', true).onSnapshot(
      (snapshot) => {
        if (snapshot.docs[0]?.get('turn') === expected && ++seen === LISTENERS) all.resolve();
      },
      (error) => all.reject(error),
    ),
  );
  await all.promise;
  const measured = await fanOut(150, async (turn) => {
    seen = 0;
    expected = turn;
    all = Promise.withResolvers();
    await room.doc('one').update({ turn });
    await all.promise;
  });
  for (const stop of stops) stop();
  return measured;
}
