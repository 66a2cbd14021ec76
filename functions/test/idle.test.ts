import { readFile } from 'node:fs/promises';
import { batchRecord } from '@casillero/domain/records/intake-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { type FirestoreServer, startFirestoreServer } from '@casillero/firestore-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { IDLE_LIMIT } from '../src/usecases/close-idle-batches/close-idle-batches.ts';
import { countOperations } from './count-operations.ts';
import { aJpeg } from './pictures.ts';
import { ANA, BETO, CARLA, SHARED, World } from './world.ts';

/** A server that refuses a query whose index is missing from firestore.indexes.json, as production does. */
let server: FirestoreServer;
let host: string;
let world: World;
beforeAll(async () => {
  const indexes = await readFile(new URL('../../firestore.indexes.json', import.meta.url), 'utf8');
  server = await startFirestoreServer({ port: 0, indexes });
  host = `${server.host}:${server.port}`;
});
afterAll(() => server.stop());
beforeEach(async () => {
  world = await World.start(
    async () => ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
    host,
  );
});
afterEach(() => world.stop());

const HOURS = 3_600_000;
const send = (from: string, text: string) => world.simulator.control.deliver({ from, to: SHARED, text });
const picture = async (from: string, text = '') =>
  world.simulator.control.deliver({
    from,
    to: SHARED,
    text,
    media: [{ fileName: 'a.jpg', base64: await aJpeg(1) }],
  });
const batches = async (tenantId = 'cuscatlan') =>
  (await world.documents(`tenants/${tenantId}/batches`))
    .map((fields) => batchRecord.parse(fields))
    .map(({ customerName, state, screenshotCount }) => `${customerName ?? '-'} ${state} ${screenshotCount}`)
    .sort();

describe('R13: a batch idle for 12 h closes itself', () => {
  test('named, unnamed and empty ones of all importers; the name can still be given', async () => {
    await picture(ANA);
    await picture(BETO, 'José');
    await send(CARLA, 'Rosa');
    await world.settle();
    world.advance(12 * HOURS - 60_000);
    expect(await world.closeIdle()).toBe(0);
    world.advance(60_000);
    expect(await world.closeIdle()).toBe(3);
    expect(await world.closeIdle()).toBe(0);
    await world.settle();
    expect(await batches()).toEqual(['- ready 1', 'José ready 1']);
    expect(await batches('izalco')).toEqual(['Rosa cancelled 0']);
    expect(world.replies(ANA).at(-1)).toMatch(/^📥 Cerré 1 captura sin nombre/);
    expect(world.replies(BETO)).toHaveLength(1);

    await send(ANA, 'María');
    await world.settle();
    expect(await batches()).toEqual(['José ready 1', 'María ready 1']);
    expect(world.replies(ANA).at(-1)).toMatch(/^✅ María: 1 captura, listo\./);
    expect(world.failures).toEqual([]);
  });

  test('a message in between keeps it open', async () => {
    await picture(ANA, 'María');
    world.advance(11 * HOURS);
    await send(ANA, 'estado');
    world.advance(11 * HOURS);
    expect(await world.closeIdle()).toBe(0);
    expect(await batches()).toEqual(['María open 1']);
  });

  test('a sweep reads what is due, and no more of it than its limit', async () => {
    await send(ANA, 'María');
    const [conversation] = await world.documents('tenants/cuscatlan/conversations');
    const copies = world.firestore.bulkWriter();
    for (let i = 0; i < IDLE_LIMIT + 5; i++)
      void copies.set(world.firestore.doc(`tenants/cuscatlan/conversations/copy-${i}`), {
        ...conversation,
        idleAt: i < 5 ? new Date(world.now().getTime() + 24 * HOURS) : conversation?.idleAt,
        openBatchId: null,
        shard: i % 10,
      });
    await copies.close();
    const { reads } = await countOperations(world, host, () => world.closeIdle());
    expect(reads).toBeLessThanOrEqual(1);
    world.advance(12 * HOURS);
    const { reads: due } = await countOperations(world, host, () => world.closeIdle());
    expect(due).toBeLessThanOrEqual(IDLE_LIMIT * 4);
    await world.closeIdle();
    expect(await batches()).toEqual(['María cancelled 0']);
  });
});
