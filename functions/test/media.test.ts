import { readFileSync } from 'node:fs';
import { batchRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aJpeg, aPdf } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ANA, SHARED, type World } from './world.ts';

let world: World;
let images: Uint8Array[];
beforeEach(async () => {
  images = [];
  world = await startWorld(async (image) => {
    images.push(image);
    return ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 });
  });
});
afterEach(() => world.stop());

const heic = readFileSync(new URL('../../e2e/fixtures/media/orders-024.heic', import.meta.url)).toString('base64');
const send = (text: string) => world.simulator.control.deliver({ from: ANA, to: SHARED, text });
const picture = (fileName: string, base64: string) =>
  world.simulator.control.deliver({ from: ANA, to: SHARED, media: [{ fileName, base64 }] });
const screenshots = async () =>
  (await world.documents('tenants/cuscatlan/screenshots')).map((fields) => screenshotRecord.parse(fields));
const batches = async () =>
  (await world.documents('tenants/cuscatlan/batches')).map((fields) => batchRecord.parse(fields));

describe('R15: what browsers and engines cannot open is drawn, and read like any screenshot', () => {
  test.each([
    { fileName: 'a.heic', base64: heic, contentType: 'image/heic', width: 750, height: 1100 },
    { fileName: 'a.pdf', base64: aPdf([[60, 'Order 1']]), contentType: 'application/pdf', width: 1600, height: 2070 },
  ])('$contentType', async ({ fileName, base64, ...expected }) => {
    await picture(fileName, base64);
    await world.settle();
    const [screenshot] = await screenshots();
    expect(screenshot).toMatchObject({ state: 'stored', extraction: 'read', media: expected });
    const { path = '', picturePath = '', thumbnailPath = '' } = screenshot?.media ?? {};
    expect(world.bucket.get(path)).toMatchObject({ contentType: expected.contentType });
    expect(world.bucket.get(picturePath ?? '')).toMatchObject({ contentType: 'image/jpeg' });
    expect(world.bucket.get(thumbnailPath ?? '')).toMatchObject({ contentType: 'image/webp' });
    expect(await sharp(images[0]).metadata()).toMatchObject({ format: 'jpeg', width: expected.width });
  });

  test('a PDF that is damaged is refused with a reply that says what works', async () => {
    await picture('a.pdf', Buffer.from('%PDF-1.7\nnothing').toString('base64'));
    await world.settle();
    expect(await screenshots()).toMatchObject([{ state: 'refused', failure: { code: 'not-usable' } }]);
    expect(world.replies(ANA)).toContainEqual(expect.stringContaining('JPG, PNG, WebP o HEIC'));
  });
});

describe('R15: media that the provider no longer has', () => {
  const lost = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) await picture('a.jpg', await aJpeg(n));
    await world.settle();
  };
  const asked = () => world.replies(ANA).filter((reply) => reply.startsWith('⚠️'));

  test('of a burst the sender is asked once, with their number; of a later burst again', async () => {
    await send('María');
    world.simulator.control.setFaults({ media: { kind: 'expired' } });
    await lost(3);
    expect(asked()).toEqual(['⚠️ María: 3 capturas no se pudieron descargar. Envíalas otra vez, por favor.']);
    expect(await batches()).toMatchObject([{ screenshotCount: 3, failedCount: 3, lostReply: { number: 0, count: 3 } }]);
    await lost(1);
    expect(asked().slice(1)).toEqual(['⚠️ María: 1 captura no se pudo descargar. Envíala otra vez, por favor.']);
  });

  test('what was closed meanwhile is asked for too, in order with other replies', async () => {
    await send('María');
    world.simulator.control.setFaults({ media: { kind: 'expired' } });
    await picture('a.jpg', await aJpeg(1));
    await picture('a.jpg', await aJpeg(2));
    await send('listo');
    await world.settle();
    expect(asked()).toHaveLength(1);
    expect(world.replies(ANA).at(-1)).toMatch(/^⚠️ María: 2 capturas/);
  });

  test('of what was taken back nobody is asked', async () => {
    await send('María');
    world.simulator.control.setFaults({ media: { kind: 'expired' } });
    await picture('a.jpg', await aJpeg(1));
    await send('deshacer');
    await world.settle();
    expect(asked()).toEqual([]);
  });
});
