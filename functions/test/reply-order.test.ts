import { sendEntry } from '@casillero/domain/records/outbox-record';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ANA, BETO, SHARED, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

const send = (text: string, from = ANA) => world.simulator.control.deliver({ from, to: SHARED, text });
const picture = async (text: string) =>
  world.simulator.control.deliver({
    from: ANA,
    to: SHARED,
    text,
    media: [{ fileName: 'a.jpg', base64: await aJpeg(1) }],
  });
const sends = async () =>
  (await world.documents('outbox'))
    .filter((fields) => fields.kind === 'send')
    .map((fields) => ({ id: String(fields.id), ...sendEntry.parse(fields) }))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
const names = (from = ANA) => world.replies(from).map((text) => text.match(/[A-Z]\p{L}+/u)?.[0]);

describe('R14: replies to one phone come in order', () => {
  test('one that has to be tried again is waited for', async () => {
    world.simulator.control.setFaults({ api: { on: 'send', kind: 'status', status: 503, times: 1 } });
    await send('María');
    await send('José');
    await send('Rosa');
    await world.settle();
    expect(names()).toEqual(['María', 'José', 'Rosa']);
    expect((await sends()).map(({ attempts }) => attempts)).toEqual([2, 1, 1]);
  });

  test('workers that run at once do not overtake each other', async () => {
    await send('María');
    await send('José');
    const [first = { id: '' }, second = { id: '' }] = await sends();
    expect(await Promise.all([world.workOff(second.id), world.workOff(first.id)])).toEqual(['waits', 'done']);
    await world.settle();
    expect(names()).toEqual(['María', 'José']);
  });

  test('a burst’s summary takes its place among them', async () => {
    await picture('María');
    world.simulator.control.setFaults({ api: { on: 'send', kind: 'status', status: 503, times: 1 } });
    await world.settle();
    await send('listo');
    await send('José');
    await world.settle();
    expect(world.replies(ANA).map((text) => [...text][0])).toEqual(['📥', '✅', '📦']);
    const [summary, closed, named] = await sends();
    expect([summary?.after, closed?.after, named?.after]).toEqual([null, summary?.id, closed?.id]);
  });

  test('after a crash in the middle of sending, the next worker sends first what was decided first', async () => {
    await send('María');
    await send('José');
    const [first] = await sends();
    const until = new Date(world.now().getTime() + 60_000);
    await world.firestore.doc(`outbox/${first?.id}`).update({ state: 'leased', attempts: 1, dueAt: until });
    for (let minute = 0; minute < 3; minute++) {
      world.advance(50_000);
      await world.sweep();
      await drainUntil(world.now());
    }
    expect(names()).toEqual(['María', 'José']);
  });

  test('one that is given up holds up none', async () => {
    world.simulator.control.setFaults({ api: { on: 'send', kind: 'status', status: 400, times: 1 } });
    await send('María');
    await send('José');
    await world.settle();
    expect(names()).toEqual(['José']);
  });

  test('one that is stuck holds the next up for three minutes, not for ever; and nobody else', async () => {
    await send('María');
    await send('José');
    await send('Pedro', BETO);
    const [first] = await sends();
    const stuck = new Date(world.now().getTime() + 3_600_000);
    await world.firestore.doc(`outbox/${first?.id}`).update({ dueAt: stuck });
    await drainUntil(new Date(world.now().getTime() + 170_000));
    expect([names(), names(BETO)]).toEqual([[], ['Pedro']]);
    await drainUntil(new Date(world.now().getTime() + 20_000));
    expect(names()).toEqual(['José']);
  });
});

/** Runs what is due until a point in time, moving the clock to it. */
async function drainUntil(end: Date): Promise<void> {
  const later = [];
  for (let task = world.queue.take(); task !== null; task = world.queue.take()) {
    if (task.at > end) {
      later.push(task);
      continue;
    }
    const wait = task.at.getTime() - world.now().getTime();
    if (wait > 0) world.advance(wait);
    await world.workOff(task.payload.outboxId);
  }
  for (const { queue, payload, id, at } of later) await world.queue.addTask(queue, payload, `${id}-again`, at);
  const rest = end.getTime() - world.now().getTime();
  if (rest > 0) world.advance(rest);
}
