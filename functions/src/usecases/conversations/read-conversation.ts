import { conversationRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { Transact } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';
import type { MarkRead } from '../work-off/ports.ts';

export type ReadConversation = (of: {
  readonly tenantId: string;
  readonly senderId: SenderId;
}) => Promise<Result<void, 'not-found'>>;

/**
 * A person has read what the contact wrote: nothing is unread, and the contact sees it where the provider takes that
 * (R31). The provider is told once per reading, after it is recorded; nothing depends on its answer.
 */
export const makeReadConversation =
  (deps: { readonly transact: Transact; readonly markRead: MarkRead }): ReadConversation =>
  async ({ tenantId, senderId }) => {
    const path = paths.conversation(tenantId, senderId);
    const found = await deps.transact(async (read) => {
      const [fields] = await read([path]);
      const conversation = parsed(conversationRecord, fields);
      const isUnread = conversation !== null && conversation.unreadCount > 0;
      return {
        writes: isUnread ? [{ op: 'update', path, fields: { unreadCount: 0 } }] : [],
        result: conversation && { ...conversation, isUnread },
      };
    });
    if (found === null)
      return fail('not-found', 'There is no such conversation.', 'Open the list of conversations again.');
    const { isUnread, number, address, lastInboundId } = found;
    if (isUnread && lastInboundId !== null)
      await deps.markRead({ number, address, providerMessageId: lastInboundId }, false).catch(() => false);
    return ok(undefined);
  };
