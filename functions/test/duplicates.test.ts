import { batchRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { countOperations } from './count-operations.ts';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ANA, BETO, SHARED, type World } from './world.ts';

const host = inject('firestoreHost');
/** Only the local Firestore counts operations; the official emulator does not. */
const isCounting = (await fetch(`http://${host}/emulator/v1/projects/demo-x/operations`)).ok;

let world: World;
let reads: number;
beforeEach(async () => {
  reads = 0;
  world = await startWorld(async () => {
    reads += 1;
    return ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 });
  });
});
afterEach(() => world.stop());

const send = (text: string) => world.simulator.control.deliver({ from: ANA, to: SHARED, text });
const picture = async (n: number, { from = ANA, text = '' } = {}) =>
  world.simulator.control.deliver({ from, to: SHARED, text, media: [{ fileName: 'a.jpg', base64: await aJpeg(n) }] });
const batches = async () =>
  (await world.documents('tenants/cuscatlan/batches')).map((fields) => batchRecord.parse(fields));
const screenshots = async () =>
  (await world.documents('tenants/cuscatlan/screenshots'))
    .map((fields) => ({ id: String(fields.id), ...screenshotRecord.parse(fields) }))
    .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());

describe('R15: the same image sent twice to a batch', () => {
  test('is visible as a duplicate, does not count, is neither kept nor read twice, and is told in the summary', async () => {
    await picture(1, { text: 'María' });
    await picture(2);
    await picture(1);
    await world.settle();
    expect(await batches()).toMatchObject([{ screenshotCount: 2, orderCount: 2, failedCount: 0, duplicateCount: 1 }]);
    const [first, , again] = await screenshots();
    expect(again).toMatchObject({
      state: 'refused',
      failure: { code: 'duplicate' },
      duplicateOf: first?.id,
      media: null,
      extraction: 'skipped',
    });
    expect(world.bucket.size).toBe(4); // two images and their thumbnails
    expect(reads).toBe(2);
    expect(world.replies(ANA)).toEqual([
      '📥 María: 2 capturas recibidas (1 repetida no se cuenta). Envía más, o el nombre del siguiente cliente.',
    ]);
  });

  test('is told again only for what was not told before', async () => {
    await picture(1, { text: 'María' });
    await world.settle();
    for (let i = 0; i < 2; i++) {
      await picture(1);
      await world.settle();
    }
    expect(world.replies(ANA).slice(1)).toEqual(
      Array(2).fill(
        '📥 María: 1 captura recibida (1 repetida no se cuenta). Envía más, o el nombre del siguiente cliente.',
      ),
    );
  });

  test('twins that arrive at once, in one message or in two, are one screenshot', async () => {
    const twin = { fileName: 'a.jpg', base64: await aJpeg(1) };
    const message = { from: ANA, to: SHARED, media: [twin, twin] };
    await world.simulator.control.deliverAll([message, message], 'at-once');
    const tasks = [];
    for (let task = world.queue.take(); task !== null; task = world.queue.take()) tasks.push(task);
    await Promise.all(tasks.map((task) => world.workOff(task.payload.outboxId)));
    await world.settle();
    expect((await screenshots()).map(({ state }) => state).sort()).toEqual(['refused', 'refused', 'refused', 'stored']);
    expect(await batches()).toMatchObject([{ screenshotCount: 1, duplicateCount: 3 }]);
  });

  test('of another batch or another phone is no duplicate', async () => {
    await picture(1, { text: 'María' });
    await send('José');
    await picture(1);
    await picture(1, { from: BETO });
    await world.settle();
    expect((await screenshots()).map(({ state }) => state)).toEqual(['stored', 'stored', 'stored']);
  });

  test('recognised after the batch was closed is said by itself', async () => {
    await picture(1, { text: 'María' });
    await world.settle();
    await picture(1);
    await send('listo');
    await world.settle();
    expect(world.replies(ANA)).toContain('🔁 Esa captura ya estaba con María; se cuenta una sola vez.');
    expect(await batches()).toMatchObject([{ state: 'ready', screenshotCount: 1 }]);
  });

  test('can be sent again after it was taken back', async () => {
    await picture(1, { text: 'María' });
    await world.settle();
    await send('deshacer');
    await picture(1);
    await world.settle();
    expect(await batches()).toMatchObject([{ screenshotCount: 1, duplicateCount: 0 }]);
  });

  test.skipIf(!isCounting)('costs the same with 2 and with 30 screenshots in the batch', async () => {
    const cost = async () => {
      await picture(1);
      return countOperations(world, host, () => world.settle());
    };
    await picture(1, { text: 'María' });
    await picture(2);
    await world.settle();
    const few = await cost();
    for (let n = 3; n <= 30; n++) await picture(n);
    await world.settle();
    expect(await cost()).toEqual(few);
  });
});
