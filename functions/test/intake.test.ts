import type { Order } from '@casillero/domain/order/order';
import { batchRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ANA, BETO, CARLA, DIANA, SHARED, type World } from './world.ts';

let world: World;
const order: Order = anOrder({ shop: 'Shein', total: 95.85 });

beforeEach(async () => {
  world = await startWorld(async () => ok({ order, engine: 'scripted', engineVersion: '1', milliseconds: 1 }));
});
afterEach(() => world.stop());

const send = (from: string, text: string) => world.simulator.control.deliver({ from, to: SHARED, text });
const picture = async (from: string, red = 1, text = '') =>
  world.simulator.control.deliver({
    from,
    to: SHARED,
    text,
    media: [{ fileName: 'captura.jpg', base64: await aJpeg(red) }],
  });
const batches = async (tenantId = 'cuscatlan') =>
  (await world.documents(`tenants/${tenantId}/batches`)).map((fields) => batchRecord.parse(fields));
const screenshots = async (tenantId = 'cuscatlan') =>
  (await world.documents(`tenants/${tenantId}/screenshots`)).map((fields) => screenshotRecord.parse(fields));

describe('intake', () => {
  test('a name and a screenshot become a named batch with a read order, and two replies', async () => {
    expect(await send(ANA, 'María Rodríguez')).toMatchObject({ status: 200 });
    expect(await picture(ANA)).toMatchObject({ status: 200 });
    await world.settle();

    expect(await batches()).toMatchObject([
      { customerName: 'María Rodríguez', state: 'open', screenshotCount: 1, orderCount: 1, failedCount: 0 },
    ]);
    const [screenshot] = await screenshots();
    expect(screenshot).toMatchObject({
      state: 'stored',
      media: { contentType: 'image/jpeg', width: 40, height: 80 },
      extraction: 'read',
      order: { shop: 'Shein', total: 95.85 },
    });
    expect([...world.bucket.keys()].sort()).toEqual([
      `tenants/cuscatlan/screenshots/${screenshot?.messageId}-0/original.jpg`,
      `tenants/cuscatlan/screenshots/${screenshot?.messageId}-0/thumbnail.webp`,
    ]);
    expect(world.replies(ANA)).toEqual([
      '📦 María Rodríguez. Ahora envía las capturas de sus pedidos.',
      '📥 María Rodríguez: 1 captura recibida. Envía más, o el nombre del siguiente cliente.',
    ]);
    expect(world.simulator.control.journal().violations).toEqual([]);
  });

  test('R90: a message delivered several times, one after the other and at once, takes effect once', async () => {
    const copies = (spacing: 'in-sequence' | 'at-once') => ({ delivery: { copies: 3, spacing } }) as const;
    await world.simulator.control.deliver({ from: ANA, to: SHARED, text: 'María', faults: copies('in-sequence') });
    const media = [{ fileName: 'a.jpg', base64: await aJpeg(1) }];
    const report = await world.simulator.control.deliver({ from: ANA, to: SHARED, media, faults: copies('at-once') });
    expect(report.attempts.map((attempt) => attempt.status)).toEqual([200, 200, 200]);
    await world.settle();
    expect(await batches()).toMatchObject([{ customerName: 'María', screenshotCount: 1 }]);
    expect(await screenshots()).toHaveLength(1);
    expect(world.replies(ANA)).toHaveLength(2);
  });

  test('R11, R14: an album of ten, delivered at once, is one batch and one summing-up reply', async () => {
    const album = await Promise.all(
      Array.from({ length: 10 }, async (_, i) => ({
        from: ANA,
        to: SHARED,
        media: [{ fileName: `${i}.jpg`, base64: await aJpeg(i) }],
      })),
    );
    const reports = await world.simulator.control.deliverAll(album, 'at-once');
    expect(reports.map((report) => report.status)).toEqual(Array(10).fill(200));
    await world.settle();
    expect(await batches()).toMatchObject([{ customerName: null, screenshotCount: 10, orderCount: 10 }]);
    expect(world.replies(ANA)).toEqual([
      '📥 10 capturas recibidas. ¿De quién es el pedido? Escribe el nombre del cliente.',
    ]);
  });

  test('R10: a name after screenshots closes the batch and opens the next', async () => {
    await picture(ANA, 1, 'María');
    await send(ANA, 'José');
    await picture(ANA, 2);
    await world.settle();
    const found = (await batches()).map(({ customerName, state, screenshotCount }) => [
      customerName,
      state,
      screenshotCount,
    ]);
    expect(found.sort()).toEqual([
      ['José', 'open', 1],
      ['María', 'ready', 1],
    ]);
    expect(world.replies(ANA)).toEqual([
      '✅ María: 1 captura, listo.\n📦 José. Ahora envía las capturas de sus pedidos.',
      '📥 José: 1 captura recibida. Envía más, o el nombre del siguiente cliente.',
    ]);
  });

  test('R12: two staff phones never share an open batch; another importer’s are elsewhere', async () => {
    await send(ANA, 'María');
    await send(BETO, 'José');
    await send(CARLA, 'Rosa');
    await picture(BETO, 1);
    await world.settle();
    const of = async (tenantId?: string) =>
      (await batches(tenantId)).map(({ customerName, screenshotCount }) => [customerName, screenshotCount]).sort();
    expect(await of()).toEqual([
      ['José', 1],
      ['María', 0],
    ]);
    expect(await of('izalco')).toEqual([['Rosa', 0]]);
  });

  test('several media in one message all count', async () => {
    const media = await Promise.all([1, 2, 3].map(async (n) => ({ fileName: `${n}.jpg`, base64: await aJpeg(n) })));
    await world.simulator.control.deliver({ from: ANA, to: SHARED, text: 'María', media });
    await world.settle();
    expect(await batches()).toMatchObject([{ customerName: 'María', screenshotCount: 3, orderCount: 3 }]);
  });
});

describe('a sender whom nobody owns', () => {
  test('R1.5: is answered once per 24 h, and everything is kept', async () => {
    await send(DIANA, 'hola');
    await send(DIANA, '¿hay alguien?');
    await world.settle();
    expect(world.replies(DIANA)).toEqual([expect.stringMatching(/^Hola\. Este número lo comparten/)]);
    expect(await world.documents('unrouted')).toMatchObject([
      { display: DIANA, reason: 'unknown-sender', messageCount: 2, lastText: '¿hay alguien?' },
    ]);
    expect(await world.documents(`unrouted/phone:${DIANA}/messages`)).toHaveLength(2);

    world.advance(24 * 3_600_000);
    await send(DIANA, 'hola otra vez');
    await world.settle();
    expect(world.replies(DIANA)).toHaveLength(2);
    expect(await batches()).toEqual([]);
  });
});
