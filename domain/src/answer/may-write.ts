import { isWindowOpen } from '../message/service-window.ts';
import type { ConversationRecord } from '../records/intake-records.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { fail, ok, type Result } from '../result.ts';

export type CannotWrite = 'not-found' | 'importer-suspended' | 'not-a-contact' | 'number-not-yours' | 'window-closed';

/**
 * Whether a person of the tenant may write a free-form message in a conversation now (R34), also to a contact who opted
 * out of automatic ones (R35). @param tenant null: gone  @param conversation null: there is none
 * @param isNumberTheirs whether the number that the message would leave from is still the tenant's, or shared (R50)
 */
export function mayWrite(
  tenant: Pick<TenantRecord, 'status'> | null,
  conversation: ConversationRecord | null,
  isNumberTheirs: boolean,
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
  if (!isNumberTheirs)
    return fail(
      'number-not-yours',
      'The number that the customer wrote to is not this importer’s any more.',
      'Wait until the customer writes to the importer’s present number.',
    );
  if (!isWindowOpen(conversation, now))
    return fail(
      'window-closed',
      'The customer wrote last more than 24 hours ago: WhatsApp takes no free-form message now.',
      'Wait until the customer writes again.',
    );
  return ok(conversation);
}
