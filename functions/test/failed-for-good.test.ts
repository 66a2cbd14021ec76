import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, describe, expect, test } from 'vitest';
import type { ReadOrder } from '../src/usecases/work-off/extract-order.ts';
import { BETO, PLATFORM } from './provider-accounts.ts';
import { startWorld } from './start-world.ts';
import { SHARED, type World } from './world.ts';
import { ProvidersWorld } from './world-providers.ts';

/*
 * A template that WhatsApp paused, disabled or rejected, or a number that is gone: the message fails at once and visibly, for a person to
 * act on. It is no reason to try again, nor to hold back what else leaves from the number, and it says nothing of the recipient.
 */

const read: ReadOrder = async () => ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 });
let world: World | ProvidersWorld;
afterEach(() => world.stop());

const say = (to: string, text: string) => world.simulator.control.deliver({ from: BETO, to, text });
const outgoing = async () =>
  (await world.documents('tenants/cuscatlan/conversations/beto/messages'))
    .filter(({ direction }) => direction === 'out')
    .map(({ state, failure }) => ({ state, failure }));
const conversation = async () => (await world.firestore.doc('tenants/cuscatlan/conversations/beto').get()).data();
const entries = async () =>
  (await world.documents('outbox')).map(({ state, attempts }) => `${state} after ${attempts}`).sort();

describe('refused when it is handed over', () => {
  test.each([
    [132015, 'paused'],
    [132016, 'disabled'],
    [132001, 'unknown in its language'],
  ])('Meta %i, %s: one attempt, failed with the code and Meta’s words; the next message leaves', async (code) => {
    world = await ProvidersWorld.start(read);
    world.simulator.control.setFaults({ api: { on: 'send', kind: 'status', code, times: 1 } });
    await say(PLATFORM.phone, 'María');
    const startedAt = world.now().getTime();
    await world.settle();
    expect(await outgoing()).toEqual([
      { state: 'failed', failure: { code: 'template-refused', message: expect.stringMatching(`^Meta ${code}: .`) } },
    ]);
    expect(await entries()).toEqual(['dead after 1']);
    expect(world.failures).toMatchObject([{ reason: { code: 'template-refused' }, isFinal: true }]);
    expect(await conversation()).toMatchObject({ unreachedCount: 0 });
    await say(PLATFORM.phone, 'Rosa');
    await world.settle();
    expect(await entries()).toEqual(['dead after 1', 'done after 1']);
    expect(world.replies(BETO)).toHaveLength(1);
    // Nothing waited for its number to be mended.
    expect(world.now().getTime() - startedAt).toBeLessThan(3_600_000);
  });
});

test('a number that is gone: failed at once, and nothing is said of the recipient', async () => {
  world = await ProvidersWorld.start(read);
  await say(PLATFORM.phone, 'María');
  await world.firestore.doc(paths.number(receivingNumber('meta', PLATFORM.phoneNumberId))).delete();
  // whose a number is, is remembered for a minute
  world.advance(61_000);
  await world.settle();
  expect(await outgoing()).toEqual([
    {
      state: 'failed',
      failure: { code: 'number-not-yours', message: expect.stringContaining('not connected any more') },
    },
  ]);
  expect(await entries()).toEqual(['dead after 1']);
  expect(await conversation()).toMatchObject({ unreachedCount: 0 });
});

describe('told later, by a status', () => {
  test.each([132015, 132016])('Meta %i', async (errorCode) => {
    world = await ProvidersWorld.start(read);
    world.simulator.control.setFaults({ statuses: { path: ['sent'], errorCode } });
    await say(PLATFORM.phone, 'María');
    await world.settle();
    await expect
      .poll(outgoing, { timeout: 15_000 })
      .toMatchObject([{ state: 'failed', failure: { code: String(errorCode), message: expect.stringMatching(/./) } }]);
    expect(await conversation()).toMatchObject({ unreachedCount: 0 });
    expect(await entries()).toEqual(['done after 1']);
  });

  test.each([63040, 63041, 63042])('Twilio %i', async (errorCode) => {
    world = await startWorld(read);
    world.simulator.control.setFaults({ statuses: { path: ['sent'], errorCode } });
    await say(SHARED, 'María');
    await world.settle();
    await expect
      .poll(outgoing, { timeout: 15_000 })
      .toMatchObject([{ state: 'failed', failure: { code: String(errorCode), message: expect.stringMatching(/./) } }]);
    expect(await conversation()).toMatchObject({ unreachedCount: 0 });
    expect(await entries()).toEqual(['done after 1']);
  });
});
