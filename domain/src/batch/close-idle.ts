import { newEntry, type OutboxEntry } from '../outbox/new-entry.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import type { BatchRecord, ConversationRecord } from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { replyText } from '../reply/replies.ts';
import type { SenderId } from '../sender/alias.ts';
import { closeBatch } from './close-batch.ts';
import { intakeStateOf, nextStep } from './intake-step.ts';

export type IdleFacts = {
  readonly tenantId: string;
  readonly senderId: SenderId;
  readonly tenant: TenantRecord | null;
  readonly conversation: ConversationRecord;
  /** the batch that the conversation points to */
  readonly batch: { readonly id: string; readonly record: BatchRecord } | null;
  readonly now: Date;
};

/**
 * Closes the batch of a staff phone that has been silent for 12 h (R13): as ready, or as cancelled if nothing is in it.
 * One without a name becomes ready as well: open it would be out of sight of those who work on ready batches, and the
 * name may come too late or never. Its sender is told this once, and the next text still names it. A named one is
 * closed in silence, for it may be the middle of the night. Nothing happens if a message came meanwhile. Pure.
 */
export function closeIdle(facts: IdleFacts): {
  readonly writes: readonly DocumentWrite[];
  readonly outbox: readonly OutboxEntry[];
} {
  const { tenantId, senderId, conversation, batch, now } = facts;
  if (conversation.idleAt === null || conversation.idleAt > now) return { writes: [], outbox: [] };
  const step = nextStep(intakeStateOf(batch, null, now), { kind: 'idle' });
  const path = paths.conversation(tenantId, senderId);
  if (step.kind !== 'close' || batch === null)
    return { writes: [{ op: 'update', path, fields: { idleAt: null } }], outbox: [] };
  const isNameAwaited = step.as === 'ready' && batch.record.customerName === null;
  const told = isNameAwaited ? askedForName(facts, batch) : [];
  const fields = {
    idleAt: null,
    question: null,
    openBatchId: isNameAwaited ? batch.id : null,
    ...(told[0] === undefined ? {} : { lastReplyId: told[0].id }),
  };
  return {
    writes: [
      closeBatch({ tenantId, batchId: batch.id }, step.as, now),
      { op: 'update', path, fields },
      ...told.map((entry): DocumentWrite => ({ op: 'set', path: paths.outboxEntry(entry.id), fields: entry.record })),
    ],
    outbox: told,
  };
}

function askedForName(
  { tenantId, senderId, tenant, conversation, now }: IdleFacts,
  batch: { readonly id: string; readonly record: BatchRecord },
): OutboxEntry[] {
  if (tenant === null || tenant.status === 'suspended') return [];
  const { screenshotCount } = batch.record;
  const { number, address, lastReplyId: after } = conversation;
  const text = replyText({ kind: 'closed-without-name', screenshotCount }, tenant.locale);
  const id = `${tenantId}_${batch.id}_idle_send`;
  return [newEntry(id, { kind: 'send', tenantId, senderId, number, address, text, after }, now)];
}
