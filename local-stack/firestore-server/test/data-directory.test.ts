import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FieldValue, Firestore, GeoPoint, Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FirestoreServer, type FirestoreServerOptions, startFirestoreServer } from '../src/server.ts';
import { EventQueue } from './expectations.ts';

// google-auth would look for a metadata server, and wait for it.
process.env.METADATA_SERVER_DETECTION = 'none';
// Ours alone: where other emulators keep their data is their own affair.
const MAIN = new URL('../src/main.ts', import.meta.url).pathname;
const PROJECT = 'demo-disk';
const DATABASE = `projects/${PROJECT}/databases/(default)`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'firestore-data-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function withServer<Result>(
  options: Partial<FirestoreServerOptions>,
  use: (db: Firestore, server: FirestoreServer) => Promise<Result>,
): Promise<Result> {
  const server = await startFirestoreServer({ port: 0, ...options });
  const db = clientOf(server);
  try {
    return await use(db, server);
  } finally {
    await db.terminate();
    await server.stop();
  }
}

function clientOf({ host, port }: { host: string; port: number }): Firestore {
  const customHeaders = { Authorization: 'Bearer owner' };
  return new Firestore({ projectId: PROJECT, host: `${host}:${port}`, ssl: false, useBigInt: true, customHeaders });
}

const everyType = (db: Firestore) => ({
  big: 9_223_372_036_854_775_807n,
  zero: -0,
  nan: Number.NaN,
  bytes: Buffer.from([0, 255]),
  place: new GeoPoint(0, -71.5),
  at: new Timestamp(0, 1000),
  vector: FieldValue.vector([1.5, -0]),
  other: db.doc('a/b/c/d'),
  nested: { list: [1n, 'x', { deep: null }], empty: {}, none: [] },
});

test('documents come back with types and times; commit times go on rising', async () => {
  const dataDir = path.join(folder, 'types');
  const written = await withServer({ dataDir }, async (db) => {
    await db.doc('c/d').set(everyType(db));
    await db.doc('c/gone').set({});
    await db.doc('c/gone').delete();
    return db.doc('c/d').get();
  });
  await withServer({ dataDir }, async (db) => {
    const read = await db.doc('c/d').get();
    // Clients differ, and references hold theirs.
    expect({ ...read.data(), other: read.get('other').path }).toEqual({ ...everyType(db), other: 'a/b/c/d' });
    expect(read.createTime).toEqual(written.createTime);
    expect(read.updateTime).toEqual(written.updateTime);
    expect((await db.collection('c').get()).size).toBe(1);
    expect((await db.collection('c').where('zero', '==', 0).orderBy('at').get()).size).toBe(1);
    const { writeTime } = await db.doc('c/d').update({ zero: 1 });
    expect(writeTime > (written.readTime ?? writeTime)).toBe(true);
  });
});

test('a listener of a server SDK goes on across a restart, with what is there', async () => {
  const dataDir = path.join(folder, 'listener');
  let server = await startFirestoreServer({ port: 0, dataDir });
  const db = clientOf(server);
  await db.doc('c/1').set({ n: 1 });
  const seen = new EventQueue<string>();
  const stop = db.collection('c').onSnapshot((snapshot) => seen.push(snapshot.docs.map(({ id }) => id).join()));
  expect(await seen.next()).toBe('1');
  await server.stop();
  server = await startFirestoreServer({ port: server.port, dataDir });
  await db.doc('c/2').set({ n: 2 });
  expect(await seen.until((ids) => ids === '1,2')).toBe('1,2');
  stop();
  await db.terminate();
  await server.stop();
}, 20_000);

type Run = { child: ChildProcess; address: Promise<string>; errors: () => string };

