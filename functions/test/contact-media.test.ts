import { readFileSync } from 'node:fs';
import { type MessageMediaRecord, messageRecord } from '@casillero/domain/records/intake-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serveMessageMedia } from '../src/api/message-media/serve-message-media.ts';
import { readOn } from '../src/firestore/transact.ts';
import { A_PROGRAM, A_VOICE_NOTE, AN_AAC, AN_AMR, AN_M4A, AN_MP3, AN_MP4 } from './files.ts';
import { A_PDF_WITHOUT_A_PAGE, aJpeg, aPdf } from './pictures.ts';
import { TestApi } from './start-api.ts';
import { startWorld } from './start-world.ts';
import { DIANA, SHARED, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
  await dedicate('cuscatlan');
});
afterEach(() => world.stop());

const dedicate = (...tenantIds: string[]) =>
  world.firestore.doc(`numbers/twilio:${SHARED}`).update({ mode: 'dedicated', tenantIds });
const heic = readFileSync(new URL('../../e2e/fixtures/media/orders-024.heic', import.meta.url)).toString('base64');
const deliver = async (fileName: string, base64: string, text = '') => {
  await world.simulator.control.deliver({ from: DIANA, to: SHARED, text, media: [{ fileName, base64 }] });
  await world.settle();
};
/** The message with files in a tenant's one conversation. */
const received = async (tenantId = 'cuscatlan') => {
  const [conversation] = await world.documents(`tenants/${tenantId}/conversations`);
  const senderId = String(conversation?.id);
  const all = await world.documents(`tenants/${tenantId}/conversations/${senderId}/messages`);
  const message = all.find(({ mediaCount }) => Number(mediaCount) > 0);
  return { senderId, messageId: String(message?.id), record: messageRecord.parse(message), conversation };
};
const media = async (tenantId = 'cuscatlan'): Promise<MessageMediaRecord | undefined> =>
  (await received(tenantId)).record.media?.[0];

