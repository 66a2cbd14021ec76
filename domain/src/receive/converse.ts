import { answerContact, NOTHING_TOLD, type Told } from '../answer/answer-contact.ts';
import { awaitedMedia, mediaEntries } from '../answer/contact-media.ts';
import { optOutWordIn } from '../answer/opt-out-word.ts';
import type { Decision } from '../batch/take-in.ts';
import { newEntry, type OutboxEntry } from '../outbox/new-entry.ts';
import { outboxId } from '../outbox/outbox-id.ts';
import type { ConversationRecord } from '../records/intake-records.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { isLate } from './is-late.ts';
import type { OwnerFacts, ReceiveFacts } from './receive-facts.ts';

/**
 * A customer's message is kept and counts as unread; what answers it by itself (R32, R35) leaves from the number that was written
 * to. With fan-out each tenant answers for itself (R1).
 */
export function converse(facts: ReceiveFacts, each: OwnerFacts, tenant: TenantRecord): Decision {
  const { message, route, now } = facts;
  const { messages, told } = answerContact({
    tenant,
    told: each.conversation === null ? NOTHING_TOLD : toldIn(each.conversation),
    word: message.media.length > 0 ? null : (message.optOut ?? optOutWordIn(message.text)),
    isConfirmed: (message.optOut ?? null) !== null,
    isToldOfBinding: route.kind === 'owned' && route.isToldOfBinding,
    isUnanswered: isLate(message, now) || facts.isFromOurselves,
    now,
  });
  const outbox: OutboxEntry[] = [];
  let lastReplyId = each.conversation?.lastReplyId ?? null;
  for (const [n, { by, text }] of messages.entries()) {
    const id = outboxId(facts.inboxId, each.owner.tenantId, 'send', n);
    const entry = newEntry(
      id,
      {
        kind: 'send',
        tenantId: each.owner.tenantId,
        senderId: facts.sender.senderId,
        alias: message.sender.alias,
        number: message.receivingNumber,
        address: message.sender.address,
        text,
        by: { kind: by, uid: null, email: null },
        after: lastReplyId,
      },
      now,
    );
    outbox.push(entry);
    lastReplyId = id;
  }
  const files = { tenantId: each.owner.tenantId, senderId: facts.sender.senderId, messageId: facts.inboxId };
  return {
    writes: [],
    outbox: [...outbox, ...mediaEntries(message, files, now)],
    media: awaitedMedia(message.media),
    openBatchId: null,
    remembered: { question: null, cannotUseAt: null, idleAt: null, lastReplyId },
    told,
  };
}

const toldIn = (conversation: ConversationRecord): Told => {
  const { awaitsWelcome, welcomedAt, awayAt, toldOfBindingAt, optedOutAt } = conversation;
  return { awaitsWelcome, welcomedAt, awayAt, toldOfBindingAt, optedOutAt };
};
