import { deleteApp, type FirebaseApp, initializeApp } from 'firebase/app';
import * as sdk from 'firebase/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConnectionFront, createConnectionFront } from '../src/connection-front.ts';
import { createGrpcServer, type GrpcServer } from '../src/grpc/server.ts';
import { ServerState } from '../src/rpc/server-state.ts';
import { EventQueue } from './expectations.ts';

const PROJECT = 'demo-bloom';
const HOUR_MICROS = 3_600_000_000;
const ALL = 80;
const DELETED = 30;

let state: ServerState;
let grpc: GrpcServer;
let front: ConnectionFront;
let address: { host: string; port: number };
let hoursPassed = 0;
const apps: FirebaseApp[] = [];

// A server whose clock can be put forward, so that it forgets its history of one hour.
beforeAll(async () => {
  state = new ServerState({ now: () => Date.now() * 1000 + hoursPassed * HOUR_MICROS });
  grpc = createGrpcServer(state);
  front = createConnectionFront({ http2: (socket) => grpc.accept(socket), http1: (socket) => socket.destroy() });
  address = await front.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await Promise.all(apps.map(deleteApp));
  grpc.stop();
  await front.close();
});

function open(name: string): sdk.Firestore {
  const app = initializeApp({ projectId: PROJECT, apiKey: 'none' }, name);
  apps.push(app);
  const garbageCollector = sdk.memoryLruGarbageCollector();
  const db = sdk.initializeFirestore(app, { localCache: sdk.memoryLocalCache({ garbageCollector }) });
  sdk.connectFirestoreEmulator(db, address.host, address.port);
  return db;
}

type Mismatch = { localCacheCount: number; existenceFilterCount: number; bloomFilter?: { applied: boolean } };
type Hooks = { onExistenceFilterMismatch(callback: (mismatch: Mismatch) => void): () => void };

/** The SDK's own window on existence filters; exported, but left out of its type declarations. */
function onMismatch(callback: (mismatch: Mismatch) => void): () => void {
  const hooks: Hooks = Object(sdk)._TestingHooks;
  return hooks.onExistenceFilterMismatch(callback);
}

test('a client that comes back after the history is forgotten drops exactly what was deleted, without a new query', async () => {
  const db = open('listener');
  const writer = open('writer');
  const collection = sdk.collection(db, 'c');
  const batch = sdk.writeBatch(writer);
  for (let i = 0; i < ALL; i++) batch.set(sdk.doc(writer, `c/d${i}`), { i });
  await batch.commit();
  const before = new EventQueue<sdk.QuerySnapshot>();
  const stop = sdk.onSnapshot(collection, before.push);
  await before.until((snapshot) => snapshot.size === ALL && !snapshot.metadata.fromCache);
  stop();

  const deletion = sdk.writeBatch(writer);
  for (let i = 0; i < DELETED; i++) deletion.delete(sdk.doc(writer, `c/d${i}`));
  await deletion.commit();
  hoursPassed = 2;
  await sdk.setDoc(sdk.doc(writer, `c/d${DELETED}`), { i: 'changed' });
  state.operations.reset(PROJECT);

  const mismatches: Mismatch[] = [];
  const unhook = onMismatch((mismatch) => mismatches.push(mismatch));
  const after = new EventQueue<sdk.QuerySnapshot>();
  const stopAgain = sdk.onSnapshot(collection, after.push);
  const found = await after.until((snapshot) => !snapshot.metadata.fromCache);
  expect(found.docs.map(({ id }) => id).sort()).toEqual(
    Array.from({ length: ALL - DELETED }, (_, i) => `d${DELETED + i}`).sort(),
  );
  expect(found.docs.find(({ id }) => id === `d${DELETED}`)?.get('i')).toBe('changed');
  expect(mismatches).toMatchObject([
    { localCacheCount: ALL, existenceFilterCount: ALL - DELETED, bloomFilter: { applied: true } },
  ]);
  // The changed document, and one question for each that the client found missing; a new query would have read 50.
  expect(state.operations.report(PROJECT).reads).toBe(1 + DELETED);
  stopAgain();
  unhook();
}, 20_000);