function run(...flags: string[]): Run {
  const child = spawn(process.execPath, [MAIN, '--port', '0', ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const address = new Promise<string>((resolve) =>
    child.stdout?.once('data', (chunk) => resolve(/listening on (\S+)/.exec(String(chunk))?.[1] ?? '')),
  );
  return { child, address, errors: () => errors };
}

test('kill -9 amid commits: every acknowledged one is there, the lock of the dead is no obstacle', async () => {
  const dataDir = path.join(folder, 'killed');
  const { child, address } = run('--data', dataDir);
  const base = `http://${await address}/v1/${DATABASE}/documents/c`;
  const acknowledged = new Set<string>();
  const write = async (writer: number): Promise<void> => {
    for (let n = 0; ; n++) {
      const id = `${writer}-${n}`;
      const body = JSON.stringify({ fields: { id: { stringValue: id } } });
      const answer = await fetch(`${base}/${id}`, { method: 'PATCH', body }).catch(() => null);
      if (answer?.status !== 200) return;
      acknowledged.add(id);
      if (acknowledged.size === 200) child.kill('SIGKILL');
    }
  };
  await Promise.all([once(child, 'close'), ...[0, 1, 2, 3, 4, 5].map(write)]);
  expect(existsSync(path.join(dataDir, 'lock'))).toBe(true);
  await withServer({ dataDir }, async (db) => {
    const ids = new Set((await db.collection('c').get()).docs.map(({ id }) => id));
    expect(acknowledged.size).toBeGreaterThanOrEqual(200);
    expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
  });
}, 20_000);

test('the server starts after a torn write, and says what it dropped', async () => {
  const dataDir = path.join(folder, 'torn');
  await withServer({ dataDir }, (db) => db.doc('c/kept').set({ n: 1 }));
  const log = path.join(dataDir, 'log-000001');
  writeFileSync(log, Buffer.concat([readFileSync(log), Buffer.from('torn')]));
  const { child, address, errors } = run('--data', dataDir, '--data-sync', 'off');
  const answer = await fetch(`http://${await address}/v1/${DATABASE}/documents/c/kept`);
  expect(answer.status).toBe(200);
  child.kill('SIGTERM');
  await once(child, 'close');
  expect(errors()).toMatch(/4 bytes were dropped, every commit before them is there/);
}, 15_000);

test('two servers do not share a directory; a failed start gives it back', async () => {
  const dataDir = path.join(folder, 'shared');
  await withServer({ dataDir }, async (_, server) => {
    await expect(startFirestoreServer({ port: 0, dataDir })).rejects.toThrow(/in use by the process/);
    const other = path.join(folder, 'other');
    await expect(startFirestoreServer({ port: server.port, dataDir: other })).rejects.toThrow('EADDRINUSE');
    expect(readdirSync(other)).not.toContain('lock');
  });
});

async function exportTo(server: FirestoreServer, body: unknown): Promise<{ status: number; answer: unknown }> {
  const url = `http://${server.host}:${server.port}/emulator/v1/projects/${PROJECT}:export`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, answer: await response.json() };
}

test('an export starts another server, in memory or on disk, and only where there is nothing yet', async () => {
  const request = { database: DATABASE, export_directory: path.join(folder, 'all'), export_name: 'firestore_export' };
  const updateTime = await withServer({}, async (db, server) => {
    await db.doc('c/d').set(everyType(db));
    expect((await exportTo(server, request)).status).toBe(200);
    // Again into the same place, as firebase-tools does with --force.
    expect((await exportTo(server, request)).status).toBe(200);
    return (await db.doc('c/d').get()).updateTime;
  });
  // What firebase-tools writes beside it.
  const metadata = { firestore: { metadata_file: 'firestore_export/firestore_export.overall_export_metadata' } };
  writeFileSync(path.join(folder, 'all', 'firebase-export-metadata.json'), JSON.stringify(metadata));

  const dataDir = path.join(folder, 'imported');
  const places = [path.join(folder, 'all'), path.join(folder, 'all', 'firestore_export')];
  for (const importFrom of places) {
    await withServer({ importFrom }, async (db) => {
      expect((await db.doc('c/d').get()).updateTime).toEqual(updateTime);
    });
  }
  await withServer({ importFrom: path.join(folder, 'all'), dataDir }, (db) => db.doc('c/e').set({}));
  await withServer({ dataDir }, async (db) => {
    const found = await db.collection('c').get();
    expect(found.docs.map(({ id }) => id)).toEqual(['d', 'e']);
    expect(found.docs[0]?.updateTime).toEqual(updateTime);
  });
  await expect(startFirestoreServer({ port: 0, importFrom: places[0] ?? '', dataDir })).rejects.toThrow('mixed');
});

test.each([
  { change: { export_name: '../up' }, status: 400, says: 'name of a folder' },
  { change: { export_directory: undefined }, status: 400, says: 'Expected a body' },
  { change: { database: 'projects/demo-else/databases/x' }, status: 400, says: 'does not belong' },
  { change: { export_directory: path.join(MAIN, 'below-a-file') }, status: 400, says: 'could not be written' },
])('an export is refused: $says', async ({ change, status, says }) => {
  await withServer({}, async (_, server) => {
    const request = { database: DATABASE, export_directory: path.join(folder, 'refused'), export_name: 'x' };
    const { status: answered, answer } = await exportTo(server, { ...request, ...change });
    expect(answered).toBe(status);
    expect(JSON.stringify(answer)).toContain(says);
  });
});

test('what is no export of this server is named, and a damaged one too', async () => {
  const official = path.join(folder, 'official.overall_export_metadata');
  writeFileSync(official, 'some LevelDB export');
  await expect(startFirestoreServer({ port: 0, importFrom: official })).rejects.toThrow('no export of this server');
  await expect(startFirestoreServer({ port: 0, importFrom: folder })).rejects.toThrow('no export');
  const request = { database: DATABASE, export_directory: folder, export_name: 'cut' };
  await withServer({}, async (db, server) => {
    await db.doc('c/d').set({});
    await exportTo(server, request);
    const file = path.join(folder, 'cut', 'cut.overall_export_metadata');
    expect((await exportTo(server, { ...request, export_name: 'cut' })).status).toBe(200);
    truncateSync(file, statSync(file).size - 1);
    await expect(startFirestoreServer({ port: 0, importFrom: file })).rejects.toThrow('damaged');
  });
});
