import { isWindowOpen } from '../message/service-window.ts';
import type { ConversationRecord } from '../records/intake-records.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { fail, ok, type Result } from '../result.ts';

export type CannotWrite = 'not-found' | 'importer-suspended' | 'not-a-contact' | 'window-closed';

/**
 * Whether a person of the tenant may write a free-form message in a conversation now (R34), also to a contact who opted
 * out of automatic ones (R35). @param tenant null: gone  @param conversation null: there is none
 */
export function mayWrite(
  tenant: Pick<TenantRecord, 'status'> | null,
  conversation: ConversationRecord | null,
  now: Date,
): Result<ConversationRecord, CannotWrite> {
  if (tenant === null || conversation === null)
    return fail('not-found', 'There is no such conversation.', 'Open the list of conversations again.');
  if (tenant.status === 'suspended')
    return fail('importer-suspended', 'This importer is suspended: it cannot send.', 'Ask the platform’s operators.');
  if (conversation.kind !== 'contact')
    return fail(
      'not-a-contact',
      'This is a staff phone of yours, not a customer.',
      'Write to it from your own WhatsApp.',
    );
  if (!isWindowOpen(conversation, now))
    return fail(
      'window-closed',
      'The customer wrote last more than 24 hours ago: WhatsApp takes no free-form message now.',
      'Wait until the customer writes again.',
    );
  return ok(conversation);
}
