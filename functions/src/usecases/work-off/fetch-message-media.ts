import { type MessageMediaRecord, messageRecord } from '@casillero/domain/records/intake-records';
import type { MessageMediaEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';
import { senderNow } from './message-place.ts';
import type { CheckedFile, CheckFile, DownloadMedia, StoreMedia } from './ports.ts';
import type { Conclude, Worker } from './work-off.ts';

type Deps = {
  readonly download: DownloadMedia;
  readonly check: CheckFile;
  readonly store: StoreMedia;
  readonly maxBytes: number;
};

/**
 * Fetches one file of a contact's message (R15, R31): download, type from the bytes, thumbnail, into the tenant's own folder. What is
 * not taken is kept as refused, with the reason; what cannot be fetched stays visible as failed. Nobody is written to about it.
 */
export const fetchMessageMedia = (deps: Deps): Worker<MessageMediaEntry> => ({
  act: async (entry) => {
    const downloaded = await deps.download(entry, deps.maxBytes);
    if (!downloaded.ok) {
      const { code, message } = downloaded.failure;
      const reason = { code, message };
      if (code === 'too-large' || code === 'empty')
        return { kind: 'done', conclude: changeMessageMedia(entry, { state: 'refused', failure: reason }) };
      return { kind: code === 'not-allowed' ? 'dead' : 'retry', reason };
    }
    const bytes = downloaded.value;
    const checked = await deps.check(bytes);
    if (!checked.ok) {
      const { code, message } = checked.failure;
      const refused = { state: 'refused', failure: { code, message }, sizeBytes: bytes.byteLength } as const;
      return { kind: 'done', conclude: changeMessageMedia(entry, refused) };
    }
    const media = mediaOf(entry, bytes, checked.value);
    const { path, thumbnailPath, picturePath, contentType } = media;
    const { thumbnail, picture } = checked.value;
    await deps.store(path, bytes, contentType);
    if (thumbnail !== null && thumbnailPath !== null) await deps.store(thumbnailPath, thumbnail, 'image/webp');
    if (picture !== null && picturePath !== null) await deps.store(picturePath, picture, 'image/jpeg');
    return { kind: 'done', conclude: changeMessageMedia(entry, media) };
  },
  giveUp: (entry, _id, failure) => changeMessageMedia(entry, { state: 'failed', failure }),
});

function mediaOf({ tenantId, messageId, position }: MessageMediaEntry, bytes: Uint8Array, checked: CheckedFile) {
  const folder = `tenants/${tenantId}/messages/${messageId}-${position}`;
  const { kind, contentType, width, height } = checked;
  return {
    state: 'stored',
    failure: null,
    kind,
    contentType,
    sizeBytes: bytes.byteLength,
    path: `${folder}/original.${checked.extension}`,
    thumbnailPath: checked.thumbnail === null ? null : `${folder}/thumbnail.webp`,
    picturePath: checked.picture === null ? null : `${folder}/picture.jpg`,
    width,
    height,
  } as const;
}

/** Changes what the message says of its file; nothing, if the message is gone. */
export const changeMessageMedia =
  (entry: MessageMediaEntry, change: Partial<MessageMediaRecord>): Conclude =>
  async (read) => {
    const found = await findMessage(read, entry);
    if (found === null) return { writes: [], outbox: [] };
    const media = found.media.map((each, position) => (position === entry.position ? { ...each, ...change } : each));
    return { writes: [{ op: 'update', path: found.path, fields: { media } }], outbox: [] };
  };

/** Its message, which may have moved with its sender (R4); null: it is gone. */
async function findMessage(
  read: ReadDocuments,
  { tenantId, senderId, alias, messageId }: MessageMediaEntry,
): Promise<{ readonly path: string; readonly media: readonly MessageMediaRecord[] } | null> {
  const at = async (id: string) => {
    const path = paths.message(tenantId, id as SenderId, messageId);
    const [fields] = await read([path]);
    const message = parsed(messageRecord, fields);
    return message && { path, media: message.media ?? [] };
  };
  const here = await at(senderId);
  if (here !== null) return here;
  const now = await senderNow(read, alias);
  return now === null || now === senderId ? null : at(now);
}
