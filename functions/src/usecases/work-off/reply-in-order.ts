import { newEntry } from '@casillero/domain/outbox/new-entry';
import { conversationRecord } from '@casillero/domain/records/intake-records';
import type { MediaEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { ReadDocuments } from '../documents.ts';
import type { Consequence } from './work-off.ts';

/** Whom a piece of work answers. */
export type Recipient = Pick<MediaEntry, 'tenantId' | 'senderId' | 'number' | 'address'>;

/**
 * A reply that follows from finished work: the last of its conversation so far, and sent after those before it.
 * @param id of its outbox entry
 * @param dueAt when it is sent
 */
export async function replyInOrder(
  read: ReadDocuments,
  { tenantId, senderId, number, address }: Recipient,
  id: string,
  text: string,
  now: Date,
  dueAt: Date = now,
): Promise<Consequence> {
  const path = paths.conversation(tenantId, senderId as SenderId);
  const [fields] = await read([path]);
  const last = fields ? conversationRecord.parse(fields).lastReplyId : null;
  const after = last === id ? null : last; // work that was retried by hand repeats its own reply
  return {
    writes: fields ? [{ op: 'update', path, fields: { lastReplyId: id } }] : [],
    outbox: [newEntry(id, { kind: 'send', tenantId, senderId, number, address, text, after }, now, dueAt)],
  };
}
