import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import {
  AggregateField,
  type DocumentSnapshot,
  FieldPath,
  FieldValue,
  Filter,
  type Firestore,
  getFirestore,
  type QuerySnapshot,
  Timestamp,
} from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type TestServer } from './connect.ts';
import { EventQueue } from './expectations.ts';

let server: TestServer;
let app: App;
let db: Firestore;
let nextCollection = 0;

beforeAll(async () => {
  server = await connect();
  app = initializeApp({ projectId: server.projectId }, 'admin');
  db = getFirestore(app);
  db.settings({ host: `${server.host}:${server.port}`, ssl: false, customHeaders: { Authorization: 'Bearer owner' } });
});
afterAll(async () => {
  await deleteApp(app);
  await server.stop();
});

/** A collection nobody else uses. */
const aCollection = () => db.collection(`admin${nextCollection++}`);
const ids = (snapshot: QuerySnapshot): string[] => snapshot.docs.map(({ id }) => id);

describe('documents', () => {
  test('values, times and masks', async () => {
    const ref = aCollection().doc('one');
    const { writeTime } = await ref.set({
      a: { b: 1, c: 2 },
      'odd.name': true,
      at: new Timestamp(5, 123_456_789),
      list: [1, null],
    });
    const first = await ref.get();
    expect(first.data()).toEqual({
      a: { b: 1, c: 2 },
      'odd.name': true,
      at: new Timestamp(5, 123_456_000),
      list: [1, null],
    });
    expect(first.updateTime?.isEqual(writeTime)).toBe(true);
    await ref.update({ 'a.b': FieldValue.delete(), 'a.d.e': 3 });
    await ref.update(new FieldPath('odd.name'), FieldValue.delete());
    await ref.set({ list: FieldValue.arrayUnion(2, 1) }, { merge: true });
    const [masked] = await db.getAll(ref, { fieldMask: ['a', 'list'] });
    expect(masked?.data()).toEqual({ a: { c: 2, d: { e: 3 } }, list: [1, null, 2] });
    expect((await ref.get()).createTime?.isEqual(first.createTime ?? Timestamp.now())).toBe(true);
  });

  test('vectors are stored, compared and found', async () => {
    const c = aCollection();
    await c.doc('v').set({ v: FieldValue.vector([1, 2.5]) });
    expect((await c.doc('v').get()).get('v').toArray()).toEqual([1, 2.5]);
    expect((await c.where('v', '==', FieldValue.vector([1, 2.5])).get()).size).toBe(1);
    expect((await c.where('v', '<', FieldValue.vector([0, 0, 0])).get()).size).toBe(1);
  });

  test('a write that changes nothing keeps the update time', async () => {
    const ref = aCollection().doc();
    await ref.set({ n: 1 });
    const before = (await ref.get()).updateTime;
    await ref.set({ n: 1 });
    expect((await ref.get()).updateTime?.isEqual(before ?? Timestamp.now())).toBe(true);
  });

  test.each([
    { title: 'update of a missing document', code: 5, run: (ref: Ref) => ref.update({ a: 1 }) },
    { title: 'create of an existing one', code: 6, run: (ref: Ref) => ref.set({}).then(() => ref.create({})) },
    {
      title: 'a stale update time',
      code: 9,
      run: (ref: Ref) => ref.set({}).then(() => ref.delete({ lastUpdateTime: new Timestamp(1, 0) })),
    },
    { title: 'a document above 1 MiB', code: 3, run: (ref: Ref) => ref.set({ text: 'x'.repeat(1_048_576) }) },
    { title: 'a reserved id', code: 3, run: (ref: Ref) => ref.parent.doc('__no__').set({}) },
    { title: 'a reserved field name', code: 3, run: (ref: Ref) => ref.set({ __no__: 1 }) },
  ])('$title is refused with code $code', async ({ run, code }) => {
    await expect(run(aCollection().doc('d'))).rejects.toMatchObject({ code });
  });

  test('a batch is all or nothing, and sees its own writes', async () => {
    const c = aCollection();
    const failing = db.batch().set(c.doc('a'), { n: 1 }).update(c.doc('missing'), { n: 1 });
    await expect(failing.commit()).rejects.toMatchObject({ code: 5 });
    expect((await c.get()).size).toBe(0);
    await db
      .batch()
      .set(c.doc('a'), { n: 1 })
      .update(c.doc('a'), { n: FieldValue.increment(2) })
      .commit();
    expect((await c.doc('a').get()).get('n')).toBe(3);
  });

  test('collections, missing documents, bulk writes and recursive deletion', async () => {
    const c = aCollection();
    const writer = db.bulkWriter();
    for (let i = 0; i < 30; i++) writer.set(c.doc(`d${i}/sub/s`), { i });
    await writer.close();
    expect((await c.listDocuments()).length).toBe(30);
    expect((await c.doc('d1').listCollections()).map(({ id }) => id)).toEqual(['sub']);
    expect((await c.get()).size).toBe(0);
    await db.recursiveDelete(c);
    expect(await c.listDocuments()).toEqual([]);
  });
});

