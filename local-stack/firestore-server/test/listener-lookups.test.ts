import { deleteApp, type FirebaseApp, initializeApp } from 'firebase/app';
import * as sdk from 'firebase/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, putRules, type TestServer } from './connect.ts';
import { EventQueue } from './expectations.ts';

const RULES = `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /rooms/{room}/messages/{message} {
      allow read: if get(/databases/$(database)/documents/rooms/$(room)).data.isOpen
                  && !exists(/databases/$(database)/documents/bans/$(request.auth.uid));
    }
    match /free/{document} { allow read: if true; }
  }
}`;

let server: TestServer;
const apps: FirebaseApp[] = [];

const open = (name: string, mockUserToken: { sub: string } | string): sdk.Firestore => {
  const app = initializeApp({ projectId: server.projectId, apiKey: 'none' }, name);
  apps.push(app);
  const db = sdk.getFirestore(app);
  sdk.connectFirestoreEmulator(db, server.host, server.port, { mockUserToken });
  return db;
};

beforeAll(async () => {
  server = await connect();
  await putRules(server, RULES);
});
afterAll(async () => {
  await Promise.all(apps.map(deleteApp));
  await server.stop();
});

test('listeners end when a document that their rules looked up says so; others go on', async () => {
  const owner = open('owner', 'owner');
  const db = open('reader', { sub: 'kim' });
  await Promise.all([
    sdk.setDoc(sdk.doc(owner, 'rooms/a'), { isOpen: true }),
    sdk.setDoc(sdk.doc(owner, 'rooms/b'), { isOpen: true }),
    sdk.setDoc(sdk.doc(owner, 'rooms/a/messages/1'), { text: 'hello' }),
  ]);
  const log = new EventQueue<string>();
  const listen = (name: string, target: sdk.Query | sdk.DocumentReference): void => {
    const next = (): void => log.push(`${name}: news`);
    const failed = (error: sdk.FirestoreError): void => log.push(`${name}: ${error.code}`);
    if (target.type === 'document') sdk.onSnapshot(target as sdk.DocumentReference, next, failed);
    else sdk.onSnapshot(target as sdk.Query, next, failed);
  };
  const take = async (count: number): Promise<string[]> => {
    const lines: string[] = [];
    while (lines.length < count) lines.push(await log.next());
    return lines.sort();
  };
  listen('query a', sdk.collection(db, 'rooms/a/messages'));
  listen('document a', sdk.doc(db, 'rooms/a/messages/1'));
  listen('query b', sdk.collection(db, 'rooms/b/messages'));
  listen('free', sdk.doc(db, 'free/x'));
  await take(4);

  await sdk.setDoc(sdk.doc(owner, 'rooms/a'), { isOpen: true, name: 'still open' });
  await sdk.setDoc(sdk.doc(owner, 'free/x'), { n: 1 });
  expect(await take(1)).toEqual(['free: news']);

  await sdk.setDoc(sdk.doc(owner, 'rooms/a'), { isOpen: false });
  expect(await take(2)).toEqual(['document a: permission-denied', 'query a: permission-denied']);

  // A document that did not exist when the rules asked for it counts as well.
  await sdk.setDoc(sdk.doc(owner, 'bans/kim'), {});
  expect(await take(1)).toEqual(['query b: permission-denied']);

  await sdk.setDoc(sdk.doc(owner, 'free/x'), { n: 2 });
  expect(await take(1)).toEqual(['free: news']);
}, 20_000);
