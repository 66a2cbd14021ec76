import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore, type Query } from 'firebase-admin/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type TestServer } from './connect.ts';

let server: TestServer;
let app: App;
let db: Firestore;

beforeAll(async () => {
  server = await connect();
  app = initializeApp({ projectId: server.projectId }, 'explain');
  db = getFirestore(app);
  db.settings({ host: `${server.host}:${server.port}`, ssl: false, customHeaders: { Authorization: 'Bearer owner' } });
  await Promise.all([1, 2, 3].map((n) => db.doc(`explained/d${n}`).set({ n })));
});
afterAll(async () => {
  await deleteApp(app);
  await server.stop();
});

test.each<{ title: string; query: () => Query; index: Record<string, string> }>([
  {
    title: 'a range',
    query: () => db.collection('explained').where('n', '>', 1),
    index: { query_scope: 'Collection', properties: '(n ASC, __name__ ASC)' },
  },
  {
    title: 'a collection group in descending order',
    query: () => db.collectionGroup('explained').orderBy('n', 'desc'),
    index: { query_scope: 'Collection Group', properties: '(n DESC, __name__ DESC)' },
  },
])('$title: the plan alone runs nothing', async ({ query, index }) => {
  const { metrics, snapshot } = await query().explain();
  expect(metrics.planSummary.indexesUsed).toEqual([index]);
  expect(metrics.executionStats).toBeNull();
  expect(snapshot).toBeNull();
});

test('analysed: results with what the run cost', async () => {
  const query = db.collection('explained').where('n', '>', 1);
  const { metrics, snapshot } = await query.explain({ analyze: true });
  expect(snapshot?.docs.map(({ id }) => id)).toEqual(['d2', 'd3']);
  const { executionStats } = metrics;
  expect(executionStats).toMatchObject({ resultsReturned: 2, readOperations: 2 });
  expect(executionStats?.debugStats).toMatchObject({ documents_scanned: '2', index_entries_scanned: '2' });
  const { seconds, nanoseconds } = executionStats?.executionDuration ?? { seconds: -1, nanoseconds: -1 };
  expect(seconds * 1e9 + nanoseconds).toBeGreaterThan(0);
  // An empty result costs a read too.
  const empty = await db.collection('explained').where('n', '>', 9).explain({ analyze: true });
  expect(empty.snapshot?.size).toBe(0);
  expect(empty.metrics.executionStats).toMatchObject({ resultsReturned: 0, readOperations: 1 });
});

test.each([
  { title: 'the metrics come with the last document', above: 1, seen: ['d2', 'd3 and metrics'] },
  { title: 'without a document the metrics come alone', above: 9, seen: ['metrics'] },
])('streamed: $title', async ({ above, seen }) => {
  const chunks: string[] = [];
  for await (const chunk of db.collection('explained').where('n', '>', above).explainStream({ analyze: true })) {
    const { document, metrics } = chunk as unknown as { document?: { id: string }; metrics?: unknown };
    chunks.push([document?.id, metrics && 'metrics'].filter(Boolean).join(' and '));
  }
  expect(chunks).toEqual(seen);
});

test('aggregations', async () => {
  const counted = db.collection('explained').count();
  const planned = await counted.explain({ analyze: false });
  expect(planned.snapshot).toBeNull();
  expect(planned.metrics.planSummary.indexesUsed.length).toBe(1);
  const { metrics, snapshot } = await counted.explain({ analyze: true });
  expect(snapshot?.data().count).toBe(3);
  expect(metrics.executionStats).toMatchObject({ resultsReturned: 1, readOperations: 1 });
});
