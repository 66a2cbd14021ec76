import { deleteApp, type FirebaseApp, initializeApp } from 'firebase/app';
import * as sdk from 'firebase/firestore';
import { afterAll, beforeAll, test } from 'vitest';
import { connect, OPEN_RULES, putRules, type TestServer } from './connect.ts';
import { WEB_CASES } from './web-behaviour.ts';

let server: TestServer;
let apps: FirebaseApp[];

const open = (name: string): sdk.Firestore => {
  const app = initializeApp({ projectId: server.projectId, apiKey: 'none' }, name);
  apps.push(app);
  const db = sdk.getFirestore(app);
  sdk.connectFirestoreEmulator(db, server.host, server.port);
  return db;
};

beforeAll(async () => {
  server = await connect();
  apps = [];
  if (!server.isOurs) await putRules(server, OPEN_RULES);
});
afterAll(async () => {
  await Promise.all(apps.map(deleteApp));
  await server.stop();
});

test.each(WEB_CASES.map((webCase, index) => ({ ...webCase, index })))('web SDK in Node: $title', async ({
  run,
  index,
}) => {
  const db = apps[0] ? sdk.getFirestore(apps[0]) : open('one');
  const otherDb = apps[1] ? sdk.getFirestore(apps[1]) : open('two');
  await run({ sdk, db, otherDb, collectionId: `case${index}` });
});
