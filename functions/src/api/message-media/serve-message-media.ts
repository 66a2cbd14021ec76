import { getMessageMedia } from '@casillero/domain/api/message-media';
import { type MessageMediaRecord, messageRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { ReadDocuments } from '../../usecases/documents.ts';
import type { LoadMedia } from '../../usecases/work-off/ports.ts';
import { mediaAnswer } from '../media-answer.ts';
import { type Served, serveAnswerBytes } from '../serve.ts';

/** The bytes of the files in a conversation (R31). */
export const serveMessageMedia = (deps: {
  readonly read: ReadDocuments;
  readonly loadMedia: LoadMedia;
}): readonly Served[] => [
  serveAnswerBytes(getMessageMedia, async ({ params }) => {
    const { tenantId, senderId, messageId, position, rendition } = params;
    const [fields] = await deps.read([paths.message(tenantId, senderId as SenderId, messageId)]);
    const media = fields ? messageRecord.parse(fields).media?.[position] : undefined;
    const found = media === undefined ? null : renditionOf(media, rendition);
    const bytes = found === null ? null : await deps.loadMedia(found.path);
    if (found === null || bytes === null) return fail('not-found', 'There is nothing here.', 'Check the address.');
    return ok(mediaAnswer(bytes, found.contentType));
  }),
];

/** Where a rendition lies, and its type; null: there is none. Only what is stored has any. */
function renditionOf(
  { path, thumbnailPath, picturePath, contentType, kind }: MessageMediaRecord,
  rendition: 'original' | 'picture' | 'thumbnail',
): { readonly path: string; readonly contentType: string } | null {
  switch (rendition) {
    case 'original':
      return path === null ? null : { path, contentType };
    case 'picture':
      if (picturePath !== null) return { path: picturePath, contentType: 'image/jpeg' };
      return path !== null && kind === 'image' && contentType !== 'image/heic' ? { path, contentType } : null;
    case 'thumbnail':
      return thumbnailPath === null ? null : { path: thumbnailPath, contentType: 'image/webp' };
  }
}
