import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { MoveHistoryEntry } from '@casillero/domain/records/outbox-record';
import { aBatch, aScreenshot, NOW } from '@casillero/domain/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBySenderOn, listByTimeOn } from '../src/firestore/kept-documents.ts';
import type { Transact } from '../src/usecases/documents.ts';
import { makeRecordStatus } from '../src/usecases/record-status/record-status.ts';
import { sentMessageIdOf } from '../src/usecases/record-status/sent-message.ts';
import { moveHistory } from '../src/usecases/work-off/move-history.ts';
import { RoutingWorld } from './routing-world.ts';

const NUMBER = receivingNumber('twilio', '+15550100');
const MESSAGES = 230; // three pages
const at = (senderId: string) => `tenants/cuscatlan/conversations/${senderId}/messages`;
const entry = {
  kind: 'move-history',
  tenantId: 'cuscatlan',
  fromSenderId: 'old',
  toSenderId: 'new',
} as MoveHistoryEntry;

let world: RoutingWorld;
beforeEach(async () => {
  world = await RoutingWorld.start();
  const message = (i: number, over: object = {}) => ({
    direction: 'in',
    text: `m${i}`,
    mediaCount: 0,
    state: 'received',
    failure: null,
    providerMessageId: `SM${i}`,
    at: new Date(NOW.getTime() + i),
    ...over,
  });
  const sentId = sentMessageIdOf(NUMBER, 'SMours');
  const ours = message(999, { direction: 'out', state: 'queued', providerMessageId: 'SMours', sentId });
  const sent = { path: `${at('old')}/ours`, state: null, failure: null, at: NOW, expireAt: NOW };
  await world.api.write({
    ...Object.fromEntries(Array.from({ length: MESSAGES }, (_, i) => [`${at('old')}/m${i}`, message(i)])),
    [`${at('old')}/ours`]: ours,
    [`sentMessages/${sentId}`]: sent,
    [`${at('new')}/kept`]: message(1_000),
    'tenants/cuscatlan/batches/b': { ...aBatch({ senderId: 'old' }) },
    'tenants/cuscatlan/screenshots/s': { ...aScreenshot({ senderId: 'old' }) },
    'tenants/izalco/batches/b': { ...aBatch({ senderId: 'old' }) },
  });
});
afterEach(() => world.api.stop());

const move = (transact: Transact = world.api.world.transact) => {
  const { firestore, now } = world.api.world;
  const worker = moveHistory({ transact, list: listByTimeOn(firestore), findBySender: findBySenderOn(firestore), now });
  return worker.act(entry, 'move');
};
const texts = async (senderId: string) => (await world.api.list(at(senderId))).map(({ text }) => text).toSorted();

test('R4: crashes on the way lose and double nothing, whenever they come', async () => {
  const before = [...(await texts('old')), ...(await texts('new'))].toSorted();
  let left = 0;
  const crashing: Transact = (work) => {
    left -= 1;
    if (left < 0) throw new Error('The process is gone.');
    return world.api.world.transact(work);
  };
  for (const pages of [0, 1, 2, 1]) {
    left = pages;
    await expect(move(crashing)).rejects.toThrow('gone');
    expect([...(await texts('old')), ...(await texts('new'))].toSorted()).toEqual(before);
  }
  expect(await move()).toMatchObject({ kind: 'done' });
  expect(await move()).toMatchObject({ kind: 'done' });
  expect(await texts('new')).toEqual(before);
  expect(await texts('old')).toEqual([]);
  expect(await world.api.read('tenants/cuscatlan/batches/b')).toMatchObject({ senderId: 'new' });
  expect(await world.api.read('tenants/cuscatlan/screenshots/s')).toMatchObject({ senderId: 'new' });
  expect(await world.api.read('tenants/izalco/batches/b')).toMatchObject({ senderId: 'old' });
});

test('R30: a status that comes after the move finds the message where it is now', async () => {
  await move();
  const outcome = await makeRecordStatus(world.api.world)({
    provider: 'twilio',
    account: 'AC',
    number: NUMBER,
    providerMessageId: 'SMours',
    state: 'delivered',
    failure: null,
    recipientAliases: [],
    at: NOW,
  });
  expect(outcome).toBe('applied');
  expect(await world.api.read(`${at('new')}/ours`)).toMatchObject({ state: 'delivered' });
});
