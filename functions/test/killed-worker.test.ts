import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { batchRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { outboxRecord } from '@casillero/domain/records/outbox-record';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { startWorld } from './start-world.ts';
import { ANA, SHARED, type World } from './world.ts';

const worker = fileURLToPath(new URL('./extraction-worker.ts', import.meta.url));
const image = fileURLToPath(new URL('../../e2e/fixtures/orders/orders-018.jpg', import.meta.url));
/** Longer than the lease of reading, and than the sweep's grace for an entry's own task. */
const PAST_THE_LEASE_MS = 6 * 60_000;

let world: World;
let child: ChildProcess | null = null;
let readings: number;
beforeEach(async () => {
  readings = 0;
  world = await startWorld(async () => {
    readings += 1;
    return ok({ order: anOrder({ total: 58.83 }), engine: 'scripted', engineVersion: '1', milliseconds: 1 });
  });
});
afterEach(async () => {
  child?.kill('SIGKILL');
  child = null;
  await world.stop();
});

const entryOf = async (id: string) => outboxRecord.parse((await world.firestore.doc(`outbox/${id}`).get()).data());
const screenshots = async () =>
  (await world.documents('tenants/cuscatlan/screenshots')).map((fields) => screenshotRecord.parse(fields));

/** Delivers a screenshot and works off everything but its reading. @returns the outbox id of the reading */
async function deliverUnread(): Promise<string> {
  const media = [{ fileName: 'a.jpg', base64: readFileSync(image).toString('base64') }];
  await world.simulator.control.deliver({ from: ANA, to: SHARED, text: 'María', media });
  let reading: string | null = null;
  for (let task = world.queue.take(); task !== null; task = world.queue.take()) {
    if (task.queue === 'extract') {
      reading = task.payload.outboxId;
      continue;
    }
    const wait = task.at.getTime() - world.now().getTime();
    if (wait > 0) world.advance(wait);
    await world.workOff(task.payload.outboxId);
  }
  if (reading === null) throw new Error('Nothing is to be read.');
  return reading;
}

/** Lets a process of its own read, and ends it as soon as it says `word`. */
async function killWhenItSays(word: string, outboxId: string): Promise<void> {
  const ahead = world.now().getTime() - Date.now();
  const env = { ...process.env, FIRESTORE_EMULATOR_HOST: inject('firestoreHost') };
  const started = spawn(process.execPath, [worker, world.projectId, outboxId, image, String(ahead)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  const gone = once(started, 'exit');
  for await (const line of createInterface({ input: started.stdout })) {
    if (line.startsWith('failed')) throw new Error(line);
    if (line === word) break;
  }
  started.kill('SIGKILL');
  expect((await gone)[1]).toBe('SIGKILL');
}

test.each([
  { when: 'in the middle of reading', word: 'reading' },
  { when: 'after reading, before anything was recorded', word: 'read true' },
])('a worker killed $when: the screenshot is read once, not lost, not doubled', async ({ word }) => {
  const id = await deliverUnread();
  await killWhenItSays(word, id);

  expect(await entryOf(id)).toMatchObject({ state: 'leased', attempts: 1 });
  expect(await screenshots()).toMatchObject([{ extraction: 'waiting', order: null }]);
  // as long as the lease lasts, nobody else reads it: the worker might be alive
  expect(await world.sweep()).toBe(0);
  expect(await world.workOff(id)).toBe('left');

  world.advance(PAST_THE_LEASE_MS);
  expect(await world.sweep()).toBe(1);
  await world.settle();
  expect(await world.sweep()).toBe(0);
  expect(readings).toBe(1);
  expect(await entryOf(id)).toMatchObject({ state: 'done', attempts: 2 });
  expect(await screenshots()).toMatchObject([{ extraction: 'read', order: { total: 58.83 } }]);
  const [batch] = await world.documents('tenants/cuscatlan/batches');
  expect(batchRecord.parse(batch)).toMatchObject({ screenshotCount: 1, orderCount: 1, failedCount: 0 });
}, 60_000);
