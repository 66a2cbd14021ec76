import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { batchRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { UPLOAD_CHUNK_BYTES } from '@casillero/domain/upload/upload';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApi } from '../src/api/app.ts';
import { serveExports } from '../src/api/exports/serve-exports.ts';
import { serveUploads } from '../src/api/uploads/serve-uploads.ts';
import { pageThroughOn } from '../src/firestore/page-through.ts';
import { readOn, transactOn } from '../src/firestore/transact.ts';
import { makeEnqueueEntries } from '../src/queues/enqueue-entries.ts';
import { makeCreateBatch, makeStartUpload, makeTakeChunk } from '../src/usecases/uploads/take-upload.ts';
import { aJpeg, aNoisyPng } from './pictures.ts';
import { startWorld } from './start-world.ts';
import type { World } from './world.ts';

/** Nothing here is for a contact. */
const NO_FILES = async () => fail('file-not-sendable', 'No file is expected.', 'Look at the test.');

/** R19: screenshots uploaded by hand go the way of every other. And the lists as CSV. */
let world: World;
let server: Server;
let origin: string;

beforeAll(async () => {
  const order = anOrder({ shop: 'Walmart', total: 12.5 });
  world = await startWorld(async () => ok({ order, engine: 'scripted', engineVersion: '1', milliseconds: 1 }));
  const { firestore } = world;
  const [transact, now] = [transactOn(firestore), () => world.now()];
  const enqueue = makeEnqueueEntries({ addTask: world.queue.addTask, onFailure: () => undefined });
  const app = makeApi({
    verifyToken: async (token) => ({ uid: token, claims: { role: 'member', tenantId: token } }),
    readDocument: async (path) => (path.includes('/members/') ? { role: 'member' } : null),
    loadMedia: async () => null,
    retryScreenshot: world.retry,
    endpoints: [
      ...serveUploads({
        createBatch: makeCreateBatch({ transact, now }),
        start: makeStartUpload({ transact, now }),
        takeChunk: makeTakeChunk({ transact, enqueue, load: world.load, store: world.store, keepFile: NO_FILES, now }),
      }),
      ...serveExports({ read: readOn(firestore), pageThrough: pageThroughOn(firestore) }),
    ],
    onDefect: (error) => world.logged.push(String(error)),
  });
  server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.stop();
});

type Answer = { readonly status: number; readonly answer: Record<string, unknown> };