describe('R15, R31: files of contacts are kept in the conversation', () => {
  const png = async () =>
    (
      await sharp(Buffer.from(await aJpeg(1), 'base64'))
        .png()
        .toBuffer()
    ).toString('base64');
  const webp = async () =>
    (
      await sharp(Buffer.from(await aJpeg(1), 'base64'))
        .webp()
        .toBuffer()
    ).toString('base64');

  test.each<[string, () => Promise<string> | string, string, string, boolean, boolean]>([
    ['a.jpg', () => aJpeg(1), 'image', 'image/jpeg', true, false],
    ['a.png', png, 'image', 'image/png', true, false],
    ['a.webp', webp, 'image', 'image/webp', true, false],
    ['a.heic', () => heic, 'image', 'image/heic', true, true],
    ['a.pdf', () => aPdf([[60, 'Factura']]), 'document', 'application/pdf', true, true],
    ['empty.pdf', () => A_PDF_WITHOUT_A_PAGE, 'document', 'application/pdf', false, false],
    ['a.ogg', () => A_VOICE_NOTE, 'audio', 'audio/ogg', false, false],
    ['a.mp3', () => AN_MP3, 'audio', 'audio/mpeg', false, false],
    ['a.aac', () => AN_AAC, 'audio', 'audio/aac', false, false],
    ['a.m4a', () => AN_M4A, 'audio', 'audio/mp4', false, false],
    ['a.amr', () => AN_AMR, 'audio', 'audio/amr', false, false],
    ['a.mp4', () => AN_MP4, 'video', 'video/mp4', false, false],
  ])('%s', async (fileName, bytes, kind, contentType, hasThumbnail, hasPicture) => {
    const base64 = await bytes();
    await deliver(fileName, base64);
    const kept = await media();
    expect(kept).toMatchObject({ state: 'stored', kind, contentType, sizeBytes: Buffer.from(base64, 'base64').length });
    expect(kept?.path).toMatch(/^tenants\/cuscatlan\/messages\//);
    expect([kept?.thumbnailPath !== null, kept?.picturePath !== null]).toEqual([hasThumbnail, hasPicture]);
    expect(world.bucket.get(kept?.path ?? '')).toMatchObject({ contentType });
    expect(world.replies(DIANA)).toEqual([]);
  });

  test.each([
    ['a program', 'factura.pdf', A_PROGRAM, {}, 'refused', 'not-usable'],
    ['a page of an error', 'a.jpg', null, { kind: 'wrong-bytes' }, 'refused', 'not-usable'],
    ['nothing', 'a.jpg', null, { kind: 'empty' }, 'refused', 'empty'],
    ['too much', 'a.jpg', null, { kind: 'too-large', sizeBytes: 17_000_000 }, 'refused', 'too-large'],
    ['what the provider no longer has', 'a.jpg', null, { kind: 'expired' }, 'failed', 'gone'],
  ] as const)('%s is kept as %s with its reason', async (_what, fileName, base64, fault, state, code) => {
    if ('kind' in fault) world.simulator.control.setFaults({ media: fault });
    await deliver(fileName, base64 ?? (await aJpeg(1)));
    expect(await media()).toMatchObject({ state, failure: { code }, path: null });
    expect(world.bucket.size).toBe(0);
  });

  test('the caption is the message’s text; without one the list knows what came', async () => {
    await deliver('a.jpg', await aJpeg(1), '¿Es este?');
    expect((await received()).record).toMatchObject({ text: '¿Es este?', mediaCount: 1 });
    await deliver('a.ogg', A_VOICE_NOTE);
    expect((await received()).conversation).toMatchObject({ lastText: '', lastMediaKind: 'audio', unreadCount: 2 });
  });

  test('on a number of two importers each has a copy of its own', async () => {
    await dedicate('cuscatlan', 'izalco');
    await deliver('a.jpg', await aJpeg(1));
    const paths = [(await media())?.path, (await media('izalco'))?.path];
    expect(paths).toEqual([
      expect.stringMatching(/^tenants\/cuscatlan\//),
      expect.stringMatching(/^tenants\/izalco\//),
    ]);
    expect(paths.map((path) => world.bucket.has(path ?? ''))).toEqual([true, true]);
  });

  test('it finds its message where the sender’s history went meanwhile (R4)', async () => {
    await world.simulator.control.deliver({
      ...{ from: DIANA, to: SHARED },
      media: [{ fileName: 'a.jpg', base64: await aJpeg(1) }],
    });
    const { senderId, messageId, record } = await received();
    const move = world.firestore.batch();
    move.set(world.firestore.doc(`tenants/cuscatlan/conversations/other/messages/${messageId}`), record);
    move.delete(world.firestore.doc(`tenants/cuscatlan/conversations/${senderId}/messages/${messageId}`));
    move.update(world.firestore.doc(`senders/phone:${DIANA}`), { senderId: 'other' });
    await move.commit();
    await world.settle();
    const moved = await world.documents('tenants/cuscatlan/conversations/other/messages');
    expect(moved).toMatchObject([{ media: [{ state: 'stored' }] }]);
  });
});

describe('R92: the bytes of a file', () => {
  test('are for its tenant’s people and operators; to all others there is nothing', async () => {
    await deliver('a.pdf', aPdf([[60, 'Factura']]));
    await dedicate('izalco');
    await deliver('a.ogg', A_VOICE_NOTE);
    const ours = await received();
    const theirs = await received('izalco');
    const api = await TestApi.start(() => serveMessageMedia({ read: readOn(world.firestore), loadMedia: world.load }));
    const get = async (
      as: string | null,
      tenantId: string,
      { senderId, messageId }: typeof ours,
      rest = '0/original',
    ) => {
      const path = `/tenants/${tenantId}/conversations/${senderId}/messages/${messageId}/media/${rest}`;
      const response = await fetch(
        `${api.origin}${path}`,
        as === null ? {} : { headers: { authorization: `Bearer ${as}` } },
      );
      return [response.status, response.headers.get('content-type')];
    };
    try {
      expect(await get('member', 'cuscatlan', ours)).toEqual([200, 'application/pdf']);
      expect(await get('operator', 'cuscatlan', ours, '0/picture')).toEqual([200, 'image/jpeg']);
      expect(await get('admin', 'cuscatlan', ours, '0/thumbnail')).toEqual([200, 'image/webp']);
      expect(await get('other', 'izalco', theirs)).toEqual([200, 'audio/ogg']);
      for (const [as, tenantId, of, rest, status] of [
        ['other', 'cuscatlan', ours, '0/original', 404],
        ['member', 'izalco', theirs, '0/original', 404],
        ['member', 'cuscatlan', theirs, '0/original', 404],
        ['member', 'cuscatlan', ours, '1/original', 404],
        ['member', 'cuscatlan', ours, '0/everything', 404],
        ['other', 'izalco', theirs, '0/picture', 404],
        [null, 'cuscatlan', ours, '0/original', 401],
      ] as const)
        expect((await get(as, tenantId, of, rest))[0]).toBe(status);
    } finally {
      await api.stop();
    }
  });
});
