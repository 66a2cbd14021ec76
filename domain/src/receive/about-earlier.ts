import { customerNameIn, namedFields } from '../batch/customer-name.ts';
import type { Decision } from '../batch/take-in.ts';
import type { InboundMessage } from '../message/inbound-message.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import { paths } from '../records/paths.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import type { OwnerFacts, ReceiveFacts } from './receive-facts.ts';
import { replyDecision, unchanged } from './reply-decision.ts';

/** An edit whose content, and whose original, the provider does not tell (Meta's error 131051). */
const UNTOLD_EDIT = 'unsupported:edit';

/** Whether a message only says something about an earlier one: a reaction, an edit, a deletion. */
export const isAboutEarlier = ({ about, kind }: Pick<InboundMessage, 'about' | 'kind'>): boolean =>
  kind === UNTOLD_EDIT || (about !== null && about.relation !== 'reply');

/**
 * What a message about an earlier one does; null: it is one of its own. A reaction does nothing. An edit and a deletion are
 * noted on the message that they are about, whose text stays; screenshots keep their evidence, since taking back is a
 * command (R13). An edited name renames a batch as far as another text would (R10). A reply to one's own earlier message,
 * as staff write under a screenshot, is a remark and names nobody; a reply to ours is an answer like any other.
 */
export function aboutEarlier(facts: ReceiveFacts, each: OwnerFacts, tenant: TenantRecord): Decision | null {
  const { about, kind } = facts.message;
  // That staff opened the chat, or changed a message that nobody shows us, is nothing to answer.
  if (kind === UNTOLD_EDIT || (kind === 'request_welcome' && each.owner.as === 'intake')) return unchanged(each);
  if (about === null) return null;
  switch (about.relation) {
    case 'reply': {
      const isRemark = each.owner.as === 'intake' && each.original !== null && each.original !== undefined;
      return isRemark && facts.message.media.length === 0
        ? replyDecision(facts, each, tenant, { kind: 'remark' })
        : null;
    }
    case 'reaction':
      return unchanged(each);
    case 'edit':
      return edited(facts, each, tenant);
    case 'deletion':
      return { ...unchanged(each), writes: noted(facts, each, { deletedAt: facts.message.receivedAt }) };
    default:
      return about.relation satisfies never;
  }
}

function edited(facts: ReceiveFacts, each: OwnerFacts, tenant: TenantRecord): Decision {
  const { message, now } = facts;
  const { batch, original, owner } = each;
  const latest = each.note?.revisedAt ?? null;
  if (latest !== null && latest > message.receivedAt) return unchanged(each);
  const note = noted(facts, each, { revisedText: message.text, revisedAt: message.receivedAt });
  const name = customerNameIn(message.text);
  const isItsName =
    owner.as === 'intake' &&
    batch !== null &&
    batch.record.state === 'open' &&
    batch.record.screenshotCount === 0 &&
    original !== null &&
    original !== undefined &&
    batch.record.customerName === customerNameIn(original.record.revisedText ?? original.record.text);
  if (!isItsName || name === null) return { ...unchanged(each), writes: note };
  const answer = replyDecision(facts, each, tenant, { kind: 'batch-named', name, screenshotCount: 0 });
  const path = paths.batch(owner.tenantId, batch.id);
  return { ...answer, writes: [...note, { op: 'update', path, fields: { ...namedFields(name), updatedAt: now } }] };
}

/**
 * Notes it on the original. One that has not come yet finds the note when it comes: it is written into the same document, which no list
 * shows without its time.
 */
function noted(
  { sender }: ReceiveFacts,
  { owner, note }: OwnerFacts,
  fields: Readonly<Record<string, unknown>>,
): DocumentWrite[] {
  if (note === undefined) return [];
  return [{ op: 'upsert', path: paths.message(owner.tenantId, sender.senderId, note.id), fields }];
}
