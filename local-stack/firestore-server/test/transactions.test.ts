import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore, Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type TestServer } from './connect.ts';

let server: TestServer;
let app: App;
let db: Firestore;
let nextCollection = 0;

beforeAll(async () => {
  server = await connect();
  app = initializeApp({ projectId: server.projectId }, 'transactions');
  db = getFirestore(app);
  db.settings({ host: `${server.host}:${server.port}`, ssl: false, customHeaders: { Authorization: 'Bearer owner' } });
});
afterAll(async () => {
  await deleteApp(app);
  await server.stop();
});

const aCollection = () => db.collection(`tx${nextCollection++}`);

/** Resolves when it has been passed by as many callers as it waits for. */
function barrier(parties: number): () => Promise<void> {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let arrived = 0;
  return () => {
    if (++arrived === parties) open();
    return opened;
  };
}

test('twenty transactions on one document all succeed, and no update is lost', async () => {
  const counter = aCollection().doc('counter');
  await counter.set({ n: 0 });
  const increment = () =>
    db.runTransaction(async (transaction) => {
      const n: number = (await transaction.get(counter)).get('n');
      transaction.update(counter, { n: n + 1 });
    });
  await Promise.all(Array.from({ length: 20 }, increment));
  expect((await counter.get()).get('n')).toBe(20);
});

test('twenty transactions that look for something and create it when it is missing create it once', async () => {
  const c = aCollection();
  const ensureOne = (i: number) =>
    db.runTransaction(async (transaction) => {
      const open = await transaction.get(c.where('state', '==', 'open').limit(1));
      if (open.empty) transaction.create(c.doc(`by${i}`), { state: 'open' });
    });
  await Promise.all(Array.from({ length: 20 }, (_, i) => ensureOne(i)));
  expect((await c.get()).size).toBe(1);
});

test('two transactions that read the same document at the same time: one is run again', async () => {
  const ref = aCollection().doc('shared');
  await ref.set({ n: 0 });
  const bothHaveRead = barrier(2);
  let attempts = 0;
  const run = () =>
    db.runTransaction(async (transaction) => {
      attempts++;
      const n: number = (await transaction.get(ref)).get('n');
      await bothHaveRead();
      transaction.update(ref, { n: n + 1 });
    });
  await Promise.all([run(), run()]);
  expect((await ref.get()).get('n')).toBe(2);
  expect(attempts).toBe(3);
});

test('a plain write waits for a transaction that has read the document', async () => {
  const ref = aCollection().doc('busy');
  await ref.set({ by: 'nobody' });
  const order: string[] = [];
  let plainWrite: Promise<unknown> = Promise.resolve();
  let attempts = 0;
  await db.runTransaction(async (transaction) => {
    attempts++;
    await transaction.get(ref);
    plainWrite = ref.set({ by: 'plain' }).then(() => order.push('plain'));
    // The round trip of another read gives the write every chance to overtake.
    await aCollection().doc('other').get();
    transaction.set(ref, { by: 'transaction' });
    order.push('transaction');
  });
  await plainWrite;
  expect(order).toEqual(['transaction', 'plain']);
  expect(attempts).toBe(1);
  expect((await ref.get()).get('by')).toBe('plain');
});

test('no write skew: of two that each rely on what the other changes, one sees the other', async () => {
  const c = aCollection();
  await Promise.all(['a', 'b'].map((id) => c.doc(id).set({ onCall: true })));
  const bothHaveRead = barrier(2);
  const leave = (id: string) =>
    db.runTransaction(async (transaction) => {
      const onCall = await transaction.get(c.where('onCall', '==', true));
      await bothHaveRead();
      if (onCall.size > 1) transaction.update(c.doc(id), { onCall: false });
    });
  await Promise.all([leave('a'), leave('b')]);
  expect((await c.where('onCall', '==', true).get()).size).toBe(1);
});

test('transactions in opposite order do not block each other for good', async () => {
  const c = aCollection();
  await Promise.all(['a', 'b'].map((id) => c.doc(id).set({ n: 0 })));
  const move = (from: string, to: string) =>
    db.runTransaction(async (transaction) => {
      const source = await transaction.get(c.doc(from));
      const target = await transaction.get(c.doc(to));
      transaction.update(source.ref, { n: source.get('n') - 1 });
      transaction.update(target.ref, { n: target.get('n') + 1 });
    });
  await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? move('a', 'b') : move('b', 'a'))));
  const [a, b] = await Promise.all([c.doc('a').get(), c.doc('b').get()]);
  expect([a.get('n'), b.get('n')]).toEqual([0, 0]);
});

test('a transaction that fails leaves no locks behind', async () => {
  const ref = aCollection().doc('free');
  await ref.set({ n: 1 });
  const failing = db.runTransaction(async (transaction) => {
    await transaction.get(ref);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  await ref.set({ n: 2 });
  expect((await ref.get()).get('n')).toBe(2);
});

test('a read-only transaction sees one moment, and readers of the past see theirs', async () => {
  const ref = aCollection().doc('history');
  const first = await ref.set({ n: 1 });
  await db.runTransaction(
    async (transaction) => {
      expect((await transaction.get(ref)).get('n')).toBe(1);
      await ref.set({ n: 2 });
      expect((await transaction.get(ref)).get('n')).toBe(1);
      expect((await transaction.get(ref.parent.where('n', '==', 2))).size).toBe(0);
    },
    { readOnly: true },
  );
  const atFirst = await db.runTransaction((transaction) => transaction.get(ref), {
    readOnly: true,
    readTime: first.writeTime,
  });
  expect(atFirst.get('n')).toBe(1);
  expect((await ref.get()).get('n')).toBe(2);
  const future = Timestamp.fromMillis(Date.now() + 3_600_000);
  const fromTheFuture = db.runTransaction((transaction) => transaction.get(ref), { readOnly: true, readTime: future });
  await expect(fromTheFuture).rejects.toMatchObject({ code: 3 });
});
