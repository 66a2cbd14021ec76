import type { Decision } from '../batch/take-in.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import type { Reply } from '../reply/replies.ts';
import type { OwnerFacts, ProofOutcome, ReceiveFacts } from './receive-facts.ts';
import { replyDecision, unchanged } from './reply-decision.ts';

/** What the sender of a registration code is told (R54); null: nothing. */
export function proofReply({ verdict, tenant, registration }: ProofOutcome, phone: string | null): Reply | null {
  const tenantName = tenant?.name ?? '';
  switch (verdict.kind) {
    case 'none':
      return null;
    case 'proven':
      return { kind: 'registered', tenantName, phone, label: registration?.registration.label ?? '' };
    case 'theirs':
      return { kind: 'registered-before', tenantName };
    case 'refused':
      return { kind: 'registration-refused', why: verdict.why };
    case 'spent':
      return { kind: 'code-spent', why: verdict.why };
    case 'elsewhere':
      return { kind: 'code-elsewhere' };
    case 'wrong':
      return { kind: 'code-wrong' };
    case 'too-many':
      return verdict.isTold ? null : { kind: 'too-many-codes' };
    default:
      return verdict satisfies never;
  }
}

/** A message with a registration code does nothing else: it names nobody. With several owners, one answers. */
export function answerProof(
  facts: ReceiveFacts,
  proof: ProofOutcome,
  each: OwnerFacts,
  tenant: TenantRecord,
): Decision {
  const reply = proofReply(proof, facts.message.sender.phone);
  const isFirst = facts.owners[0]?.owner.tenantId === each.owner.tenantId;
  return reply === null || !isFirst ? unchanged(each) : replyDecision(facts, each, tenant, reply);
}
