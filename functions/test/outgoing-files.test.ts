import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import { messageRecord } from '@casillero/domain/records/intake-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { UPLOAD_CHUNK_BYTES } from '@casillero/domain/upload/upload';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOn } from '../src/firestore/transact.ts';
import { makeMediaLinkOf } from '../src/usecases/outgoing-files/media-link.ts';
import { aJpeg } from './pictures.ts';
import { PLATFORM, WAHA } from './provider-accounts.ts';
import { startFilesApi } from './start-files-api.ts';
import { startWorld } from './start-world.ts';
import { DIANA, SHARED, type World } from './world.ts';
import { ProvidersWorld } from './world-providers.ts';

/** R31, R15: a person answers a contact with a picture or a document. */

const read = async () => ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 });
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF');
const jpeg = async (n: number) => Buffer.from(await aJpeg(n), 'base64');

let world: World | ProvidersWorld;
let api: Server;
let stored: Map<string, Uint8Array>;

/** Diana is a contact of Cuscatlán on the number, and wrote just now. */
async function start(made: World | ProvidersWorld, number: string, to: string): Promise<void> {
  world = made;
  ({ server: api, stored } = await startFilesApi(world));
  await world.firestore.doc(`numbers/${number}`).update({ mode: 'dedicated', tenantIds: ['cuscatlan'] });
  await world.simulator.control.deliver({ from: DIANA, to, text: 'Hola' });
  await world.settle();
}
afterEach(async () => {
  api.closeAllConnections();
  await new Promise((resolve) => api.close(resolve));
  await world.stop();
});

type Answer = { readonly status: number; readonly body: Record<string, unknown> };
let acts = 0;

