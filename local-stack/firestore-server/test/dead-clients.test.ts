import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type TestServer } from './connect.ts';

const HOLDING_CLIENT = new URL('./holding-client.ts', import.meta.url).pathname;

let server: TestServer;
const apps: App[] = [];

const open = (name: string, host: string): Firestore => {
  const app = initializeApp({ projectId: server.projectId }, name);
  apps.push(app);
  const db = getFirestore(app);
  db.settings({ host, ssl: false, customHeaders: { Authorization: 'Bearer owner' } });
  return db;
};

beforeAll(async () => {
  server = await connect();
});
afterAll(async () => {
  await Promise.all(apps.map(deleteApp));
  await server.stop();
});

test('a process killed in a transaction leaves no lock behind', async () => {
  const host = `${server.host}:${server.port}`;
  const db = open('survivor', host);
  const ref = db.doc('dead/held');
  await ref.set({ by: 'nobody' });
  const child = spawn(process.execPath, [HOLDING_CLIENT, host, server.projectId, ref.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  let isWritten = false;
  const write = ref.set({ by: 'survivor' }).then(() => {
    isWritten = true;
  });
  await db.doc('dead/other').get();
  expect(isWritten).toBe(false);
  child.kill('SIGKILL');
  // Were the lock left to the dead, the write would wait until the transaction is idle for a minute: longer than this test.
  await write;
  expect((await ref.get()).get('by')).toBe('survivor');
}, 20_000);

test('a living client whose connection is cut in a transaction runs it again, and loses nothing', async () => {
  const sockets = new Set<Socket>();
  const relay = net.createServer((client) => {
    const upstream = net.connect(server.port, server.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const address = relay.address();
  const db = open('cut', `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
  const ref = db.doc('dead/cut');
  await ref.set({ n: 0 });
  let attempts = 0;
  await db.runTransaction(async (transaction) => {
    attempts++;
    const snapshot = await transaction.get(ref);
    if (attempts === 1) {
      const closed = [...sockets].map((socket) => once(socket, 'close'));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
      // Its lock is free again: somebody else gets in between.
      await open('between', `${server.host}:${server.port}`).doc(ref.path).update({ n: 10 });
    }
    transaction.update(ref, { n: snapshot.get('n') + 1 });
  });
  expect(attempts).toBe(2);
  expect((await ref.get()).get('n')).toBe(11);
  for (const socket of sockets) socket.destroy();
  relay.close();
}, 20_000);
