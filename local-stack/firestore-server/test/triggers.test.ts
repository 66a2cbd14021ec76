import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import { FieldValue, type Firestore, getFirestore } from 'firebase-admin/firestore';
import { firestore as v1 } from 'firebase-functions/v1';
import {
  onDocumentCreated,
  onDocumentDeleted,
  onDocumentUpdatedWithAuthContext,
  onDocumentWritten,
} from 'firebase-functions/v2/firestore';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FirestoreServer, startFirestoreServer } from '../src/server.ts';
import { type FunctionsReceiver, startFunctionsReceiver } from './functions-receiver.ts';

const PROJECT = 'demo-triggers';
const V2 = 'google.cloud.firestore.document.v1';
const V1 = 'providers/cloud.firestore/eventTypes/document';

// firebase-functions makes snapshots with a Firestore of its own.
process.env.METADATA_SERVER_DETECTION = 'none';
process.env.GCLOUD_PROJECT = PROJECT;

let server: FirestoreServer;
let functions: FunctionsReceiver;
let control: string;
let app: App;
let db: Firestore;

beforeAll(async () => {
  functions = await startFunctionsReceiver();
  server = await startFirestoreServer({ port: 0, functionsHost: functions.host });
  control = `http://${server.host}:${server.port}/emulator/v1/projects/${PROJECT}`;
  app = initializeApp({ projectId: PROJECT }, 'triggers');
  db = getFirestore(app);
  db.settings({ host: `${server.host}:${server.port}`, ssl: false });
});
afterAll(async () => {
  await deleteApp(app);
  await server.stop();
  await functions.stop();
});

const ids = new Set<string>();
beforeEach(() => {
  functions.received.length = 0;
  functions.run = async () => 200;
});
afterEach(async () => {
  for (const id of ids) await send(`/triggers/${id}`, 'DELETE');
  ids.clear();
  await send('/databases/(default)/documents', 'DELETE');
});

async function send(path: string, method: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(control + path, init);
  return { status: response.status, body: await response.json() };
}

async function register(kind: string, value: string, { id = 'us-central1-on-0', matchType = 'PATH_PATTERN' } = {}) {
  ids.add(id);
  const document = { value, matchType };
  const body = { eventType: `${V2}.${kind}`, database: '(default)', namespace: '(default)', document };
  expect(await send(`/eventarcTrigger?eventarcTriggerId=${id}`, 'POST', body)).toEqual({ status: 200, body: {} });
}

async function registerV1(kind: string, path: string, id = 'us-central1-v1-0') {
  ids.add(id);
  const resource = `projects/${PROJECT}/databases/(default)/documents/${path}`;
  const eventTrigger = { eventType: `${V1}.${kind}`, resource, service: 'firestore.googleapis.com' };
  expect(await send(`/triggers/${id}`, 'PUT', { eventTrigger })).toEqual({ status: 200, body: {} });
}

/** What was posted once all functions have finished. */
async function events(): Promise<FunctionsReceiver['received']> {
  expect(await server.eventsDelivered(PROJECT)).toBe(true);
  return functions.received;
}

