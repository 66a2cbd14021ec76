import { screenshotRecord } from '@casillero/domain/records/intake-records';
import { fail, ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReadHow, Reading } from '../src/usecases/work-off/extract-order.ts';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ANA, CARLA, SHARED, type World } from './world.ts';

const use = { model: 'some-model', inputTokens: 1200, outputTokens: 300, costUsd: 0.0012, milliseconds: 900 };
const reading: Reading = {
  order: anOrder({ total: 58.83 }),
  engine: 'vision',
  engineVersion: 'some-model+1',
  milliseconds: 1000,
  vision: use,
  disagreements: [{ field: 'total', vision: 58.83, ocr: 85.83 }],
};
let asked: ReadHow[];
let failures: number;
let world: World;
beforeEach(async () => {
  asked = [];
  failures = 0;
  world = await startWorld(async (_image, how) => {
    asked.push(how);
    failures -= 1;
    return failures >= 0 ? fail('engine-failed', 'The endpoint is busy.', 'Wait.') : ok(reading);
  });
  await world.firestore.doc('tenants/cuscatlan').update({ extractionEngine: 'vision' });
});
afterEach(() => world.stop());

const picture = async (from: string) =>
  world.simulator.control.deliver({ from, to: SHARED, media: [{ fileName: 'a.jpg', base64: await aJpeg(1) }] });

test('R16: each importer’s screenshots are read by the engine of its choice; what it cost and what is doubtful is kept', async () => {
  await picture(ANA);
  await world.settle();
  await picture(CARLA);
  await world.settle();
  expect(asked.map(({ engine }) => engine)).toEqual(['vision', 'ocr']);
  const [stored] = await world.documents('tenants/cuscatlan/screenshots');
  expect(screenshotRecord.parse(stored)).toMatchObject({
    extraction: 'read',
    readBy: { engine: 'vision', vision: use },
    disagreements: [{ field: 'total', vision: 58.83, ocr: 85.83 }],
    boxes: null,
  });
});

test('the engine is told which attempt is the last, so that the other engine can take over', async () => {
  failures = 2;
  await picture(ANA);
  await world.settle();
  expect(asked.map(({ isLastAttempt }) => isLastAttempt)).toEqual([false, false, true]);
  expect(await world.documents('tenants/cuscatlan/screenshots')).toMatchObject([{ extraction: 'read' }]);
});
