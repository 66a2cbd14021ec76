import { deleteApp, initializeApp } from 'firebase/app';
import {
  connectFirestoreEmulator,
  doc,
  initializeFirestore,
  onSnapshot,
  setDoc,
  setLogLevel,
} from 'firebase/firestore';
import { expect, test } from 'vitest';
import { startFirestoreServer } from '../src/server.ts';
import { EventQueue } from './expectations.ts';

// Ours alone: an emulator that is already running is not ours to stop.
test('a listener survives the server: after a restart it sees what is there now', async () => {
  setLogLevel('silent');
  let server = await startFirestoreServer({ port: 0 });
  const { host, port } = server;
  const app = initializeApp({ projectId: 'demo-restart' });
  const db = initializeFirestore(app, {});
  connectFirestoreEmulator(db, host, port);
  await setDoc(doc(db, 'c/d'), { n: 1 });
  const seen = new EventQueue<number | null>();
  const stop = onSnapshot(doc(db, 'c/d'), { includeMetadataChanges: true }, (snapshot) => {
    if (!snapshot.metadata.fromCache) seen.push(snapshot.get('n') ?? null);
  });
  expect(await seen.next()).toBe(1);

  await server.stop();
  server = await startFirestoreServer({ host, port });
  expect(await seen.until((n) => n === null)).toBeNull();
  await setDoc(doc(db, 'c/d'), { n: 2 });
  expect(await seen.until((n) => n === 2)).toBe(2);

  stop();
  await deleteApp(app);
  await server.stop();
}, 20_000);

test('several servers live side by side, each with its own documents', async () => {
  const servers = await Promise.all([startFirestoreServer({ port: 0 }), startFirestoreServer({ port: 0 })]);
  const url = (port: number) => `http://127.0.0.1:${port}/v1/projects/demo-a/databases/(default)/documents/c/d`;
  await fetch(url(servers[0].port), { method: 'PATCH', body: '{}' });
  const answers = await Promise.all(servers.map(({ port }) => fetch(url(port))));
  expect(answers.map(({ status }) => status)).toEqual([200, 404]);
  await Promise.all(servers.map(({ stop }) => stop()));
});

test('a taken port is an error with the code of the system', async () => {
  const server = await startFirestoreServer({ port: 0 });
  await expect(startFirestoreServer({ port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await server.stop();
});