describe('which writes raise which events', () => {
  const change = async () => {
    await db.doc('users/ana').set({ n: 1 });
    await db.doc('users/ana').update({ n: 2 });
    await db.doc('users/ana').update({ n: 2 });
    await db.doc('users/ana').delete();
    await db.doc('users/ana').delete();
    await db.doc('owners/ana').set({});
    const batch = db.batch();
    batch.set(db.doc('users/bea'), {});
    batch.delete(db.doc('users/bea'));
    await batch.commit();
  };
  test.each([
    { kind: 'created', count: 1 },
    { kind: 'updated', count: 1 },
    { kind: 'deleted', count: 1 },
    { kind: 'written', count: 3 },
  ])('$kind', async ({ kind, count }) => {
    await register(kind, 'users/{uid}');
    await change();
    expect((await events()).map(({ body }) => [body.type, body.document])).toEqual(
      Array(count).fill([`${V2}.${kind}`, 'users/ana']),
    );
  });

  test('clearing raises none', async () => {
    await db.doc('users/ana').set({});
    await register('deleted', 'users/{uid}');
    await send('/databases/(default)/documents', 'DELETE');
    expect(await events()).toEqual([]);
  });

  test('an exact path', async () => {
    await register('created', 'users/ana', { matchType: 'EXACT' });
    await Promise.all([db.doc('users/ana').set({}), db.doc('users/bea').set({})]);
    expect((await events()).map(({ body }) => body.document)).toEqual(['users/ana']);
  });

  test('only the last generation of a function is called', async () => {
    await register('created', 'users/{uid}');
    await register('created', 'users/{uid}', { id: 'us-central1-on-1' });
    await db.doc('users/ana').set({});
    expect((await events()).map(({ trigger }) => trigger)).toEqual(['us-central1-on-1']);
  });

  test('the change is visible to the function, and what the function writes raises events too', async () => {
    await register('created', 'users/{uid}');
    const seen: unknown[] = [];
    functions.run = async ({ body }) => {
      const { document } = body;
      seen.push((await db.doc(String(document)).get()).get('n'));
      if (document === 'users/ana') await db.doc('users/copy').set({ n: 8 });
      return 200;
    };
    await db.doc('users/ana').set({ n: 7 });
    await events();
    expect(seen).toEqual([7, 8]);
  });
});

test('what could not be delivered is sent again, with the same id', async () => {
  await register('created', 'users/{uid}');
  const answers = [503, 200];
  functions.run = async () => answers.shift() ?? 200;
  await db.doc('users/ana').set({});
  const [first, second, ...more] = await events();
  expect(more).toEqual([]);
  expect(second).toEqual(first);
});

test('the control door waits for events, and counts them', async () => {
  await register('created', 'users/{uid}');
  await db.doc('users/ana').set({});
  const { body } = await send('/pendingEvents?wait=10', 'GET');
  expect(body).toEqual({ pending: 0, delivered: expect.any(Number), failed: 0, dropped: expect.any(Number) });
  expect(functions.received.length).toBe(1);
  expect((await send('/pendingEvents?wait=long', 'GET')).status).toBe(400);
});

test.each([
  { path: '/eventarcTrigger?eventarcTriggerId=f-0', method: 'POST' },
  { path: '/triggers/f-0', method: 'PUT' },
])('$method $path refuses what is no trigger of documents', async ({ path, method }) => {
  expect((await send(path, method, { eventType: 'other' })).status).toBe(400);
});

