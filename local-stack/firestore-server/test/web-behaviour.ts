/**
 * What an app expects of the web SDK, as data: the same cases run in Node over gRPC and in a browser over WebChannel.
 * Each case gets a collection of its own.
 */
import type * as Sdk from 'firebase/firestore';
import { assertRefused, assertSame, EventQueue } from './expectations.ts';

export type WebCase = { readonly title: string; readonly run: (world: WebWorld) => Promise<void> };
export type WebWorld = {
  readonly sdk: typeof Sdk;
  readonly db: Sdk.Firestore;
  /** a second client of the same project */
  readonly otherDb: Sdk.Firestore;
  readonly collectionId: string;
};

const ids = (snapshot: Sdk.QuerySnapshot): string[] => snapshot.docs.map((document) => document.id);

export const WEB_CASES: readonly WebCase[] = [
  {
    title: 'all value types come back as they were written',
    run: async ({ sdk, db, collectionId }) => {
      const ref = sdk.doc(db, collectionId, 'types');
      const value = {
        nothing: null,
        yes: true,
        no: false,
        int: 42,
        big: Number.MAX_SAFE_INTEGER,
        half: 0.5,
        negativeZero: -0,
        text: 'señal 😀 \u0000 \uffff',
        empty: '',
        when: new sdk.Timestamp(1_700_000_000, 123_456_000),
        bytes: sdk.Bytes.fromUint8Array(new Uint8Array([0, 1, 254, 255])),
        where: new sdk.GeoPoint(13.69, -89.21),
        list: [1, 'two', { three: 3 }, []].slice(0, 3),
        emptyList: [],
        map: { a: { b: { c: 1 } }, 'odd.key': 1 },
        emptyMap: {},
        link: sdk.doc(db, 'other/document'),
      };
      await sdk.setDoc(ref, value);
      const data = (await sdk.getDocFromServer(ref)).data() ?? {};
      assertSame(Object.keys(data).sort(), Object.keys(value).sort(), 'field names');
      for (const name of [
        'nothing',
        'yes',
        'no',
        'int',
        'big',
        'half',
        'text',
        'empty',
        'list',
        'emptyList',
        'map',
        'emptyMap',
      ] as const) {
        assertSame(data[name], value[name], name);
      }
      assertSame(Object.is(data.negativeZero, -0), true, 'negative zero');
      assertSame(data.when.isEqual(value.when), true, 'timestamp');
      assertSame(data.bytes.isEqual(value.bytes), true, 'bytes');
      assertSame(data.where.isEqual(value.where), true, 'geo point');
      assertSame(data.link.path, 'other/document', 'reference');
      await sdk.setDoc(ref, { nan: Number.NaN, high: Number.POSITIVE_INFINITY, low: Number.NEGATIVE_INFINITY });
      const special = (await sdk.getDocFromServer(ref)).data() ?? {};
      assertSame(
        [Number.isNaN(special.nan), special.high > 1e308, special.low < -1e308],
        [true, true, true],
        'special doubles',
      );
    },
  },
  {
    title: 'transforms: server time, increment, array union and remove',
    run: async ({ sdk, db, collectionId }) => {
      const ref = sdk.doc(db, collectionId, 'transforms');
      await sdk.setDoc(ref, { n: 1, tags: ['a'], at: sdk.serverTimestamp() });
      await sdk.updateDoc(ref, { n: sdk.increment(2), tags: sdk.arrayUnion('b', 'a'), 'deep.er': sdk.increment(0.5) });
      await sdk.updateDoc(ref, { tags: sdk.arrayRemove('a') });
      const data = (await sdk.getDocFromServer(ref)).data() ?? {};
      assertSame([data.n, data.tags, data.deep], [3, ['b'], { er: 0.5 }], 'after transforms');
      assertSame(data.at instanceof sdk.Timestamp, true, 'server time');
    },
  },
  {
    title: 'an update of a missing document is refused as not-found',
    run: async ({ sdk, db, collectionId }) => {
      await assertRefused(sdk.updateDoc(sdk.doc(db, collectionId, 'missing'), { a: 1 }), 'not-found', 'update');
    },
  },
  {
    title: 'of four writes in a row the bad one alone fails',
    run: async ({ sdk, db, collectionId }) => {
      const refs = ['w1', 'w2', 'w3', 'w4'].map((id) => sdk.doc(db, collectionId, id));
      const outcomes = await Promise.allSettled(
        refs.map((ref, i) => (i === 1 ? sdk.updateDoc(ref, { i }) : sdk.setDoc(ref, { i }))),
      );
      assertSame(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
        'outcomes',
      );
      assertSame(ids(await sdk.getDocsFromServer(sdk.collection(db, collectionId))), ['w1', 'w3', 'w4'], 'documents');
    },
  },
  {
    title: 'queries: filters, order, limit, limitToLast, cursors, or, collection group',
    run: async ({ sdk, db, collectionId }) => {
      const cities = sdk.collection(db, collectionId);
      const batch = sdk.writeBatch(db);
      for (let i = 1; i <= 6; i++) batch.set(sdk.doc(cities, `c${i}`), { n: i, odd: i % 2 === 1, tags: [`t${i % 3}`] });
      batch.set(sdk.doc(db, collectionId, 'c1', `sub-${collectionId}`, 's1'), { n: 1 });
      await batch.commit();
      const { query, where, orderBy, limit, limitToLast, startAfter, or, and } = sdk;
      const run = async (q: Sdk.Query) => ids(await sdk.getDocsFromServer(q));
      assertSame(
        await run(query(cities, where('n', '>', 2), orderBy('n', 'desc'), limit(3))),
        ['c6', 'c5', 'c4'],
        'range',
      );
      assertSame(await run(query(cities, orderBy('n'), limitToLast(2))), ['c5', 'c6'], 'limitToLast');
      assertSame(await run(query(cities, orderBy('n'), startAfter(4))), ['c5', 'c6'], 'startAfter');
      assertSame(await run(query(cities, where('n', 'in', [1, 6, 9]))), ['c1', 'c6'], 'in');
      assertSame(await run(query(cities, where('n', 'not-in', [1, 2, 3]))), ['c4', 'c5', 'c6'], 'not-in');
      assertSame(await run(query(cities, where('tags', 'array-contains', 't1'))), ['c1', 'c4'], 'array-contains');
      assertSame(
        await run(query(cities, or(where('n', '==', 2), and(where('odd', '==', true), where('n', '>', 3))))),
        ['c2', 'c5'],
        'or',
      );
      assertSame(await run(sdk.collectionGroup(db, `sub-${collectionId}`)), ['s1'], 'collection group');
    },
  },
  {
    title: 'count, sum and average',
    run: async ({ sdk, db, collectionId }) => {
      const numbers = sdk.collection(db, collectionId);
      await Promise.all([1, 2, 3].map((n) => sdk.setDoc(sdk.doc(numbers, String(n)), { n })));
      const { count, sum, average } = sdk;
      const result = await sdk.getAggregateFromServer(numbers, { c: count(), s: sum('n'), a: average('n') });
      assertSame(result.data(), { c: 3, s: 6, a: 2 }, 'aggregates');
    },
  },
  {
    title: 'a query listener sees what another client adds, changes and deletes',
    run: async ({ sdk, db, otherDb, collectionId }) => {
      const events = new EventQueue<Sdk.QuerySnapshot>();
      const stop = sdk.onSnapshot(
        sdk.query(sdk.collection(db, collectionId), sdk.where('on', '==', true)),
        events.push,
      );
      await events.until((snapshot) => !snapshot.metadata.fromCache && snapshot.empty);
      const ref = sdk.doc(otherDb, collectionId, 'd');
      await sdk.setDoc(ref, { on: true, n: 1 });
      assertSame(
        (await events.next()).docChanges().map(({ type }) => type),
        ['added'],
        'added',
      );
      await sdk.updateDoc(ref, { n: 2 });
      assertSame((await events.next()).docs[0]?.data(), { on: true, n: 2 }, 'modified');
      await sdk.updateDoc(ref, { on: false });
      assertSame(
        (await events.next()).docChanges().map(({ type }) => type),
        ['removed'],
        'left the query',
      );
      await sdk.updateDoc(ref, { on: true });
      await events.next();
      await sdk.deleteDoc(ref);
      assertSame((await events.next()).size, 0, 'deleted');
      stop();
    },
  },
  {
    title: 'a batch of many writes is one snapshot',
    run: async ({ sdk, db, otherDb, collectionId }) => {
      const events = new EventQueue<Sdk.QuerySnapshot>();
      const stop = sdk.onSnapshot(sdk.collection(db, collectionId), events.push);
      await events.until((snapshot) => !snapshot.metadata.fromCache);
      const batch = sdk.writeBatch(otherDb);
      for (let i = 0; i < 20; i++) batch.set(sdk.doc(otherDb, collectionId, `d${i}`), { i });
      await batch.commit();
      assertSame((await events.next()).size, 20, 'all at once');
      stop();
    },
  },
  {
    title: 'a limited listener is refilled',
    run: async ({ sdk, db, otherDb, collectionId }) => {
      await Promise.all([1, 2, 3].map((n) => sdk.setDoc(sdk.doc(otherDb, collectionId, `d${n}`), { n })));
      const events = new EventQueue<Sdk.QuerySnapshot>();
      const stop = sdk.onSnapshot(
        sdk.query(sdk.collection(db, collectionId), sdk.orderBy('n'), sdk.limit(2)),
        events.push,
      );
      const first = await events.until((snapshot) => !snapshot.metadata.fromCache);
      assertSame(ids(first), ['d1', 'd2'], 'at first');
      await sdk.deleteDoc(sdk.doc(otherDb, collectionId, 'd1'));
      const refilled = await events.until((snapshot) => snapshot.size === 2 && !ids(snapshot).includes('d1'));
      assertSame(ids(refilled), ['d2', 'd3'], 'refilled');
      stop();
    },
  },
  {
    title: 'a listener on a document hears of its absence and its coming',
    run: async ({ sdk, db, otherDb, collectionId }) => {
      const events = new EventQueue<Sdk.DocumentSnapshot>();
      const stop = sdk.onSnapshot(sdk.doc(db, collectionId, 'later'), events.push);
      assertSame((await events.next()).exists(), false, 'absent');
      await sdk.setDoc(sdk.doc(otherDb, collectionId, 'later'), { here: true });
      assertSame((await events.until((snapshot) => snapshot.exists())).data(), { here: true }, 'present');
      stop();
    },
  },
  {
    title: 'a refused query fails alone, other listeners of the client live on',
    run: async ({ sdk, db, otherDb, collectionId }) => {
      const events = new EventQueue<Sdk.QuerySnapshot>();
      const stop = sdk.onSnapshot(sdk.collection(db, collectionId), events.push);
      await events.until((snapshot) => !snapshot.metadata.fromCache);
      const reserved = sdk.collection(db, 'a', '__badpath__', 'b');
      await assertRefused(sdk.getDocs(reserved), 'invalid-argument', 'first');
      await assertRefused(sdk.getDocs(reserved), 'invalid-argument', 'second');
      await sdk.setDoc(sdk.doc(otherDb, collectionId, 'x'), {});
      assertSame((await events.next()).size, 1, 'still listening');
      stop();
    },
  },
  {
    title: 'transactions: no lost update between two clients, and a read-only document is verified',
    run: async ({ sdk, db, otherDb, collectionId }) => {
      const paths = [collectionId, 'counter'] as const;
      await sdk.setDoc(sdk.doc(db, ...paths), { n: 0 });
      const increment = (client: Sdk.Firestore) =>
        sdk.runTransaction(client, async (transaction) => {
          const ref = sdk.doc(client, ...paths);
          const n: number = (await transaction.get(ref)).get('n');
          const seen = await transaction.get(sdk.doc(client, collectionId, 'only-read'));
          transaction.update(ref, { n: n + 1, seen: seen.exists() });
        });
      await Promise.all([increment(db), increment(otherDb)]);
      assertSame((await sdk.getDocFromServer(sdk.doc(db, ...paths))).get('n'), 2, 'counter');
    },
  },
  {
    title: 'a write offline is seen at once and sent when the network is back',
    run: async ({ sdk, db, otherDb, collectionId }) => {
      await sdk.disableNetwork(db);
      const written = sdk.setDoc(sdk.doc(db, collectionId, 'offline'), { n: 1 });
      assertSame((await sdk.getDocFromCache(sdk.doc(db, collectionId, 'offline'))).get('n'), 1, 'from cache');
      await sdk.enableNetwork(db);
      await written;
      assertSame((await sdk.getDocFromServer(sdk.doc(otherDb, collectionId, 'offline'))).get('n'), 1, 'arrived');
    },
  },
];