async function call(tenant: string, method: string, path: string, body: unknown): Promise<Answer> {
  const isBytes = body instanceof Uint8Array;
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${tenant}`,
      'Content-Type': isBytes ? 'application/octet-stream' : 'application/json',
    },
    body: isBytes ? new Uint8Array(body) : JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const jpeg = async (n: number) => new Uint8Array(Buffer.from(await aJpeg(n), 'base64'));
const key = (n: number) => `a-key-of-a-batch-${n}`;
const newBatch = async (n: number, customerName = 'María') =>
  (await call('cuscatlan', 'POST', '/tenants/cuscatlan/batches', { customerName, key: key(n) })).answer
    .batchId as string;
const announce = (batchId: string, bytes: Uint8Array, hash = sha256(bytes)) =>
  call('cuscatlan', 'POST', '/tenants/cuscatlan/uploads', {
    batchId,
    fileName: 'captura.png',
    sizeBytes: bytes.byteLength,
    sha256: hash,
  });
const put = (uploadId: unknown, offset: number, bytes: Uint8Array, tenant = 'cuscatlan') =>
  call(tenant, 'PUT', `/tenants/cuscatlan/uploads/${uploadId}/bytes/${offset}`, bytes);
const batchOf = async (batchId: string) =>
  batchRecord.parse((await world.firestore.doc(paths.batch('cuscatlan', batchId)).get()).data());
const screenshotOf = async (screenshotId: unknown) =>
  screenshotRecord.parse((await world.firestore.doc(paths.screenshot('cuscatlan', String(screenshotId))).get()).data());

describe('a file is uploaded', () => {
  test('in pieces, goes on after an interruption, and is read like any screenshot', async () => {
    const batchId = await newBatch(1);
    expect(await newBatch(1)).toBe(batchId);
    const bytes = await aNoisyPng();
    expect(bytes.byteLength).toBeGreaterThan(UPLOAD_CHUNK_BYTES);
    const { answer: started } = await announce(batchId, bytes);
    expect(started).toMatchObject({ receivedBytes: 0, chunkBytes: UPLOAD_CHUNK_BYTES, screenshotId: null });

    const first = await put(started.uploadId, 0, bytes.subarray(0, UPLOAD_CHUNK_BYTES));
    expect(first).toMatchObject({ status: 200, answer: { receivedBytes: UPLOAD_CHUNK_BYTES, screenshotId: null } });
    // The page was closed; the same file is dropped again, and a piece that is there already comes twice.
    const { answer: again } = await announce(batchId, bytes);
    expect(again).toMatchObject({ uploadId: started.uploadId, receivedBytes: UPLOAD_CHUNK_BYTES });
    const twice = await put(started.uploadId, 0, bytes.subarray(0, UPLOAD_CHUNK_BYTES));
    expect([twice.status, twice.answer.code]).toEqual([409, 'wrong-offset']);

    let last = first;
    for (let offset = UPLOAD_CHUNK_BYTES; offset < bytes.byteLength; offset += UPLOAD_CHUNK_BYTES)
      last = await put(started.uploadId, offset, bytes.subarray(offset, offset + UPLOAD_CHUNK_BYTES));
    expect(last.answer.receivedBytes).toBe(bytes.byteLength);
    await world.settle();

    const screenshot = await screenshotOf(last.answer.screenshotId);
    expect(screenshot).toMatchObject({
      batchId,
      senderId: 'user-cuscatlan',
      state: 'stored',
      extraction: 'read',
      order: { shop: 'Walmart' },
      media: { contentType: 'image/png', sha256: sha256(bytes), sizeBytes: bytes.byteLength },
    });
    expect(await batchOf(batchId)).toMatchObject({
      customerName: 'María',
      state: 'ready',
      screenshotCount: 1,
      orderCount: 1,
      coverScreenshotId: last.answer.screenshotId,
    });
  });

  test('the same image in another file is recognised, and nobody is written to', async () => {
    const batchId = await newBatch(2);
    const bytes = await jpeg(1);
    const started = await announce(batchId, bytes);
    const done = await put(started.answer.uploadId, 0, bytes);
    await world.settle();
    const repeated = await announce(batchId, bytes);
    expect(repeated.answer).toMatchObject({ screenshotId: done.answer.screenshotId });
    expect((await put(repeated.answer.uploadId, 0, bytes)).answer.screenshotId).toBe(done.answer.screenshotId);
    expect(await batchOf(batchId)).toMatchObject({ screenshotCount: 1, duplicateCount: 0 });
    expect(await world.firestore.collection('outbox').where('kind', '==', 'send').get()).toMatchObject({ size: 0 });
  });

  test('what is no picture is refused in the batch, without a message to anybody', async () => {
    const batchId = await newBatch(3);
    const bytes = new TextEncoder().encode('just words');
    const started = await announce(batchId, bytes);
    const done = await put(started.answer.uploadId, 0, bytes);
    await world.settle();
    expect(await screenshotOf(done.answer.screenshotId)).toMatchObject({ state: 'refused', extraction: 'skipped' });
    expect(await batchOf(batchId)).toMatchObject({ screenshotCount: 0 });
    expect(await world.firestore.collection('outbox').where('kind', '==', 'send').get()).toMatchObject({ size: 0 });
  });

  test('bytes that changed on the way begin anew', async () => {
    const batchId = await newBatch(4);
    const bytes = await jpeg(2);
    const { answer } = await announce(batchId, bytes, sha256(new Uint8Array([1])));
    const done = await put(answer.uploadId, 0, bytes);
    expect([done.status, done.answer.code]).toEqual([422, 'hash-mismatch']);
    expect((await batchOf(batchId)).screenshotCount).toBe(0);
  });

  test.each([
    ['a batch that is not', async () => announce('nowhere', await jpeg(3)), 422, 'batch-not-found'],
    ['an upload that is not', async () => put('x'.repeat(32), 0, await jpeg(3)), 404, 'not-found'],
    ['another tenant’s', async () => put('x'.repeat(32), 0, await jpeg(3), 'izalco'), 404, 'not-found'],
    [
      'a piece of another length',
      async () => put((await announce(await newBatch(5), await jpeg(3))).answer.uploadId, 0, new Uint8Array(5)),
      400,
      'wrong-length',
    ],
    ['far too much', async () => put('x'.repeat(32), 0, new Uint8Array(UPLOAD_CHUNK_BYTES + 1)), 413, 'body-too-large'],
  ] as const)('%s is refused', async (_what, attempt, status, code) => {
    const refused = await attempt();
    expect([refused.status, refused.answer.code]).toEqual([status, code]);
  });
});

describe('a list as CSV', () => {
  const csv = async (tenant: string, path: string) => {
    const response = await fetch(`${origin}${path}`, { headers: { Authorization: `Bearer ${tenant}` } });
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  };

  test('opens in a spreadsheet: byte order mark, titles in the language, no formulas', async () => {
    await newBatch(6, '=HYPERLINK("https://evil.example";"premio")');
    const { response, bytes } = await csv('cuscatlan', '/tenants/cuscatlan/exports/batches.csv?locale=es');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="cuscatlan-batches.csv"');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    expect(lines[0]).toBe(
      'Cliente,Estado,Capturas,Pedidos,Sin pedido,Con falla,Enviado por,Teléfono,Abierto,Cerrado,Id',
    );
    expect(lines.find((line) => line.includes('evil'))).toMatch(/^"'=HYPERLINK\(""https/);
    const [opened] = /\d{4}-\d{2}-\d{2} \d{2}:\d{2}/.exec(lines[1] ?? '') ?? [];
    expect(opened).toBeDefined();
  });

  test('has every record, however many', async () => {
    const writer = world.firestore.bulkWriter();
    for (let i = 0; i < 700; i++)
      writer.create(world.firestore.doc(paths.customer('izalco', `c${i}`)), {
        name: `Cliente ${i}`,
        nameKey: `cliente ${i}`,
        phone: null,
        notes: '',
        searchTokens: [],
        createdAt: world.now(),
        updatedAt: world.now(),
      });
    await writer.close();
    const { bytes } = await csv('izalco', '/tenants/izalco/exports/customers.csv?locale=en');
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n');
    expect(new Set(lines).size).toBe(701);
    expect(lines[0]).toContain('Name,Phone,Notes');
  });

  test.each([
    ['another tenant’s', 'izalco', '/tenants/cuscatlan/exports/batches.csv'],
    ['a list that is not', 'cuscatlan', '/tenants/cuscatlan/exports/secrets.csv'],
  ])('%s is not there', async (_what, tenant, path) => {
    expect((await csv(tenant, path)).response.status).toBe(404);
  });
});