describe('firebase-functions reads the events', () => {
  const everything = {
    int: 1,
    double: 0.5,
    nan: Number.NaN,
    text: 'línea',
    bytes: Buffer.from([0, 255]),
    list: [1, 'two', {}],
    map: { deep: { nothing: null } },
    yes: true,
    when: new Date('2026-01-02T03:04:05.678Z'),
  };

  test('created: the snapshot, its times and the parameters', async () => {
    const seen: unknown[] = [];
    const onUser = onDocumentCreated('users/{uid}/logs/{rest=**}', (event) => {
      const { data, params } = event;
      seen.push(params, data?.data(), data?.ref.path, data?.createTime.isEqual(data.updateTime));
      seen.push(data?.readTime.toMillis(), event.time);
    });
    functions.run = async ({ body }) => {
      await onUser(body as never);
      return 200;
    };
    await register('created', 'users/{uid}/logs/{rest=**}');
    const { writeTime } = await db.doc('users/ana/logs/2026/days/1').set(everything);
    await events();
    const { when, ...plain } = everything;
    expect(seen.slice(0, 4)).toEqual([
      { uid: 'ana', rest: '2026/days/1' },
      { ...plain, when: expect.objectContaining({}) },
      'users/ana/logs/2026/days/1',
      true,
    ]);
    expect(Object(seen[1]).when.toDate()).toEqual(when);
    expect(seen[4]).toEqual(expect.any(Number));
    expect(Date.parse(String(seen[5]))).toBe(Math.floor(writeTime.toMillis()));
  });

  test('updated with auth context: both states, the mask and who wrote', async () => {
    const seen: unknown[] = [];
    const onUser = onDocumentUpdatedWithAuthContext('users/{uid}', ({ data, authType, authId }) => {
      seen.push(data?.before.data(), data?.after.data(), authType, authId);
    });
    functions.run = async ({ body }) => {
      seen.push(Object(body.data).updateMask);
      await onUser(body as never);
      return 200;
    };
    await db.doc('users/ana').set({ n: 1, map: { x: 1, y: 1 } });
    await register('updated.withAuthContext', 'users/{uid}');
    await db.doc('users/ana').update({ n: FieldValue.increment(1), 'map.y': 2 });
    await events();
    expect(seen).toEqual([
      { fieldPaths: ['n', 'map.y'] },
      { n: 1, map: { x: 1, y: 1 } },
      { n: 2, map: { x: 1, y: 2 } },
      'service_account',
      'owner',
    ]);
  });

  test('deleted and written: what is absent does not exist', async () => {
    const seen: unknown[] = [];
    const onDelete = onDocumentDeleted('users/{uid}', ({ data }) => void seen.push(['deleted', data?.get('n')]));
    const onWrite = onDocumentWritten('users/{uid}', ({ data }) => {
      seen.push(['written', data?.before.exists, data?.after.exists]);
    });
    functions.run = async ({ trigger, body }) => {
      await (trigger === 'del-0' ? onDelete : onWrite)(body as never);
      return 200;
    };
    await register('deleted', 'users/{uid}', { id: 'del-0' });
    await register('written', 'users/{uid}', { id: 'write-0' });
    await db.doc('users/ana').set({ n: 1 });
    await events();
    await db.doc('users/ana').delete();
    await events();
    expect(seen.sort()).toEqual([
      ['deleted', 1],
      ['written', false, true],
      ['written', true, false],
    ]);
  });

  test('v1: snapshot, context and parameters', async () => {
    const seen: unknown[] = [];
    const onWrite = v1.document('users/{uid}').onWrite(({ before, after }, { params, eventType, resource }) => {
      seen.push([before.exists, after.exists, after.get('n'), params, eventType, resource.name]);
    });
    functions.run = async ({ contentType, body }) => {
      expect(contentType).toBe('application/json');
      // The runtime of the functions emulator flattens the resource, before functions see it.
      const context = Object(body.context);
      await onWrite(body.data as never, { ...context, resource: context.resource.name } as never);
      return 200;
    };
    await registerV1('write', 'users/{uid}');
    await db.doc('users/ana').set({ n: 1 });
    await events();
    await db.doc('users/ana').delete();
    await events();
    const name = `projects/${PROJECT}/databases/(default)/documents/users/ana`;
    expect(seen).toEqual([
      [false, true, 1, { uid: 'ana' }, 'google.firestore.document.write', name],
      [true, false, undefined, { uid: 'ana' }, 'google.firestore.document.write', name],
    ]);
  });
});

test('the emulator hub tells where functions run', async () => {
  const hub = await startFunctionsReceiver();
  const answer = JSON.stringify({ functions: { host: '127.0.0.1', port: Number(functions.host.split(':')[1]) } });
  hub.answer = () => answer;
  const asking = await startFirestoreServer({ port: 0, hubHost: hub.host });
  const root = `http://${asking.host}:${asking.port}`;
  const document = { value: 'a/b', matchType: 'EXACT' };
  await fetch(`${root}/emulator/v1/projects/${PROJECT}/eventarcTrigger?eventarcTriggerId=f-0`, {
    method: 'POST',
    body: JSON.stringify({ eventType: `${V2}.created`, document }),
  });
  await fetch(`${root}/v1/projects/${PROJECT}/databases/(default)/documents/a/b`, { method: 'PATCH', body: '{}' });
  expect(await asking.eventsDelivered(PROJECT)).toBe(true);
  expect(functions.received.map(({ trigger }) => trigger)).toEqual(['f-0']);
  await asking.stop();
  await hub.stop();
});
