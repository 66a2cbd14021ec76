import type { InboundMedia, InboundMessage } from '../message/inbound-message.ts';
import { newEntry, type OutboxEntry } from '../outbox/new-entry.ts';
import { outboxId } from '../outbox/outbox-id.ts';
import type { MessageMediaRecord } from '../records/intake-records.ts';
import type { SenderId } from '../sender/alias.ts';
import type { TenantId } from '../tenant/tenant-id.ts';

/** A file's kind by its MIME type; what is neither seen nor heard is a document. */
export function mediaKindOf(contentType: string): MessageMediaRecord['kind'] {
  const [kind] = contentType.toLowerCase().split('/', 1);
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document';
}

/** The files of a contact's message as they are kept until they are fetched. */
export const awaitedMedia = (media: readonly InboundMedia[]): MessageMediaRecord[] =>
  media.map(({ declaredType }) => ({
    state: 'fetching',
    failure: null,
    kind: mediaKindOf(declaredType),
    contentType: declaredType,
    sizeBytes: null,
    path: null,
    thumbnailPath: null,
    picturePath: null,
    width: null,
    height: null,
  }));

/** The work of fetching them, for one tenant: with fan-out each has its own copy. */
export const mediaEntries = (
  message: InboundMessage,
  of: { readonly tenantId: TenantId; readonly senderId: SenderId; readonly messageId: string },
  now: Date,
): OutboxEntry[] =>
  message.media.map(({ url, declaredType }, position) =>
    newEntry(
      outboxId(of.messageId, of.tenantId, 'media', position),
      {
        kind: 'message-media',
        ...of,
        alias: message.sender.alias,
        position,
        provider: message.provider,
        account: message.account,
        url,
        declaredType,
      },
      now,
    ),
  );
