/** The limits of production, each at its edge and one beyond. @see https://firebase.google.com/docs/firestore/quotas#limits */
import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import {
  AggregateField,
  type CollectionReference,
  FieldPath,
  FieldValue,
  Filter,
  type Firestore,
  getFirestore,
  type Query,
} from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type TestServer } from './connect.ts';

let server: TestServer;
let app: App;
let db: Firestore;

beforeAll(async () => {
  server = await connect();
  app = initializeApp({ projectId: server.projectId }, 'limits');
  db = getFirestore(app);
  db.settings({ host: `${server.host}:${server.port}`, ssl: false, customHeaders: { Authorization: 'Bearer owner' } });
});
afterAll(async () => {
  await deleteApp(app);
  await server.stop();
});

const refusal = (says: string | RegExp) => ({
  code: 3,
  message: typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says),
});

describe('documents', () => {
  // limits/d: 16 + 7 + 2 for the name, 32 for the document, then fields as name + 1 + bytes + 1.
  const OVERHEAD = 16 + 7 + 2 + 32 + 2 * (1 + 1 + 1);
  const ofSize = (bytes: number) => ({ a: 'x'.repeat(500_000), b: 'x'.repeat(bytes - OVERHEAD - 500_000) });

  test('1,048,576 bytes are a document, one more is too much', async () => {
    await db.doc('limits/d').set(ofSize(1_048_576));
    await expect(db.doc('limits/d').set(ofSize(1_048_577))).rejects.toMatchObject(
      refusal(
        /Document 'projects\/.*\/documents\/limits\/d' cannot be written because its size \(1,048,577 bytes\) exceeds the maximum allowed size of 1,048,576 bytes\./,
      ),
    );
  });

  test('a value of 1 MiB less 89 bytes, and no more', async () => {
    await db.doc('l/d').set({ a: 'x'.repeat(1_048_487) });
    const tooLong = db.doc('l/d').set({ a: 'x'.repeat(1_048_488) });
    await expect(tooLong).rejects.toMatchObject(refusal('The value of property "a" is longer than 1048487 bytes.'));
  });

  test('maps and arrays 20 levels deep; beyond that the SDK refuses before the server can', async () => {
    const nested = (levels: number): object =>
      levels === 0 ? {} : { a: levels % 2 ? nested(levels - 1) : [nested(levels - 2)] };
    await db.doc('limits/deep').set(nested(20));
    const stored = JSON.stringify((await db.doc('limits/deep').get()).data());
    expect(stored.split(/[[{]/).length - 1).toBe(21);
    const url = `http://${server.host}:${server.port}/v1/projects/${server.projectId}/databases/(default)/documents/limits/deeper`;
    let value: object = { mapValue: {} };
    for (let level = 1; level < 21; level++) value = { mapValue: { fields: { a: value } } };
    const response = await fetch(url, { method: 'PATCH', body: JSON.stringify({ fields: { a: value } }) });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/Property a contains an invalid nested entity/);
  });

  test('500 transforms of a document in one commit, and no more', async () => {
    const transforms = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, FieldValue.increment(1)]));
    await db.doc('limits/transforms').set(transforms(500));
    await expect(db.doc('limits/transforms').set(transforms(501))).rejects.toMatchObject(refusal('500'));
  });

  test('a batch may have more than 500 writes', async () => {
    const batch = db.batch();
    for (let i = 0; i < 600; i++) batch.set(db.doc(`many/d${i}`), { i });
    expect((await batch.commit()).length).toBe(600);
  });

  test('requests of 10 MiB, and no more', async () => {
    const batchOf = (count: number) => {
      const batch = db.batch();
      for (let i = 0; i < count; i++) batch.set(db.doc(`big/d${i}`), { text: 'x'.repeat(1_000_000) });
      return batch.commit();
    };
    await batchOf(10);
    await expect(batchOf(11)).rejects.toMatchObject(refusal('Request payload size exceeds the limit: 10485760 bytes.'));
  });
});

