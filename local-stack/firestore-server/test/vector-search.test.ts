import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import { FieldValue, type Firestore, getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFirestoreServer } from '../src/server.ts';
import { connect, type TestServer } from './connect.ts';

type VectorQueryOptions = FirebaseFirestore.VectorQueryOptions;

let server: TestServer;
let app: App;
let db: Firestore;

const VECTORS = {
  same: { kind: 'a', v: FieldValue.vector([1, 0]) },
  double: { kind: 'b', v: FieldValue.vector([2, 0]) },
  across: { kind: 'a', v: FieldValue.vector([0, 3]) },
  back: { kind: 'b', v: FieldValue.vector([-1, 0]), in: { w: FieldValue.vector([5, 5]) } },
  longer: { kind: 'a', v: FieldValue.vector([1, 0, 0]) },
  list: { kind: 'a', v: [1, 0] },
  none: { kind: 'a' },
};

beforeAll(async () => {
  server = await connect();
  app = initializeApp({ projectId: server.projectId }, 'vectors');
  db = getFirestore(app);
  db.settings({ host: `${server.host}:${server.port}`, ssl: false, customHeaders: { Authorization: 'Bearer owner' } });
  await Promise.all(Object.entries(VECTORS).map(([id, fields]) => db.doc(`vectors/${id}`).set(fields)));
});
afterAll(async () => {
  await deleteApp(app);
  await server.stop();
});

const options = (more: Partial<VectorQueryOptions> = {}): VectorQueryOptions => ({
  vectorField: 'v',
  queryVector: [1, 0],
  limit: 10,
  distanceMeasure: 'EUCLIDEAN',
  distanceResultField: 'far',
  ...more,
});

describe('findNearest', () => {
  const root10 = Math.sqrt(10);
  test.each<{ title: string; more: Partial<VectorQueryOptions>; found: Record<string, number> }>([
    { title: 'by Euclid', more: {}, found: { double: 1, same: 0, back: 2, across: root10 } },
    {
      title: 'by angle',
      more: { distanceMeasure: 'COSINE' },
      found: { double: 0, same: 0, across: 1, back: 2 },
    },
    {
      title: 'by product, the largest first',
      more: { distanceMeasure: 'DOT_PRODUCT' },
      found: { double: 2, same: 1, across: 0, back: -1 },
    },
    { title: 'the first two', more: { limit: 2 }, found: { same: 0, double: 1 } },
    { title: 'up to a distance', more: { distanceThreshold: 1 }, found: { same: 0, double: 1 } },
    {
      title: 'from a product on',
      more: { distanceMeasure: 'DOT_PRODUCT', distanceThreshold: 1 },
      found: { double: 2, same: 1 },
    },
    { title: 'in a nested field', more: { vectorField: 'in.w', queryVector: [5, 6] }, found: { back: 1 } },
    { title: 'of another dimension', more: { queryVector: [1, 0, 0] }, found: { longer: 0 } },
    { title: 'of no field', more: { vectorField: 'nowhere' }, found: {} },
  ])('$title', async ({ more, found }) => {
    const snapshot = await db.collection('vectors').findNearest(options(more)).get();
    const distances = snapshot.docs.map((document) => [document.id, document.get('far')]);
    const order = more.distanceMeasure === 'DOT_PRODUCT' ? -1 : 1;
    const expected = Object.entries(found).sort(([a, x], [b, y]) => (x - y) * order || (a < b ? -1 : 1));
    expect(distances).toEqual(expected);
  });

  test('filters apply before the search, projections after it', async () => {
    const query = db.collection('vectors').where('kind', '==', 'a').select('kind', 'far');
    const snapshot = await query.findNearest(options({ limit: 1 })).get();
    expect(snapshot.docs.map((document) => document.data())).toEqual([{ kind: 'a', far: 0 }]);
    const without = await db.collection('vectors').findNearest({
      vectorField: 'v',
      queryVector: FieldValue.vector([1, 0]),
      limit: 1,
      distanceMeasure: 'COSINE',
    });
    const [first] = (await without.get()).docs;
    expect(first?.get('v').toArray()).toEqual([2, 0]);
    expect(Object.keys(first?.data() ?? {}).sort()).toEqual(['kind', 'v']);
  });

  test('can be explained', async () => {
    // Of the SDK, but left out of its type declarations.
    const { metrics, snapshot } = await Object(db.collection('vectors').findNearest(options())).explain({
      analyze: true,
    });
    expect(metrics.executionStats?.resultsReturned).toBe(4);
    expect(metrics.planSummary.indexesUsed).toEqual([{ query_scope: 'Collection', properties: '(v VECTOR<2>)' }]);
    expect(snapshot?.size).toBe(4);
  });

  test('vectors without or with too many dimensions are refused, and limits beyond 1,000', async () => {
    const far = options({ queryVector: Array.from({ length: 2049 }, () => 1) });
    await expect(db.collection('vectors').findNearest(far).get()).rejects.toMatchObject({
      code: 3,
      message: expect.stringContaining('2048 dimensions'),
    });
    expect(() => db.collection('vectors').findNearest(options({ queryVector: [] }))).toThrow('queryVector');
    await expect(
      db
        .collection('vectors')
        .findNearest(options({ limit: 1001 }))
        .get(),
    ).rejects.toMatchObject({ code: 3, message: expect.stringContaining('1000') });
  });
});

test('with an indexes file a vector search needs an index of its field, filters and dimension', async () => {
  const indexes = JSON.stringify({
    indexes: [
      {
        collectionGroup: 'vectors',
        queryScope: 'COLLECTION',
        fields: [
          { fieldPath: 'kind', order: 'ASCENDING' },
          { fieldPath: 'v', vectorConfig: { dimension: 2, flat: {} } },
        ],
      },
    ],
    fieldOverrides: [],
  });
  const strict = await startFirestoreServer({ port: 0, indexes });
  const strictApp = initializeApp({ projectId: 'demo-strict' }, 'strict');
  const strictDb = getFirestore(strictApp);
  strictDb.settings({
    host: `${strict.host}:${strict.port}`,
    ssl: false,
    customHeaders: { Authorization: 'Bearer owner' },
  });
  const collection = strictDb.collection('vectors');
  const indexed = collection.where('kind', '==', 'a');
  expect((await indexed.findNearest(options()).get()).size).toBe(0);
  const missing = { code: 9, message: expect.stringMatching(/Missing vector index configuration.*"dimension":3/) };
  await expect(indexed.findNearest(options({ queryVector: [1, 2, 3] })).get()).rejects.toMatchObject(missing);
  await expect(collection.findNearest(options()).get()).rejects.toMatchObject({ code: 9 });
  await deleteApp(strictApp);
  await strict.stop();
});
