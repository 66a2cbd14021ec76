import type { DeliveryStatus } from '@casillero/domain/message/delivery-status';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { sentMessageRecord } from '@casillero/domain/records/routing-records';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { transactOn } from '../src/firestore/transact.ts';
import { makeRecordStatus } from '../src/usecases/record-status/record-status.ts';
import { sendReply } from '../src/usecases/work-off/send-reply.ts';
import { makeWorkOff } from '../src/usecases/work-off/work-off.ts';
import { nobodyWorks } from './nobody-works.ts';
import { startWorld } from './start-world.ts';
import { ACCOUNT, ANA, SHARED, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
  world.simulator.control.setFaults({});
});
afterEach(() => world.stop());

const messages = async () => {
  const all = await world.documents('tenants/cuscatlan/conversations/ana/messages');
  return all.filter(({ direction }) => direction === 'out');
};
const say = (text: string) => world.simulator.control.deliver({ from: ANA, to: SHARED, text });
const told = (providerMessageId: string, state: DeliveryStatus['state']): DeliveryStatus => ({
  provider: 'twilio',
  account: ACCOUNT.sid,
  number: receivingNumber('twilio', SHARED),
  providerMessageId,
  state,
  failure: state === 'failed' ? { code: '63016', message: 'Outside the window.' } : null,
  recipientAliases: [],
  at: world.now(),
});
const record = (status: DeliveryStatus) =>
  makeRecordStatus({ transact: transactOn(world.firestore), now: () => world.now() })(status);
/** Statuses that the provider's own callbacks brought, in their order. */
const outcomes = () => world.logged.filter((line) => line.startsWith('status-callback'));

test('R30: what the provider calls back is shown on the message, by its own webhook', async () => {
  await say('María');
  await world.settle();
  await expect.poll(async () => (await messages())[0]?.state, { timeout: 15_000 }).toMatch(/^(delivered|read)$/);
  expect(outcomes().length).toBeGreaterThan(0);
});

test('a state never moves back, however often and in whatever order it is told', async () => {
  await say('María');
  await world.settle();
  await expect.poll(async () => (await messages())[0]?.state, { timeout: 15_000 }).toMatch(/^(delivered|read)$/);
  const id = String((await messages())[0]?.providerMessageId);
  await record(told(id, 'read'));
  const later = [];
  for (const state of ['delivered', 'sent', 'failed', 'read'] as const) later.push(await record(told(id, state)));
  expect(later).toEqual(['stale', 'stale', 'stale', 'stale']);
  expect(await messages()).toMatchObject([{ state: 'read', failure: null }]);
});

test('callbacks in reverse order end in the same state', async () => {
  world.simulator.control.setFaults({ statuses: { order: 'reversed' } });
  await say('María');
  await world.settle();
  await expect.poll(async () => (await messages())[0]?.state, { timeout: 15_000 }).toMatch(/^(delivered|read)$/);
});

test.each([
  'failed',
  'delivered',
] as const)('%s that comes before its message is recorded waits for it', async (state) => {
  await say('María');
  const [entry] = (await world.documents('outbox')).filter(({ kind }) => kind === 'send');
  const transact = transactOn(world.firestore);
  const workOff = makeWorkOff({
    transact,
    enqueue: async () => undefined,
    now: () => world.now(),
    workers: {
      ...nobodyWorks(),
      send: sendReply({
        send: async () => {
          expect(await record(told('SMearly', state))).toBe('kept');
          return ok({ providerMessageId: 'SMearly' });
        },
        findSent: async () => null,
        read: async (paths) => paths.map(() => null),
        isOurPhone: async () => false,
        markArrived: async () => undefined,
        mediaLinkOf: async () => null,
        now: () => world.now(),
      }),
    },
    onFailure: () => undefined,
  });
  expect(await workOff(String(entry?.id))).toBe('done');
  const failure = state === 'failed' ? { code: '63016' } : null;
  expect(await messages()).toMatchObject([{ state, failure, providerMessageId: 'SMearly' }]);
});

test('a status of a message that is not ours is kept for a while, and harmless', async () => {
  const stranger = told('SM00000000000000000000000000009999', 'delivered');
  expect([await record(stranger), await record(stranger)]).toEqual(['kept', 'stale']);
  const [kept] = await world.documents('sentMessages');
  expect(kept).toMatchObject({ path: null, state: 'delivered' });
  const keptMs = sentMessageRecord.parse(kept).expireAt.getTime() - world.now().getTime();
  expect([keptMs > 86_400_000, keptMs <= 2 * 86_400_000]).toEqual([true, true]);
});

describe('who is not reached', () => {
  const conversation = async () => (await world.documents('tenants/cuscatlan/conversations'))[0];

  test('a message that failed later counts once, and what its sender writes begins anew', async () => {
    await say('María');
    await world.settle();
    await expect.poll(async () => (await messages())[0]?.state, { timeout: 15_000 }).toMatch(/^(delivered|read)$/);
    world.simulator.control.setFaults({ statuses: { path: ['sent'], errorCode: 63024 } });
    await say('José');
    await world.settle();
    await expect
      .poll(async () => (await messages()).map(({ state }) => state), { timeout: 15_000 })
      .toContain('failed');
    const failed = (await messages()).find(({ state }) => state === 'failed');
    await record(told(String(failed?.providerMessageId), 'failed'));
    expect(await conversation()).toMatchObject({ unreachedCount: 1 });
    await say('Rosa');
    expect(await conversation()).toMatchObject({ unreachedCount: 0 });
  });

  test('what failed for the number’s own trouble, told later, says nothing of who it was for', async () => {
    world.simulator.control.setFaults({ statuses: { path: ['sent'], errorCode: 63020 } });
    await say('María');
    await world.settle();
    await expect.poll(async () => (await messages())[0]?.state, { timeout: 15_000 }).toBe('failed');
    expect(await messages()).toMatchObject([{ failure: { code: '63020' } }]);
    expect(await conversation()).toMatchObject({ unreachedCount: 0 });
  });

  test('what the provider refuses for good counts as well', async () => {
    world.simulator.control.setFaults({ api: { on: 'send', times: 1, kind: 'status', status: 400 } });
    await say('María');
    await world.settle();
    expect(await messages()).toMatchObject([{ state: 'failed' }]);
    expect(await conversation()).toMatchObject({ unreachedCount: 1 });
  });
});
