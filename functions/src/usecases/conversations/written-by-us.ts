import { lastInboundOf } from '@casillero/domain/message/service-window';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import type { ConversationRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import type { SenderId } from '@casillero/domain/sender/alias';

type MediaKind = NonNullable<ConversationRecord['lastMediaKind']>;

/**
 * A conversation after a person of ours wrote the last message: nobody waits for an answer, and a welcome would come too late. What
 * the window hangs on stays known, also where it was only known as the last message.
 */
export const writtenByUs = (
  tenantId: string,
  senderId: SenderId,
  before: ConversationRecord,
  { id, text, mediaKind }: { readonly id: string; readonly text: string; readonly mediaKind: MediaKind | null },
  now: Date,
): DocumentWrite => ({
  op: 'update',
  path: paths.conversation(tenantId, senderId),
  fields: {
    lastReplyId: id,
    lastText: text.slice(0, 200),
    lastMessageAt: now,
    lastDirection: 'out',
    lastMediaKind: mediaKind,
    lastInboundAt: lastInboundOf(before),
    waitingSince: null,
    awaitsWelcome: false,
  },
});
