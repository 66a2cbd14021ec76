import { deleteApp as deleteWebApp, type FirebaseApp, initializeApp as initializeWebApp } from 'firebase/app';
import { connectFirestoreEmulator, doc, type Firestore, getDoc, initializeFirestore, setDoc } from 'firebase/firestore';
import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore as AdminFirestore, getFirestore as adminFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FirestoreServer, startFirestoreServer } from '../src/server.ts';

const PROJECT = 'demo-operations';
process.env.METADATA_SERVER_DETECTION = 'none';

/** Whoever has a role may read and write; the role is a document, which costs a read. */
const RULES = `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /notes/{id} {
      allow read, write: if exists(/databases/$(database)/documents/roles/$(request.auth.uid));
    }
  }
}`;

const INDEXES = JSON.stringify({
  indexes: [],
  fieldOverrides: [{ collectionGroup: 'notes', fieldPath: 'body', indexes: [] }],
});

let server: FirestoreServer;
let app: App;
let admin: AdminFirestore;
let webApp: FirebaseApp;
let web: Firestore;

beforeAll(async () => {
  server = await startFirestoreServer({ port: 0, rules: RULES, indexes: INDEXES });
  app = initializeApp({ projectId: PROJECT }, 'operations');
  admin = adminFirestore(app);
  admin.settings({ host: `${server.host}:${server.port}`, ssl: false });
  webApp = initializeWebApp({ projectId: PROJECT }, 'operations');
  web = initializeFirestore(webApp, {});
  connectFirestoreEmulator(web, server.host, server.port, { mockUserToken: { sub: 'ana' } });
  await admin.doc('roles/ana').set({});
});
afterAll(async () => {
  await Promise.all([deleteApp(app), deleteWebApp(webApp)]);
  await server.stop();
});

const endpoint = () => `http://${server.host}:${server.port}/emulator/v1/projects/${PROJECT}/operations`;
const report = async (query = '') => Object(await (await fetch(endpoint() + query)).json());
beforeEach(async () => {
  await fetch(endpoint(), { method: 'DELETE' });
});

test('each client has its own counts, and the sums are above', async () => {
  // Name 16 + "notes" 6 + "a" 2, overhead 32, "title" 6 + "x" 2, "body" 5 + "long" 5.
  const size = 74;
  await setDoc(doc(web, 'notes/a'), { title: 'x', body: 'long' });
  await admin.doc('notes/a').get();
  await admin.doc('notes/a').delete();
  expect(Object.keys(await report('?detail=totals'))).not.toContain('clients');
  const { clients, since, ...sums } = await report();
  // The rules of the web client's write look one document up. "title" is in two indexes, "body" in none.
  expect(sums).toEqual({ reads: 2, writes: 1, deletes: 1, indexEntries: 4, bytesIn: size, bytesOut: size });
  expect(Date.parse(since)).toBeLessThanOrEqual(Date.now());
  expect(clients).toEqual([
    expect.objectContaining({ auth: 'user', uid: 'ana', reads: 1, writes: 1, bytesIn: size, bytesOut: 0 }),
    expect.objectContaining({ auth: 'owner', reads: 1, deletes: 1, indexEntries: 2, bytesOut: size, bytesIn: 0 }),
  ]);
  expect(clients[1]).toMatchObject({
    agent: expect.stringContaining('gccl/'),
    connection: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
  });
  expect(clients[0].agent).toContain('fire/');
});

test('a listener costs each document it is sent, also after a reset', async () => {
  await admin.doc('notes/b').set({ title: '1' });
  const seen: unknown[] = [];
  const sees = async (title: string) => {
    while (!seen.includes(title)) await new Promise((resolve) => setImmediate(resolve));
  };
  const unsubscribe = admin.doc('notes/b').onSnapshot((snapshot) => void seen.push(snapshot.get('title')));
  await sees('1');
  await fetch(endpoint(), { method: 'DELETE' });
  await admin.doc('notes/b').update({ title: '2' });
  await sees('2');
  unsubscribe();
  expect(await report()).toMatchObject({ reads: 1, writes: 1, bytesOut: 16 + 6 + 2 + 32 + 6 + 2 });
});

test('a refused read costs what the rules looked up', async () => {
  await admin.doc('roles/ana').delete();
  await fetch(endpoint(), { method: 'DELETE' });
  await expect(getDoc(doc(web, 'notes/c'))).rejects.toThrow('false for');
  await admin.doc('roles/ana').set({});
  expect((await report()).clients.find(({ uid }: { uid?: string }) => uid === 'ana')).toMatchObject({
    reads: 1,
    bytesOut: 0,
  });
});
