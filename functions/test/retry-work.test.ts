import { outboxRecord } from '@casillero/domain/records/outbox-record';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { transactOn } from '../src/firestore/transact.ts';
import { makeEnqueueEntries } from '../src/queues/enqueue-entries.ts';
import { makeRetryWork } from '../src/usecases/problems/retry-work.ts';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ANA, SHARED, type World } from './world.ts';

const OLGA = { uid: 'olga', email: 'olga@casillero.example', role: 'operator', ip: '192.0.2.1' } as const;
const MESSAGES = 'tenants/cuscatlan/conversations/ana/messages';

let world: World;
beforeEach(async () => {
  world = await startWorld(async () => ok({ order: anOrder(), engine: 'x', engineVersion: '1', milliseconds: 1 }));
});
afterEach(() => world.stop());

const say = (text: string) => world.simulator.control.deliver({ from: ANA, to: SHARED, text });
const faults = (api?: object) => world.simulator.control.setFaults(api === undefined ? {} : { api: api as never });
const entries = async () => (await world.documents('outbox')).map((fields) => outboxRecord.parse(fields));
const idOf = async (kind: string) => {
  const found = await world.firestore.collection('outbox').where('kind', '==', kind).get();
  return found.docs[0]?.id ?? '';
};
const retry = (id: string) =>
  makeRetryWork({
    transact: transactOn(world.firestore),
    enqueue: makeEnqueueEntries({ addTask: world.queue.addTask, onFailure: () => undefined }),
    newId: () => `audit-${id}`,
    now: () => world.now(),
  })(id, OLGA);
const sent = async () => (await world.documents(MESSAGES)).filter(({ direction }) => direction === 'out');

describe('R91: a message that failed for good', () => {
  beforeEach(async () => {
    faults({ on: 'send', kind: 'status', status: 400 });
    await say('María');
    await world.settle();
    faults();
  });

  test('is queued again under its own id, goes out, and the audit says who wanted it', async () => {
    expect(await sent()).toMatchObject([{ state: 'failed' }]);
    expect(await retry(await idOf('send'))).toEqual(ok(null));
    expect(await sent()).toMatchObject([{ state: 'queued', failure: null }]);
    expect(await world.documents('tenants/cuscatlan/audit')).toMatchObject([
      { act: 'retryProblem', actor: { uid: 'olga' }, details: { kind: 'send' } },
    ]);
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(1);
    expect(await entries()).toMatchObject([{ state: 'done', attempts: 2 }]);
    expect(await retry(await idOf('send'))).toMatchObject({ ok: false, failure: { code: 'already-settled' } });
  });

  test('pressed twice at once it goes out once', async () => {
    const id = await idOf('send');
    const both = await Promise.all([retry(id), retry(id)]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(1);
  });
});

test('R91: one that had arrived after all is found, and not sent again', async () => {
  await say('María');
  await world.settle();
  const id = await idOf('send');
  // As if the process had died before it could note the answer, and every look-up since had failed.
  const reason = { code: 'unknown', message: 'no answer' };
  await world.firestore.doc(`outbox/${id}`).update({ state: 'dead', attempts: 6, providerMessageId: null, reason });
  expect((await retry(id)).ok).toBe(true);
  await world.settle();
  expect(world.replies(ANA)).toHaveLength(1);
  expect(await entries()).toMatchObject([{ state: 'done', providerMessageId: expect.stringMatching(/^SM/) }]);
});

test('what is retried is tried as often as the first time, before it is given up again', async () => {
  faults({ on: 'send', kind: 'status', status: 503 });
  await say('María');
  await world.settle();
  expect(await entries()).toMatchObject([{ state: 'dead', attempts: 6 }]);
  await retry(await idOf('send'));
  await world.settle();
  expect(await entries()).toMatchObject([{ state: 'dead', attempts: 12 }]);
  expect(await sent()).toMatchObject([{ state: 'failed' }]);
});

test('a picture that could not be fetched is fetched, and its screenshot says so meanwhile', async () => {
  faults({ on: 'media', kind: 'status', status: 503 });
  const media = [{ fileName: 'a.jpg', base64: await aJpeg(1) }];
  await world.simulator.control.deliver({ from: ANA, to: SHARED, media });
  await world.settle();
  const state = async () => (await world.documents('tenants/cuscatlan/screenshots')).map((each) => each.state);
  expect(await state()).toEqual(['failed']);
  world.simulator.control.setFaults({});
  expect((await retry(await idOf('media'))).ok).toBe(true);
  expect(await state()).toEqual(['fetching']);
  await world.settle();
  expect(await state()).toEqual(['stored']);
});

test('a purchase goes on from its own page only; what is not there is said', async () => {
  await say('María');
  const id = await idOf('send');
  const entry = (await world.documents('outbox'))[0];
  await world.firestore
    .doc(`outbox/${id}`)
    .set({ ...entry, kind: 'provision', purchaseId: 'p', version: 1, state: 'dead' });
  expect(await retry(id)).toMatchObject({ ok: false, failure: { code: 'resume-purchase' } });
  expect(await retry('nothing')).toMatchObject({ ok: false, failure: { code: 'not-found' } });
});