type Ref = FirebaseFirestore.DocumentReference;

describe('queries', () => {
  test('filters, implicit order, cursors, projections and offsets', async () => {
    const c = aCollection();
    await Promise.all([3, 1, 2, 5, 4].map((n) => c.doc(`d${n}`).set({ n, even: n % 2 === 0, tags: ['all', `t${n}`] })));
    expect(ids(await c.where('n', '>', 2).get())).toEqual(['d3', 'd4', 'd5']);
    expect(ids(await c.where('n', '!=', 3).orderBy('n', 'desc').get())).toEqual(['d5', 'd4', 'd2', 'd1']);
    expect(ids(await c.orderBy('n').startAt(2).endBefore(4).get())).toEqual(['d2', 'd3']);
    expect(ids(await c.orderBy('n').offset(1).limit(2).get())).toEqual(['d2', 'd3']);
    expect(ids(await c.orderBy('n').limitToLast(2).get())).toEqual(['d4', 'd5']);
    expect(
      ids(
        await c
          .orderBy('n')
          .startAfter(await c.doc('d3').get())
          .get(),
      ),
    ).toEqual(['d4', 'd5']);
    expect(ids(await c.where('tags', 'array-contains-any', ['t1', 't4']).get())).toEqual(['d1', 'd4']);
    expect(ids(await c.where(FieldPath.documentId(), 'in', ['d2', 'd9']).get())).toEqual(['d2']);
    expect(ids(await c.where(Filter.or(Filter.where('n', '==', 1), Filter.where('even', '==', true))).get())).toEqual([
      'd1',
      'd2',
      'd4',
    ]);
    expect((await c.orderBy('n').limit(1).select('even').get()).docs[0]?.data()).toEqual({ even: false });
    const streamed: string[] = [];
    for await (const document of c.orderBy('n').stream()) streamed.push((document as unknown as DocumentSnapshot).id);
    expect(streamed).toEqual(['d1', 'd2', 'd3', 'd4', 'd5']);
  });

  test('aggregations count only documents that have the aggregated fields', async () => {
    const c = aCollection();
    await Promise.all([{ n: 1 }, { n: 2.5 }, { m: 9 }].map((fields, i) => c.doc(String(i)).set(fields)));
    expect((await c.count().get()).data().count).toBe(3);
    const result = await c
      .aggregate({ count: AggregateField.count(), sum: AggregateField.sum('n'), mean: AggregateField.average('n') })
      .get();
    expect(result.data()).toEqual({ count: 2, sum: 3.5, mean: 1.75 });
  });

  test('collection groups and their partitions', async () => {
    const c = aCollection();
    const group = `g${c.id}`;
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        c
          .doc(`p${i % 3}`)
          .collection(group)
          .doc(`d${i}`)
          .set({ i }),
      ),
    );
    expect((await db.collectionGroup(group).where('i', '>=', 6).get()).size).toBe(6);
    let total = 0;
    for await (const partition of db.collectionGroup(group).getPartitions(3))
      total += (await partition.toQuery().get()).size;
    expect(total).toBe(12);
  });

  test.each([
    { title: 'an empty IN', run: (c: Col) => c.where('a', 'in', []), says: 'non-empty' },
    {
      title: 'eleven NOT_IN values',
      run: (c: Col) =>
        c.where(
          'a',
          'not-in',
          Array.from({ length: 11 }, (_, i) => i),
        ),
      says: '10',
    },
    {
      title: 'more than 30 disjunctions',
      run: (c: Col) =>
        c.where(
          'a',
          'in',
          Array.from({ length: 31 }, (_, i) => i),
        ),
      says: 'disjunctions',
    },
    {
      title: 'two ARRAY_CONTAINS',
      run: (c: Col) => c.where('a', 'array-contains', 1).where('b', 'array-contains', 1),
      says: 'ARRAY_CONTAINS',
    },
  ])('$title is refused', async ({ run, says }) => {
    await expect(run(aCollection()).get()).rejects.toMatchObject({ code: 3, message: expect.stringContaining(says) });
  });
});

type Col = FirebaseFirestore.CollectionReference;

describe('listeners', () => {
  test('documents and queries are told of each commit', async () => {
    const c = aCollection();
    const events = new EventQueue<QuerySnapshot>();
    const stop = c.where('on', '==', true).limit(2).orderBy('n').onSnapshot(events.push);
    expect((await events.next()).size).toBe(0);
    await Promise.all([1, 2, 3].map((n) => c.doc(`d${n}`).set({ on: true, n })));
    expect(ids(await events.until((snapshot) => snapshot.size === 2 && ids(snapshot).join() === 'd1,d2'))).toEqual([
      'd1',
      'd2',
    ]);
    await c.doc('d1').delete();
    expect(ids(await events.until((snapshot) => !ids(snapshot).includes('d1') && snapshot.size === 2))).toEqual([
      'd2',
      'd3',
    ]);
    stop();
  });
});
