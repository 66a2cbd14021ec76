import type { Decision, Remembered } from '../batch/take-in.ts';
import { newEntry } from '../outbox/new-entry.ts';
import { outboxId } from '../outbox/outbox-id.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { type Reply, replyText } from '../reply/replies.ts';
import { isLate } from './is-late.ts';
import type { OwnerFacts, ReceiveFacts } from './receive-facts.ts';

/** A message that leaves everything in its conversation as it was. */
export function unchanged({ conversation }: OwnerFacts): Decision {
  const remembered: Remembered = {
    question: conversation?.question ?? null,
    cannotUseAt: conversation?.cannotUseAt ?? null,
    idleAt: conversation?.idleAt ?? null,
    lastReplyId: conversation?.lastReplyId ?? null,
  };
  return { writes: [], outbox: [], openBatchId: conversation?.openBatchId ?? null, remembered };
}

/** A message that is answered, and leaves everything else as it was. A late one is not answered. */
export function replyDecision(facts: ReceiveFacts, each: OwnerFacts, tenant: TenantRecord, reply: Reply): Decision {
  const { message, inboxId, sender, now } = facts;
  const same = unchanged(each);
  if (isLate(message, now)) return same;
  const entry = newEntry(
    outboxId(inboxId, each.owner.tenantId, 'send', 0),
    {
      kind: 'send',
      tenantId: each.owner.tenantId,
      senderId: sender.senderId,
      number: message.receivingNumber,
      address: message.sender.address,
      text: replyText(reply, tenant.locale),
      after: same.remembered.lastReplyId,
      marksRead: each.owner.as === 'intake' ? message.providerMessageId : null,
    },
    now,
  );
  return { ...same, outbox: [entry], remembered: { ...same.remembered, lastReplyId: entry.id } };
}
