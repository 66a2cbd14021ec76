import { batchRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { countOperations } from './count-operations.ts';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ANA, SHARED, type World } from './world.ts';

const host = inject('firestoreHost');
/** Only the local Firestore counts operations; the official emulator does not. */
const isCounting = (await fetch(`http://${host}/emulator/v1/projects/demo-x/operations`)).ok;

let world: World;
beforeEach(async () => {
  world = await startWorld(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

const send = async (text: string) => {
  await world.simulator.control.deliver({ from: ANA, to: SHARED, text });
  await world.settle();
};
const picture = async (red: number, base64?: string) => {
  const media = [{ fileName: 'a.jpg', base64: base64 ?? (await aJpeg(red)) }];
  await world.simulator.control.deliver({ from: ANA, to: SHARED, media });
  await world.settle();
};
const lastReply = () => world.replies(ANA).at(-1);
const batches = async () =>
  (await world.documents('tenants/cuscatlan/batches')).map((fields) => batchRecord.parse(fields));
const removed = async () =>
  (await world.documents('tenants/cuscatlan/screenshots'))
    .map((fields) => screenshotRecord.parse(fields))
    .filter((screenshot) => screenshot.removedAt).length;

describe('commands of a staff phone', () => {
  test('R13: status, done, and the next customer', async () => {
    await send('María');
    await picture(1);
    await picture(2);
    await send('Estado');
    expect(lastReply()).toBe('📦 María: 2 capturas (2 pedidos leídos). Envía más, o escribe listo.');
    await send('¡Listo!');
    expect(lastReply()).toBe(
      '✅ María: 2 capturas, listo. 2 pedidos leídos.\nEscribe el nombre del siguiente cliente.',
    );
    await send('José');
    expect((await batches()).map(({ customerName, state }) => `${customerName} ${state}`).sort()).toEqual([
      'José open',
      'María ready',
    ]);
  });

  test('R13: undo takes back the last screenshot, then the one before it, past one that was refused', async () => {
    await send('María');
    await picture(1);
    await picture(2);
    await picture(0, Buffer.from('GIF89a').toString('base64'));
    await send('deshacer');
    expect(lastReply()).toMatch(/^↩️ Quité la última captura\. María: 1 captura\./);
    expect(await batches()).toMatchObject([{ screenshotCount: 1, orderCount: 1 }]);
    await send('undo');
    expect(await batches()).toMatchObject([{ screenshotCount: 0, orderCount: 0, coverScreenshotId: null }]);
    await send('deshacer');
    expect(lastReply()).toBe('No hay captura que quitar. María: sin capturas.');
    expect(await removed()).toBe(2);
    expect(world.bucket.size).toBe(4); // kept, with their thumbnails
  });

  test('a screenshot that is taken back before it is fetched is kept, not read, and does not count', async () => {
    await world.simulator.control.deliver({
      from: ANA,
      to: SHARED,
      text: 'María',
      media: [{ fileName: 'a.jpg', base64: await aJpeg(1) }],
    });
    await world.simulator.control.deliver({ from: ANA, to: SHARED, text: 'deshacer' });
    await world.settle();
    expect(await world.documents('tenants/cuscatlan/screenshots')).toMatchObject([
      { state: 'stored', extraction: 'skipped' },
    ]);
    expect(await batches()).toMatchObject([{ screenshotCount: 0, orderCount: 0 }]);
    expect(world.replies(ANA)).toHaveLength(1);
  });

  test('R13: cancel asks first; a cancelled batch stays, with its screenshots', async () => {
    await send('María');
    await picture(1);
    await send('cancelar');
    expect(lastReply()).toBe('¿Cancelo María, con 1 captura? Responde sí, o sigue enviando.');
    expect(await batches()).toMatchObject([{ state: 'open' }]);
    await send('sí');
    expect(lastReply()).toBe('🗑️ María: cancelado. Escribe el nombre del siguiente cliente.');
    expect(await batches()).toMatchObject([{ state: 'cancelled', screenshotCount: 1, customerName: 'María' }]);
  });

  test('R13: a yes after ten minutes cancels nothing', async () => {
    await send('María');
    await picture(1);
    await send('cancelar');
    world.advance(10 * 60_000);
    await send('sí');
    expect(await batches()).toMatchObject([{ state: 'open', customerName: 'María' }]);
  });

  test('what cannot be used is said once in ten minutes', async () => {
    const voice = { fileName: 'a.ogg', contentType: 'audio/ogg', base64: Buffer.from('OggS').toString('base64') };
    for (let i = 0; i < 3; i++) await world.simulator.control.deliver({ from: ANA, to: SHARED, media: [voice] });
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(1);
    world.advance(10 * 60_000);
    await world.simulator.control.deliver({ from: ANA, to: SHARED, media: [voice] });
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(2);
  });

  test.skipIf(!isCounting)(
    'a command costs no more than a text; undo reads the screenshot as well, and lets its order follow',
    async () => {
      const cost = (text: string) =>
        countOperations(world, host, () => world.simulator.control.deliver({ from: ANA, to: SHARED, text }));
      await send('María');
      for (let n = 1; n <= 8; n++) await picture(n);
      expect(await cost('deshacer')).toEqual({ reads: 7, writes: 8, deletes: 0 });
      for (const text of ['estado', 'ayuda', 'cancelar', 'no', 'listo']) {
        const { reads, writes } = await cost(text);
        expect(reads, text).toBeLessThanOrEqual(6);
        expect(writes, text).toBeLessThanOrEqual(7);
      }
    },
  );
});
