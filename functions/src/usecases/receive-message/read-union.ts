import type { UnionOutcome } from '@casillero/domain/receive/receive-facts';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { batchRecord, type ConversationRecord, conversationRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import type { KnownSender } from '@casillero/domain/sender/known-sender';
import { type TwoConversations, uniteConversations } from '@casillero/domain/sender/unite-conversations';
import type { United } from '@casillero/domain/sender/unite-senders';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from './parse-record.ts';

/** What uniting does to conversations, and each tenant's united one, which the message goes on from. */
export type UnionRead = UnionOutcome & { readonly conversations: ReadonlyMap<string, ConversationRecord> };

/**
 * Reads the conversations of senders who turned out to be one, and unites them. Rare: its reads come on top of a message's
 * own, and are as many as there are tenants that know the given-up sender.
 */
export async function readUnion(read: ReadDocuments, united: United, now: Date): Promise<UnionRead | null> {
  const { sender, dropped, conflicts } = united;
  if (dropped.length === 0 && conflicts.length === 0) return null;
  const conversations = new Map<string, ConversationRecord>();
  const writes: DocumentWrite[] = [];
  const moves: UnionOutcome['moves'][number][] = [];
  for (const from of dropped)
    for (const tenantId of tenantsOf(from)) {
      const two = await readTwo(read, tenantId, from, sender, conversations.get(tenantId) ?? null);
      const { record, writes: made } = uniteConversations(two, now);
      writes.push(...made);
      if (record !== null) conversations.set(tenantId, record);
      moves.push({ tenantId, fromId: from.senderId, intoId: sender.senderId });
    }
  for (const from of dropped) writes.push(...(await phoneWrites(read, from, sender)));
  return { conflicts, writes, moves, conversations };
}

/** The record of a given-up sender's staff phone: it names the united one, or goes if that is registered by another. */
async function phoneWrites(read: ReadDocuments, from: KnownSender, sender: KnownSender): Promise<DocumentWrite[]> {
  if (from.staff === null || from.registeredAs === null) return [];
  const { tenantId } = from.staff;
  const path = paths.phone(tenantId, from.registeredAs);
  if (sender.registeredAs !== from.registeredAs || sender.staff?.tenantId !== tenantId) return [{ op: 'delete', path }];
  const [fields] = await read([path]);
  return fields ? [{ op: 'update', path, fields: { senderId: sender.senderId } }] : [];
}

const tenantsOf = ({ conversationsWith, staff, binding }: KnownSender): readonly TenantId[] => [
  ...new Set([...conversationsWith, ...[staff, binding].flatMap((tie) => (tie === null ? [] : [tie.tenantId]))]),
];

async function readTwo(
  read: ReadDocuments,
  tenantId: TenantId,
  { senderId: fromId }: KnownSender,
  { senderId: intoId }: KnownSender,
  united: ConversationRecord | null,
): Promise<TwoConversations> {
  const [fromFields, intoFields] = await read([
    paths.conversation(tenantId, fromId),
    paths.conversation(tenantId, intoId),
  ]);
  const from = parsed(conversationRecord, fromFields);
  const into = united ?? parsed(conversationRecord, intoFields);
  const ids = [from?.openBatchId ?? null, into?.openBatchId ?? null];
  const found = await read(ids.flatMap((id) => (id === null ? [] : [paths.batch(tenantId, id)])));
  const batches = found.values();
  const [fromBatch = null, intoBatch = null] = ids.map((id) => {
    const record = id === null ? null : parsed(batchRecord, batches.next().value);
    return id === null || record === null ? null : { id, record };
  });
  return { tenantId, fromId, intoId, from, into, fromBatch, intoBatch };
}