describe('names', () => {
  test.each<{ title: string; path: string; says: string | null }>([
    { title: 'an id of 1,500 bytes', path: `limits/${'x'.repeat(1500)}`, says: null },
    { title: 'an id of 1,501 bytes', path: `limits/${'x'.repeat(1501)}`, says: 'longer than 1500 bytes' },
    { title: 'an id of 750 letters of two bytes', path: `limits/${'é'.repeat(750)}`, says: null },
    { title: 'one letter more', path: `limits/${'é'.repeat(751)}`, says: 'longer than 1500 bytes' },
    { title: 'a collection id of 1,501 bytes', path: `${'x'.repeat(1501)}/d`, says: 'longer than 1500 bytes' },
    { title: 'a dot', path: 'limits/.', says: 'not allowed' },
    { title: 'two dots', path: 'limits/..', says: 'not allowed' },
    { title: 'three dots', path: 'limits/...', says: null },
    { title: 'reserved', path: 'limits/__x__', says: 'is invalid because it is reserved' },
    { title: 'a reserved collection', path: '__x__/d', says: 'is invalid because it is reserved' },
    { title: 'four underscores', path: 'limits/____', says: null },
    { title: 'five underscores', path: 'limits/_____', says: 'reserved' },
    { title: 'a numeric id', path: 'limits/__id7__', says: null },
    { title: 'a hundred collections', path: Array(100).fill('c/d').join('/'), says: null },
    { title: 'a hundred and one', path: Array(101).fill('c/d').join('/'), says: '100 levels' },
  ])('$title', async ({ path, says }) => {
    const written = db.doc(path).set({ n: 1 });
    if (says === null) expect((await written).writeTime.toMillis()).toBeGreaterThan(0);
    else await expect(written).rejects.toMatchObject(refusal(says));
  });

  test.each<{ title: string; field: string; says: string | null }>([
    { title: '1,500 bytes', field: 'x'.repeat(1500), says: null },
    { title: '1,501 bytes', field: 'x'.repeat(1501), says: 'longer than 1500 bytes' },
    { title: 'reserved', field: '__x__', says: 'begin and end with __' },
    { title: 'begins with underscores', field: '__x', says: null },
    { title: 'of odd characters', field: 'a.b`c\\ñ', says: null },
  ])('a field name: $title', async ({ field, says }) => {
    const ref = db.doc('limits/field');
    const written = ref.set({ [field]: 1 });
    if (says !== null) await expect(written).rejects.toMatchObject(refusal(says));
    else {
      await written;
      expect((await ref.get()).get(new FieldPath(field))).toBe(1);
    }
  });
});

describe('queries', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
  test.each<{ title: string; query: (c: CollectionReference) => Query; says: string | null }>([
    { title: '30 disjunctions', query: (c) => c.where('a', 'in', numbers(30)), says: null },
    {
      title: '5 times 6 of them',
      query: (c) => c.where('a', 'in', numbers(5)).where('b', 'in', numbers(6)),
      says: null,
    },
    {
      title: '4 times 8',
      query: (c) => c.where('a', 'in', numbers(4)).where('b', 'in', numbers(8)),
      says: 'maximum number of disjunctions',
    },
    { title: '10 NOT_IN values', query: (c) => c.where('a', 'not-in', numbers(10)), says: null },
    { title: '11 NOT_IN values', query: (c) => c.where('a', 'not-in', numbers(11)), says: '10 comparison values' },
    {
      title: 'two negations',
      query: (c) => c.where('a', '!=', 1).where('b', '!=', 1),
      says: 'Only a single NOT_EQUAL, NOT_IN, IS_NOT_NULL, or IS_NOT_NAN filter allowed per query.',
    },
    {
      title: 'NOT_IN beside IN',
      query: (c) => c.where('a', 'not-in', [1]).where('b', 'in', [1]),
      says: "'NOT_IN' cannot be used in the same query",
    },
    {
      title: 'NOT_IN beside OR',
      query: (c) =>
        c.where('a', 'not-in', [1]).where(Filter.or(Filter.where('b', '==', 1), Filter.where('c', '==', 1))),
      says: null,
    },
    {
      title: 'two ARRAY_CONTAINS in one conjunction',
      query: (c) => c.where('a', 'array-contains', 1).where('b', 'array-contains', 1),
      says: "A maximum of 1 'ARRAY_CONTAINS' filter is allowed per disjunction.",
    },
    {
      title: 'an order after the key',
      query: (c) => c.orderBy(FieldPath.documentId()).orderBy('a'),
      says: 'order by clause cannot contain more fields after the key',
    },
    {
      title: 'equality on the key beside an inequality',
      query: (c) => c.where(FieldPath.documentId(), '==', 'd').where('a', '>', 1),
      says: 'Equality on key is not allowed if there are other inequality fields and key does not appear in inequalities.',
    },
    { title: 'a reserved collection', query: (c) => c.doc('d').collection('__x__'), says: 'reserved' },
  ])('$title', async ({ query, says }) => {
    const found = query(db.collection('asked')).get();
    if (says === null) expect((await found).size).toBe(0);
    else await expect(found).rejects.toMatchObject(refusal(says));
  });

  test('five aggregations, and no more', async () => {
    const aggregate = (count: number) =>
      db
        .collection('asked')
        .aggregate(Object.fromEntries(numbers(count).map((i) => [`s${i}`, AggregateField.sum(`f${i}`)])))
        .get();
    expect(Object.keys((await aggregate(5)).data()).length).toBe(5);
    await expect(aggregate(6)).rejects.toMatchObject(refusal('maximum number of aggregations'));
  });
});