async function call(method: string, path: string, body?: unknown, as = 'member'): Promise<Answer> {
  const isBytes = body instanceof Uint8Array;
  const response = await fetch(`${world.publicOrigin}/api/v1/tenants/cuscatlan${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${as}`,
      'Idempotency-Key': `act-${++acts}`,
      ...(body === undefined ? {} : { 'Content-Type': isBytes ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const diana = async () => String((await world.documents('tenants/cuscatlan/conversations'))[0]?.id);
const announce = async (bytes: Uint8Array, over: Record<string, unknown> = {}, as = 'member') =>
  call(
    'POST',
    `/conversations/${await diana()}/uploads`,
    {
      fileName: 'Factura de María.jpg',
      sizeBytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...over,
    },
    as,
  );
async function upload(bytes: Uint8Array, fileName = 'Factura de María.jpg'): Promise<Answer> {
  let state = await announce(bytes, { fileName });
  while (state.status === 200 && state.body.isComplete === false) {
    const offset = Number(state.body.receivedBytes);
    const piece = bytes.subarray(offset, offset + UPLOAD_CHUNK_BYTES);
    state = await call('PUT', `/uploads/${state.body.uploadId}/bytes/${offset}`, piece);
  }
  return state;
}
const say = async (text: string, uploadId?: unknown, as = 'member') =>
  call('POST', `/conversations/${await diana()}/messages`, { text, ...(uploadId ? { uploadId } : {}) }, as);
/** An upload and the message with it. */
const send = async (text: string, bytes: Uint8Array, fileName?: string) =>
  say(text, (await upload(bytes, fileName)).body.uploadId);
const outgoing = async () =>
  (await world.documents(`tenants/cuscatlan/conversations/${await diana()}/messages`))
    .map(({ id: _, ...fields }) => messageRecord.parse(fields))
    .filter(({ direction, by }) => direction === 'out' && by?.kind === 'member')
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
const onPhone = () =>
  world.simulator.control
    .messages({ person: DIANA, author: 'business' })
    .filter(({ media, text }) => media.length > 0 || text.includes('Factura'));
const link = async () => {
  const [id] = (await world.documents('mediaLinks')).map((each) => String(each.id));
  const base = () => world.publicOrigin;
  return makeMediaLinkOf({ read: readOn(world.firestore), base, now: () => world.now() })(id ?? '');
};

describe.each([
  { provider: 'Twilio', number: `twilio:${SHARED}`, to: SHARED, isTwo: true, make: () => startWorld(read) },
  {
    provider: 'Meta',
    number: `meta:${PLATFORM.phoneNumberId}`,
    to: PLATFORM.phone,
    isTwo: false,
    make: () => ProvidersWorld.start(read),
  },
  {
    provider: 'WAHA',
    number: `waha:${WAHA.session}`,
    to: WAHA.phone,
    isTwo: false,
    make: () => ProvidersWorld.start(read),
  },
])('$provider', ({ number, to, isTwo, make }) => {
  beforeEach(async () => start(await make(), number, to));

  test('a picture with a caption arrives as it was sent, and is shown as ours', async () => {
    const bytes = await jpeg(1);
    expect(await send('Factura', bytes)).toMatchObject({ status: 202, body: { messageId: expect.any(String) } });
    expect(await outgoing()).toMatchObject([{ text: 'Factura', state: 'queued', mediaCount: 1 }]);
    await world.settle();
    await expect
      .poll(onPhone, { timeout: 10_000 })
      .toMatchObject([{ text: 'Factura', media: [{ contentType: 'image/jpeg' }] }]);
    const [shown] = onPhone();
    const kept = world.simulator.control.findMedia(shown?.media[0]?.id ?? '');
    expect(kept?.bytes.equals(bytes)).toBe(true);
    const [message] = await outgoing();
    expect(message).toMatchObject({
      text: 'Factura',
      by: { kind: 'member' },
      media: [
        {
          state: 'stored',
          kind: 'image',
          sizeBytes: bytes.byteLength,
          width: 40,
          height: 80,
          fileName: 'Factura de María.jpg',
        },
      ],
    });
    const [media] = message?.media ?? [];
    expect([...stored.keys()]).toEqual(expect.arrayContaining([media?.path, media?.thumbnailPath]));
    expect(await world.documents('outbox')).toSatisfy((all: { state: string }[]) =>
      all.every(({ state }) => state === 'done'),
    );
    expect(world.simulator.control.journal().violations).toEqual([]);
  });

  test('a PDF with a text: in one message, or in two where the provider shows no text with it', async () => {
    await send('Factura', PDF, 'Factura de María.pdf');
    await world.settle();
    const document = { contentType: 'application/pdf' };
    const expected = isTwo
      ? [
          { text: '', media: [document] },
          { text: 'Factura', media: [] },
        ]
      : [{ text: 'Factura', media: [{ ...document, fileName: expect.stringMatching(/^Factura-?/) }] }];
    await expect.poll(onPhone, { timeout: 10_000 }).toMatchObject(expected);
    expect((await outgoing()).map(({ text, media }) => [text, media?.[0]?.kind])).toEqual(
      isTwo
        ? [
            ['', 'document'],
            ['Factura', undefined],
          ]
        : [['Factura', 'document']],
    );
  });

  test('R91: the same picture twice, the second answer lost: it arrives twice', async () => {
    const bytes = await jpeg(2);
    await send('', bytes);
    await world.settle();
    world.simulator.control.setFaults({ api: { on: 'send', times: 1, kind: 'reset' } });
    await send('', bytes);
    await world.settle();
    await expect.poll(onPhone, { timeout: 10_000 }).toHaveLength(2);
  });

  test('R91: an answer that was lost after it was taken: the picture is sent once', async () => {
    world.simulator.control.setFaults({ api: { on: 'send', times: 1, kind: 'reset', takesEffect: true } });
    await send('', await jpeg(3));
    await world.workOff(world.queue.take()?.payload.outboxId ?? '');
    await expect
      .poll(async () => (await world.documents('sentMessages')).length + (await world.documents('outbox')).length, {
        timeout: 10_000,
      })
      .toBeGreaterThan(1);
    await expect.poll(onPhone, { timeout: 10_000 }).toMatchObject([{ state: 'read' }]);
    await world.settle();
    expect(onPhone()).toHaveLength(1);
  });
});

describe('what is refused before it is sent', () => {
  beforeEach(async () => start(await startWorld(read), `twilio:${SHARED}`, SHARED));

  test.each<[string, number, string, () => Promise<Answer>]>([
    ['a text file', 422, 'file-not-sendable', () => upload(Buffer.from('hello, hello, hello'))],
    ['HTML that says it is a picture', 422, 'file-not-sendable', () => upload(Buffer.from('<html><script>'))],
    ['a damaged picture', 422, 'file-not-sendable', async () => upload((await jpeg(1)).subarray(0, 60))],
    ['more than an upload may have', 400, 'invalid-input', () => announce(PDF, { sizeBytes: 16 * 1_048_576 + 1 })],
    ['neither text nor file', 400, 'invalid-input', () => say('')],
    ['a file that nobody announced', 422, 'upload-not-found', () => say('x', 'f'.repeat(32))],
    ['another tenant’s file', 404, 'not-found', () => announce(PDF, {}, 'other')],
    ['a stranger’s', 401, 'not-signed-in', () => announce(PDF, {}, 'nobody')],
    [
      'a file of which pieces are missing',
      409,
      'upload-incomplete',
      async () => say('x', (await announce(PDF)).body.uploadId),
    ],
    [
      'a caption that the number does not send',
      422,
      'text-too-long',
      async () => say('x'.repeat(1_601), (await upload(await jpeg(1))).body.uploadId),
    ],
    [
      'a picture of more than 5 MB',
      422,
      'file-too-large',
      async () => {
        const pixels = Buffer.alloc(1_500 * 1_500 * 3, 0).map((_, i) => (i * 7_919) % 251);
        const large = await sharp(pixels, { raw: { width: 1_500, height: 1_500, channels: 3 } })
          .png({ compressionLevel: 0 })
          .toBuffer();
        return say('', (await upload(large)).body.uploadId);
      },
    ],
  ])('%s ▶ %i %s', async (_what, status, code, act) => {
    const answer = await act();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await outgoing()).toEqual([]);
    expect(await world.documents('mediaLinks')).toEqual([]);
  });

  test('a file for another contact', async () => {
    const { uploadId } = (await upload(PDF)).body;
    await world.firestore.doc(`tenants/cuscatlan/uploads/${uploadId}`).update({ senderId: 'somebody-else' });
    expect(await say('x', uploadId)).toMatchObject({ status: 422, body: { code: 'upload-not-found' } });
  });

  test('a picture in greys becomes one that WhatsApp takes', async () => {
    const grey = await sharp({ create: { width: 20, height: 30, channels: 3, background: '#888' } })
      .greyscale()
      .toColourspace('b-w')
      .png()
      .toBuffer();
    await send('', grey);
    const [message] = await outgoing();
    expect(message?.media).toMatchObject([{ contentType: 'image/jpeg', width: 20, height: 30 }]);
    const kept = await sharp(stored.get(message?.media?.[0]?.path ?? '')).metadata();
    expect([kept.format, kept.space]).toEqual(['jpeg', 'srgb']);
  });
});

describe('R92: the address at which the provider fetches a file', () => {
  beforeEach(async () => {
    await start(await startWorld(read), `twilio:${SHARED}`, SHARED);
    await send('', await jpeg(1));
  });

  test('opens that one file, without a token, for as long as Twilio may queue a message', async () => {
    const url = String(await link());
    expect(new URL(url).pathname).toMatch(
      /^\/api\/v1\/outgoing-files\/[A-Za-z0-9_-]+\/\d+\/[\w-]{43}\/Factura-de-Maria\.jpg$/,
    );
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(url, { method });
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
        200,
        'image/jpeg',
        'private, no-store',
      ]);
    }
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(await jpeg(1))).toBe(true);
    world.advance(4 * 3_600_000);
    expect((await fetch(url)).status).toBe(200);
    world.advance(3_600_000);
    expect((await fetch(url)).status).toBe(404);
  });

  test.each<[string, (parts: string[]) => string[]]>([
    ['another signature', ([id = '', expires = '']) => [id, expires, 'A'.repeat(43)]],
    ['a later end', ([id = '', expires = '', signature = '']) => [id, String(Number(expires) + 1), signature]],
    ['another message', ([, expires = '', signature = '']) => ['somebody_elses', expires, signature]],
    ['no signature', ([id = '', expires = '']) => [id, expires, '-']],
    ['no time', ([id = '', , signature = '']) => [id, 'NaN', signature]],
  ])('%s opens nothing', async (_what, change) => {
    const [id = '', expires = '', signature = ''] = new URL(String(await link())).pathname.split('/').slice(4);
    const changed = change([id, expires, signature]).join('/');
    const answer = await fetch(`${world.publicOrigin}/api/v1/outgoing-files/${changed}/x.jpg`);
    expect(answer.status).toBe(404);
  });

  test('each message has a key of its own', async () => {
    await send('', await jpeg(1));
    const all = await world.documents('mediaLinks');
    expect(new Set(all.map(({ key }) => key)).size).toBe(2);
  });

  test('a file that the provider could not fetch fails visibly, and is sent again with it', async () => {
    world.simulator.control.setFaults({});
    const kept = [...stored];
    stored.clear();
    await world.settle();
    await expect.poll(async () => (await outgoing())[0]?.state, { timeout: 10_000 }).toBe('failed');
    for (const [path, bytes] of kept) stored.set(path, bytes);
    const all = await world.documents(`tenants/cuscatlan/conversations/${await diana()}/messages`);
    const failed = all.find(({ state }) => state === 'failed');
    const retried = await call('POST', `/conversations/${await diana()}/messages/${failed?.id}/retry`);
    expect(retried.status).toBe(202);
    await world.settle();
    await expect.poll(async () => (await outgoing())[0]?.state, { timeout: 10_000 }).toBe('read');
    expect((await outgoing())[0]?.media).toHaveLength(1);
  });

  test('a message whose file is gone for good says so', async () => {
    for (const { id } of await world.documents('mediaLinks')) await world.firestore.doc(`mediaLinks/${id}`).delete();
    await world.settle();
    expect(await outgoing()).toMatchObject([{ state: 'failed', failure: { code: 'file-gone' } }]);
  });
});
