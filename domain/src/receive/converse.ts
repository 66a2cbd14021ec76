import type { Decision } from '../batch/take-in.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import type { OwnerFacts, ReceiveFacts } from './receive-facts.ts';
import { replyDecision } from './reply-decision.ts';

/** A customer's message is kept and counts as unread; that nothing answers it is for a person to change. */
export function converse(facts: ReceiveFacts, each: OwnerFacts, tenant: TenantRecord): Decision {
  const isTold = facts.route.kind === 'owned' && facts.route.isToldOfBinding;
  const answered = isTold
    ? replyDecision(facts, each, tenant, { kind: 'already-with', tenantName: tenant.name })
    : null;
  const lastReplyId = answered?.remembered.lastReplyId ?? each.conversation?.lastReplyId ?? null;
  return {
    writes: [],
    outbox: answered?.outbox ?? [],
    openBatchId: null,
    remembered: { question: null, cannotUseAt: null, idleAt: null, lastReplyId },
  };
}
