import { type ConversationRecord, conversationRecord } from '@casillero/domain/records/intake-records';
import type { SendEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { senderRecord } from '@casillero/domain/records/routing-records';
import type { SenderAlias, SenderId } from '@casillero/domain/sender/alias';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';

/** Where a message that we send stands. */
export type MessagePlace = {
  /** null: it is to a sender whom nobody owns */
  readonly path: string | null;
  /** where it stood before its sender turned out to be another one, and may still stand; null: nowhere else */
  readonly formerPath: string | null;
  readonly senderId: SenderId | null;
};

/** Where a message was decided on; nothing is read for it. */
export const decidedPlace = ({ tenantId, senderId }: Pick<SendEntry, 'tenantId' | 'senderId'>, id: string) => {
  const isOwned = tenantId !== null && senderId !== null;
  const path = isOwned ? paths.message(tenantId, senderId as SenderId, id) : null;
  return { path, formerPath: null, senderId: senderId as SenderId | null } satisfies MessagePlace;
};

/**
 * Where a message stands now, and its conversation: a message may wait for a day, and its sender turn out to be another one meanwhile
 * (R4), whose conversation it then belongs to. Only where the conversation is gone are more documents read than that.
 */
export async function presentPlace(
  read: ReadDocuments,
  entry: Pick<SendEntry, 'tenantId' | 'senderId' | 'alias'>,
  id: string,
): Promise<{ readonly place: MessagePlace; readonly conversation: ConversationRecord | null }> {
  const place = decidedPlace(entry, id);
  const { tenantId, alias } = entry;
  if (tenantId === null || place.senderId === null) return { place, conversation: null };
  const conversationWith = async (senderId: SenderId) =>
    parsed(conversationRecord, (await read([paths.conversation(tenantId, senderId)]))[0]);
  const conversation = await conversationWith(place.senderId);
  if (conversation !== null || alias === null) return { place, conversation };
  const senderId = await senderNow(read, alias);
  const united = senderId === null || senderId === place.senderId ? null : await conversationWith(senderId);
  if (senderId === null || united === null) return { place, conversation: null };
  return {
    place: { path: paths.message(tenantId, senderId, id), formerPath: place.path, senderId },
    conversation: united,
  };
}

/** Whose name an alias is now; null: nobody's. */
export async function senderNow(read: ReadDocuments, alias: string): Promise<SenderId | null> {
  const [fields] = await read([paths.sender(alias as SenderAlias)]);
  return (parsed(senderRecord, fields)?.senderId ?? null) as SenderId | null;
}
