import { batchRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { reconciliationRecord } from '@casillero/domain/records/reconciliation-record';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isOutage } from '../src/firestore/is-outage.ts';
import { readOn, transactOn } from '../src/firestore/transact.ts';
import { receivedByTwilio } from '../src/provider/twilio/list-received.ts';
import { redirectRequests } from '../src/provider/twilio/simulated-host.ts';
import { makeEnqueueEntries } from '../src/queues/enqueue-entries.ts';
import { makeReceiveMessage } from '../src/usecases/receive-message/receive-message.ts';
import { type MessageSource, makeReconcile, type Reconcile } from '../src/usecases/reconcile/reconcile.ts';
import { makeKeepUnprocessed } from '../src/usecases/take-events/keep-unprocessed.ts';
import { aJpeg } from './pictures.ts';
import { startWorld } from './start-world.ts';
import { ACCOUNT, ANA, BETO, DIANA, SHARED, type World } from './world.ts';

/** R91: what the provider has and no webhook brought is taken in. */
let world: World;
let reconcile: Reconcile;
let source: MessageSource;
const MINUTE = 60_000;

beforeEach(async () => {
  world = await startWorld(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
  reconcile = makeReconcile(reconcileDeps());
  const client = twilio(ACCOUNT.sid, ACCOUNT.authToken, {
    httpClient: redirectRequests(RequestClient, world.simulator.url),
  });
  source = receivedByTwilio(
    async () => client,
    () => world.simulator.url,
  );
});
afterEach(() => world.stop());

function reconcileDeps() {
  const now = () => world.now();
  const transact = transactOn(world.firestore);
  const enqueue = makeEnqueueEntries({ addTask: world.queue.addTask, onFailure: () => undefined });
  const receive = makeReceiveMessage({ transact, enqueue, now, linkPrefix: 'start_' });
  return {
    read: readOn(world.firestore),
    transact,
    receive,
    keep: makeKeepUnprocessed({ transact, now }),
    isOutage,
    now,
  };
}
const say = (text: string, from = ANA) => world.simulator.control.deliver({ from, to: SHARED, text });
const show = async (n: number, from = ANA) =>
  world.simulator.control.deliver({ from, to: SHARED, media: [{ fileName: 'a.jpg', base64: await aJpeg(n) }] });
/** Our webhook refuses everything: Twilio gives up after its attempts. */
const outage = (isOn: boolean) => world.simulator.control.setFaults(isOn ? { delivery: { signature: 'wrong' } } : {});
const batches = async () =>
  (await world.documents(paths.batches('cuscatlan')))
    .map((fields) => batchRecord.parse(fields))
    .sort((a, b) => (a.customerName ?? '').localeCompare(b.customerName ?? ''));
const state = async () =>
  reconciliationRecord.parse((await world.firestore.doc(paths.reconciliation('twilio')).get()).data());

describe('an outage of an hour loses nothing', () => {
  test('names, screenshots and other people’s messages are all taken in, in their order, once', async () => {
    await say('Ana Arrived');
    await show(1);
    await world.settle();
    outage(true);
    expect(await say('María')).toMatchObject({ status: 403 });
    for (let n = 2; n <= 6; n++) {
      world.advance(10 * MINUTE);
      await show(n, n === 6 ? BETO : ANA);
    }
    await say('hello?', DIANA);
    outage(false);
    world.advance(5 * MINUTE);

    expect(await reconcile(source)).toEqual({ found: 7 });
    await world.settle();
    expect((await batches()).map(({ customerName, screenshotCount }) => [customerName, screenshotCount])).toEqual([
      [null, 1],
      ['Ana Arrived', 1],
      ['María', 4],
    ]);
    const shown = await world.documents(paths.screenshots('cuscatlan'));
    expect(shown.map(({ state }) => state)).toEqual(Array(6).fill('stored'));
    expect(await world.documents('unrouted')).toHaveLength(1);
    expect(await state()).toMatchObject({ foundCount: 7, failure: null });

    world.advance(5 * MINUTE);
    expect(await reconcile(source)).toEqual({ found: 0 });
  });
});

test('what arrived costs one read and writes nothing', async () => {
  await say('María');
  await world.settle();
  world.advance(10 * MINUTE);
  const before = (await world.documents('inbox')).length;
  expect(await reconcile(source)).toEqual({ found: 0 });
  expect((await world.documents('inbox')).length).toBe(before);
});

test('a comparison is made every five minutes, and leaves what is under way alone', async () => {
  expect(await reconcile(source)).toEqual({ found: 0 });
  expect(await reconcile(source)).toBe('not-due');
  world.advance(5 * MINUTE);
  outage(true);
  await say('under way');
  expect(await reconcile(source)).toEqual({ found: 0 });
  world.advance(6 * MINUTE);
  expect(await reconcile(source)).toEqual({ found: 1 });
});

test('while the provider cannot be asked nothing counts as compared, and the failure is seen', async () => {
  outage(true);
  await say('María');
  world.advance(10 * MINUTE);
  world.simulator.control.setFaults({ api: { on: 'read', kind: 'status', status: 503 } });
  expect(await reconcile(source)).toEqual({ found: 0 });
  expect(await state()).toMatchObject({ failure: { code: 'not-finished' } });
  world.simulator.control.setFaults({});
  expect(await reconcile(source)).toEqual({ found: 1 });
  expect(await state()).toMatchObject({ failure: null, foundCount: 1 });
});

test('after a long outage the list is read an hour at a time, and what was compared counts when a round breaks off', async () => {
  expect(await reconcile(source)).toEqual({ found: 0 });
  outage(true);
  for (let hour = 0; hour < 8; hour++) {
    await say(`hour ${hour}`, DIANA);
    world.advance(60 * MINUTE);
  }
  const spans: number[] = [];
  const breaking: MessageSource = {
    ...source,
    list: (from, until) => {
      spans.push((until.getTime() - from.getTime()) / MINUTE);
      return spans.length === 4 ? Promise.reject(new Error('killed')) : source.list(from, until);
    },
  };
  const before = (await state()).comparedUntil.getTime();
  expect(await reconcile(breaking)).toEqual({ found: 3 });
  expect(((await state()).comparedUntil.getTime() - before) / MINUTE).toBe(180);
  expect(await reconcile(breaking)).toEqual({ found: 5 });
  expect(Math.max(...spans)).toBeLessThanOrEqual(62);
  expect(await state()).toMatchObject({ foundCount: 8, failure: null });
});

test('one message that cannot be taken in holds up no other, and is tried again', async () => {
  outage(true);
  await show(1);
  await say('María', BETO);
  world.advance(90 * MINUTE);
  await say('Rosa', BETO);
  world.advance(10 * MINUTE);
  const { list } = source;
  let broken: string | undefined;
  const load = async () => {
    throw new Error('no media list');
  };
  const breaking: MessageSource = {
    ...source,
    list: async (from, until) => {
      const listed = await list(from, until);
      broken ??= listed[0]?.providerMessageId;
      return listed.map((each) => (each.providerMessageId === broken ? { ...each, load } : each));
    },
  };
  expect(await reconcile(breaking)).toEqual({ found: 2 });
  expect(await state()).toMatchObject({ failure: { code: 'message-failed' }, foundCount: 2 });
  expect(await reconcile(breaking)).toEqual({ found: 0 });
  expect(await reconcile(source)).toEqual({ found: 1 });
  expect(await state()).toMatchObject({ failure: null, foundCount: 3 });
});

test('one that the database refuses for what it is, is kept for people, once, and what comes after it is compared from there on', async () => {
  outage(true);
  await say('María');
  await say('Hola', BETO);
  world.advance(10 * MINUTE);
  const refusing = makeReconcile({
    ...reconcileDeps(),
    receive: async (message) => {
      if (message.text === 'María') throw Object.assign(new Error('3 INVALID_ARGUMENT: too large'), { code: 3 });
      return reconcileDeps().receive(message);
    },
  });
  expect(await refusing(source)).toEqual({ found: 1 });
  expect(await state()).toMatchObject({ failure: null });
  const kept = await world.documents('unprocessed');
  expect(kept).toMatchObject([{ provider: 'twilio', accountId: ACCOUNT.sid, reason: { code: 'not-taken-in' } }]);
  expect(JSON.parse(String(kept[0]?.content))).toMatchObject({ Body: 'María', From: `whatsapp:${ANA}` });
  world.advance(30 * MINUTE);
  expect(await refusing(source)).toEqual({ found: 0 });
  expect(await world.documents('unprocessed')).toHaveLength(1);
});

test('while the database is not there, nothing counts as compared', async () => {
  outage(true);
  await say('María');
  world.advance(10 * MINUTE);
  const receive = async () => {
    throw Object.assign(new Error('14 UNAVAILABLE'), { code: 14 });
  };
  expect(await makeReconcile({ ...reconcileDeps(), receive })(source)).toEqual({ found: 0 });
  expect(await state()).toMatchObject({ failure: { code: 'message-failed' } });
  expect(await world.documents('unprocessed')).toEqual([]);
  expect(await reconcile(source)).toEqual({ found: 1 });
});

test('a message that arrives by its webhook while the list is compared is taken in once', async () => {
  outage(true);
  await say('María');
  world.advance(10 * MINUTE);
  outage(false);
  const outcomes = await Promise.all([reconcile(source), reconcile(source), reconcile(source)]);
  expect(outcomes.reduce((sum, each) => sum + (each === 'not-due' ? 0 : each.found), 0)).toBe(1);
  expect(await batches()).toHaveLength(1);
});
