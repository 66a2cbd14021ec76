import type { OwnMessage } from '../message/own-message.ts';
import { lastInboundOf } from '../message/service-window.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import type { ConversationRecord, MessageRecord } from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';
import type { SenderId } from '../sender/alias.ts';

/** A message that a person wrote on our number's own phone, as its conversation keeps it (R30). */
export const writtenOnPhone = (message: OwnMessage): MessageRecord & { readonly providerMessageId: string } => ({
  direction: 'out',
  text: message.text,
  mediaCount: message.mediaCount,
  state: 'sent',
  failure: null,
  providerMessageId: message.providerMessageId,
  at: message.at,
  kind: message.kind,
  by: { kind: 'phone', uid: null, email: null },
  about: message.replyTo === null ? null : { providerMessageId: message.replyTo, relation: 'reply' },
});

/**
 * The conversation after it: whoever answers on the phone has read what was written until then, and nobody waits any more. A message
 * that comes late changes nothing that came after it.
 */
export function answeredOnPhone(
  tenantId: string,
  senderId: SenderId,
  before: ConversationRecord,
  { text, at }: Pick<OwnMessage, 'text' | 'at'>,
): DocumentWrite {
  const lastInboundAt = lastInboundOf(before);
  return {
    op: 'update',
    path: paths.conversation(tenantId, senderId),
    fields: {
      ...(at >= before.lastMessageAt
        ? { lastText: text.slice(0, 200), lastMessageAt: at, lastDirection: 'out', lastMediaKind: null }
        : {}),
      ...(at >= lastInboundAt ? { unreadCount: 0, waitingSince: null } : {}),
      lastInboundAt,
      awaitsWelcome: false,
    },
  };
}
