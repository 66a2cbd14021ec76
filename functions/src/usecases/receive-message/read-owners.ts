import { isCounted } from '@casillero/domain/batch/change-screenshot';
import { commandIn } from '@casillero/domain/batch/intake-command';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import type { OwnerFacts } from '@casillero/domain/receive/receive-facts';
import {
  type BatchRecord,
  batchRecord,
  type ConversationRecord,
  conversationRecord,
  messageRecord,
  screenshotRecord,
} from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import type { Owner } from '@casillero/domain/routing/route';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ReadDocuments } from '../documents.ts';
import { inboxIdOf } from './message-id.ts';
import { parsed } from './parse-record.ts';

/**
 * The owners' tenants and conversations in one round trip, the batches that these point to in another.
 * @param united conversations that this message itself makes of two, by tenant
 */
export async function readOwners(
  read: ReadDocuments,
  owners: readonly Owner[],
  senderId: SenderId,
  message: InboundMessage,
  united: ReadonlyMap<string, ConversationRecord> = new Map(),
): Promise<OwnerFacts[]> {
  const found = await read(
    owners.flatMap(({ tenantId }) => [paths.tenant(tenantId), paths.conversation(tenantId, senderId)]),
  );
  const facts = owners.map((owner, i) => ({
    owner,
    tenant: parsed(tenantRecord, found[2 * i]),
    conversation: united.get(owner.tenantId) ?? parsed(conversationRecord, found[2 * i + 1]),
  }));
  const pointers = facts.flatMap(({ owner, conversation }) =>
    conversation === null || conversation.openBatchId === null || owner.as !== 'intake'
      ? []
      : [{ tenantId: owner.tenantId, id: conversation.openBatchId }],
  );
  const batches = await read(pointers.map(({ tenantId, id }) => paths.batch(tenantId, id)));
  const isUndo = commandIn(message.text) === 'undo';
  return Promise.all(
    facts.map(async (bare) => {
      const each = { ...bare, ...(await readOriginal(read, bare.owner, senderId, message)) };
      const at = pointers.findIndex((pointer) => pointer.tenantId === each.owner.tenantId);
      const record = parsed(batchRecord, batches[at]);
      const id = pointers[at]?.id;
      if (record === null || id === undefined) return { ...each, batch: null };
      const batch = { id, record };
      return isUndo && record.state === 'open'
        ? { ...each, batch, lastScreenshot: await lastCounted(read, each.owner.tenantId, record) }
        : { ...each, batch };
    }),
  );
}

/** The sender's own message that this one edits or deletes, or, from staff, replies to: one read, and only then. */
async function readOriginal(
  read: ReadDocuments,
  { tenantId, as }: Owner,
  senderId: SenderId,
  message: InboundMessage,
): Promise<Pick<OwnerFacts, 'original' | 'note'>> {
  const { about } = message;
  const isAsked = about !== null && (about.relation === 'reply' ? as === 'intake' : about.relation !== 'reaction');
  if (!isAsked) return {};
  const id = inboxIdOf({ ...message, providerMessageId: about.providerMessageId });
  const [fields] = await read([paths.message(tenantId, senderId, id)]);
  // An edit that came before its original left a note there, and nothing else.
  const record = fields && 'direction' in fields ? parsed(messageRecord, fields) : null;
  const { revisedAt = null } = fields ? messageRecord.pick({ revisedAt: true }).parse(fields) : {};
  return { original: record && { id, record }, note: { id, revisedAt } };
}

/**
 * The last screenshot of a batch that counts. Each knows the one before it, and one that is taken back is passed for
 * good: refused ones in between are read once in the life of a batch, not once per undo (R94).
 */
async function lastCounted(
  read: ReadDocuments,
  tenantId: TenantId,
  batch: BatchRecord,
): Promise<NonNullable<OwnerFacts['lastScreenshot']> | null> {
  let id = batch.lastScreenshotId ?? null;
  while (id !== null) {
    const [fields] = await read([paths.screenshot(tenantId, id)]);
    const record = parsed(screenshotRecord, fields ?? null);
    if (record === null || isCounted(record)) return record && { id, record };
    id = record.previousScreenshotId ?? null;
  }
  return null;
}
