import { outboxRecord } from '@casillero/domain/records/outbox-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reading, ReadOrder } from '../src/usecases/work-off/extract-order.ts';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ANA, SHARED, type World } from './world.ts';

const reading: Reading = { order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 };
let read: ReadOrder;
let world: World;
beforeEach(async () => {
  read = async () => ok(reading);
  world = await startWorld((image, how) => read(image, how));
});
afterEach(() => world.stop());

const send = (text: string) => world.simulator.control.deliver({ from: ANA, to: SHARED, text });
const picture = async () =>
  world.simulator.control.deliver({ from: ANA, to: SHARED, media: [{ fileName: 'a.jpg', base64: await aJpeg(1) }] });
const entries = async () => (await world.documents('outbox')).map((fields) => outboxRecord.parse(fields));

describe('sending', () => {
  test('R91: a message whose outcome is unknown is looked up, not sent twice', async () => {
    world.simulator.control.setFaults({ api: { on: 'send', kind: 'reset', takesEffect: true, times: 1 } });
    await send('María');
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(1);
    expect(await entries()).toMatchObject([
      { kind: 'send', state: 'done', attempts: 2, providerMessageId: expect.stringMatching(/^SM/) },
    ]);
  });

  test.each([
    ['refused for a while', { kind: 'status', status: 429 }],
    ['not answered', { kind: 'reset' }],
  ] as const)('the same words twice, the second one %s: the first one is not taken for it', async (_what, fault) => {
    for (const text of ['ayuda', 'ayuda']) await send(text);
    await world.workOff(world.queue.take()?.payload.outboxId ?? '');
    world.simulator.control.setFaults({ api: { on: 'send', times: 1, ...fault } });
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(2);
    const sids = (await entries()).map((entry) => entry.kind === 'send' && entry.providerMessageId);
    expect(new Set(sids).size).toBe(2);
  });

  test('one that never arrived is sent again', async () => {
    world.simulator.control.setFaults({ api: { on: 'send', kind: 'status', status: 503, times: 2 } });
    await send('María');
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(1);
    expect(await entries()).toMatchObject([{ state: 'done', attempts: 3, reason: null }]);
  });

  test('too many requests are waited for', async () => {
    world.simulator.control.setFaults({ api: { on: 'send', kind: 'status', status: 429, times: 1 } });
    await send('María');
    await world.settle();
    expect(await entries()).toMatchObject([{ state: 'done', attempts: 2 }]);
  });

  test('what the provider refuses for good is kept as dead, with its reason, and seen in the conversation', async () => {
    world.simulator.control.setFaults({ api: { on: 'send', kind: 'status', status: 400 } });
    await send('María');
    await world.settle();
    expect(await entries()).toMatchObject([{ state: 'dead', attempts: 1, reason: { code: 'permanent' } }]);
    expect(await world.documents('tenants/cuscatlan/conversations/ana/messages')).toContainEqual(
      expect.objectContaining({
        direction: 'out',
        state: 'failed',
        failure: expect.objectContaining({ code: 'permanent' }),
      }),
    );
  });
});

describe('crashes', () => {
  test('R91: entries that were never enqueued are found by the sweep', async () => {
    world.queue.isDown = true;
    expect(await send('María')).toMatchObject({ status: 200 });
    world.queue.isDown = false;
    expect(await world.sweep()).toBe(0); // still within the grace of its own task
    world.advance(31_000);
    expect(await world.sweep()).toBe(1);
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(1);
    expect(await world.sweep()).toBe(0);
  });

  test('a worker that died under its lease is followed by another, once the lease has ended', async () => {
    await send('María');
    const [id] = (await world.documents('outbox')).map((fields) => String(fields.id));
    await world.firestore
      .doc(`outbox/${id}`)
      .update({ state: 'leased', attempts: 1, dueAt: new Date(world.now().getTime() + 60_000) });
    await world.settle();
    expect(world.replies(ANA)).toEqual([]);
    world.advance(91_000);
    expect(await world.sweep()).toBe(1);
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(1);
  });

  test('a task that comes twice, or five times at once, sends once', async () => {
    await send('María');
    const [id = ''] = (await world.documents('outbox')).map((fields) => String(fields.id));
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => world.workOff(id)));
    expect(outcomes.toSorted()).toEqual(['done', 'left', 'left', 'left', 'left']);
    expect(await world.workOff(id)).toBe('left');
    expect(await world.workOff('nobody')).toBe('missing');
    expect(world.replies(ANA)).toHaveLength(1);
  });

  test('a worker that throws is tried again; after the last time people see it', async () => {
    read = async () => {
      throw new Error('the engine fell over');
    };
    await picture();
    await world.settle();
    expect(await world.documents('tenants/cuscatlan/screenshots')).toMatchObject([
      { state: 'stored', extraction: 'failed', extractionFailure: { code: 'unexpected' } },
    ]);
    expect(await world.documents('tenants/cuscatlan/batches')).toMatchObject([{ failedCount: 1, orderCount: 0 }]);
    expect(world.failures.map(({ isFinal }) => isFinal)).toEqual([false, false, true]);

    read = async () => ok(reading);
    const [screenshot] = await world.documents('tenants/cuscatlan/screenshots');
    expect(await world.retry('cuscatlan', String(screenshot?.id))).toEqual({ ok: true, value: 'extraction' });
    await world.settle();
    expect(await world.documents('tenants/cuscatlan/batches')).toMatchObject([{ failedCount: 0, orderCount: 1 }]);
  });

  test('an image that cannot be read is not tried again', async () => {
    read = async (): Promise<Result<Reading, 'unreadable-image'>> =>
      fail('unreadable-image', 'Damaged.', 'Send it again.');
    await picture();
    await world.settle();
    expect((await entries()).filter((entry) => entry.kind === 'extract')).toMatchObject([
      { state: 'dead', attempts: 1 },
    ]);
  });
});
