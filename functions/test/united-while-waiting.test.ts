import { newEntry } from '@casillero/domain/outbox/new-entry';
import type { ConversationRecord } from '@casillero/domain/records/intake-records';
import type { MoveHistoryEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { fail } from '@casillero/domain/result';
import type { SenderAlias, SenderId } from '@casillero/domain/sender/alias';
import { uniteConversations } from '@casillero/domain/sender/unite-conversations';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import { aConversation } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBySenderOn, listByTimeOn } from '../src/firestore/kept-documents.ts';
import { moveHistory } from '../src/usecases/work-off/move-history.ts';
import { ConversationsWorld, NUMBER } from './conversations-world.ts';

const ALIAS = 'phone:+50370000900' as SenderAlias;
const [DIANA, UNITED] = ['diana', 'united'] as unknown as readonly [SenderId, SenderId];

let world: ConversationsWorld;
beforeEach(async () => {
  world = await ConversationsWorld.start();
  await world.wrote({ alias: ALIAS });
});
afterEach(() => world.api.stop());

/** Diana turns out to be somebody who is known by another name; her messages are still where they were. */
async function unite(into: Partial<ConversationRecord> = {}): Promise<void> {
  const { firestore, now } = world.api.world;
  const at = now();
  const united = aConversation({ kind: 'contact', number: NUMBER, lastMessageAt: at, lastInboundAt: at, ...into });
  const from = aConversation({ kind: 'contact', number: NUMBER, alias: ALIAS, lastMessageAt: at, lastInboundAt: at });
  const two = { tenantId: 'cuscatlan' as TenantId, fromId: DIANA, intoId: UNITED, from, into: united };
  for (const write of uniteConversations({ ...two, fromBatch: null, intoBatch: null }, at).writes)
    if (write.op === 'delete') await firestore.doc(write.path).delete();
    else await firestore.doc(write.path).set({ ...write.fields });
  const sender = { senderId: UNITED, staffOf: null, boundTo: 'cuscatlan', since: at, via: 'message' };
  await world.api.write({ [paths.sender(ALIAS)]: sender });
}
const move = () => {
  const { firestore, now, transact } = world.api.world;
  const worker = moveHistory({ transact, list: listByTimeOn(firestore), findBySender: findBySenderOn(firestore), now });
  const of = { kind: 'move-history', tenantId: 'cuscatlan', fromSenderId: DIANA, toSenderId: UNITED } as const;
  return worker.act(newEntry('move', of, now()).record as MoveHistoryEntry, 'move');
};
const messagesOf = (senderId: SenderId) => world.api.list(paths.messages('cuscatlan', senderId));
const written = async () => {
  const answer = await world.write('Ya llegó su paquete');
  expect(answer.status).toBe(202);
};

describe('R4: a message waits while its contact turns out to be another sender', () => {
  test('a person’s is sent, and stands in the one conversation, whenever history is moved', async () => {
    await written();
    await unite();
    await world.settle();
    expect(world.handed).toHaveLength(1);
    const sent = [{ text: 'Ya llegó su paquete', state: 'queued', providerMessageId: 'SM1' }];
    expect(await messagesOf(UNITED)).toMatchObject(sent);
    await move();
    expect(await messagesOf(UNITED)).toMatchObject(sent);
    expect(await messagesOf(DIANA)).toEqual([]);
  });

  test('history was moved before', async () => {
    await written();
    await unite();
    await move();
    await world.settle();
    expect(await messagesOf(UNITED)).toMatchObject([{ state: 'queued', providerMessageId: 'SM1' }]);
    expect(await messagesOf(DIANA)).toEqual([]);
  });

  test('a person’s that fails for good fails there, and counts there', async () => {
    world.send = async () => fail('permanent', 'Twilio 63016: outside the window', '');
    await written();
    await unite();
    await world.settle();
    await move();
    expect(await messagesOf(UNITED)).toMatchObject([{ state: 'failed', failure: { code: 'permanent' } }]);
    expect(await world.api.read(paths.conversation('cuscatlan', UNITED))).toMatchObject({ unreachedCount: 1 });
  });

  test.each([
    ['opted out under the other name: nothing automatic', { optedOutAt: new Date() }, 0],
    ['did not: it is sent', {}, 1],
  ])('who %s', async (_what, into: Partial<ConversationRecord>, count) => {
    const { now } = world.api.world;
    const to = {
      tenantId: 'cuscatlan',
      senderId: DIANA,
      alias: ALIAS,
      number: NUMBER,
      address: 'whatsapp:+50370000900',
    };
    const by = { kind: 'package', uid: null, email: null } as const;
    const { id, record } = newEntry('news', { kind: 'send', ...to, text: 'Va en camino', by }, now());
    await world.api.write({ [paths.outboxEntry(id)]: { ...record } });
    await unite(into);
    expect(await world.workOff(id)).toBe('done');
    expect(world.handed).toHaveLength(count);
    expect(await messagesOf(UNITED)).toHaveLength(count);
  });

  test('nobody has that name any more: it fails visibly', async () => {
    await written();
    await unite();
    await world.api.world.firestore.doc(paths.sender(ALIAS)).delete();
    await world.settle();
    expect(world.handed).toEqual([]);
    expect(await messagesOf(DIANA)).toMatchObject([{ state: 'failed', failure: { code: 'not-found' } }]);
  });
});
