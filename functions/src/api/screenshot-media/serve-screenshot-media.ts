import { getScreenshotMedia, retryScreenshot } from '@casillero/domain/api/screenshot-media';
import type { Fields } from '@casillero/domain/records/document-write';
import { type MediaRecord, screenshotRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok } from '@casillero/domain/result';
import type { RetryScreenshot } from '../../usecases/retry-screenshot/retry-screenshot.ts';
import type { LoadMedia } from '../../usecases/work-off/ports.ts';
import { mediaAnswer } from '../media-answer.ts';
import { type Served, serve, serveAnswerBytes } from '../serve.ts';

/** The bytes of screenshots, and another try for what failed on one. */
export const serveScreenshotMedia = (deps: {
  readonly readDocument: (path: string) => Promise<Fields | null>;
  readonly loadMedia: LoadMedia;
  readonly retryScreenshot: RetryScreenshot;
}): Served[] => [
  serveAnswerBytes(getScreenshotMedia, async ({ params: { tenantId, screenshotId, rendition } }) => {
    const fields = await deps.readDocument(paths.screenshot(tenantId, screenshotId));
    const media = fields === null ? null : screenshotRecord.parse(fields).media;
    const found = media === null ? null : renditionOf(media, rendition);
    const bytes = found === null ? null : await deps.loadMedia(found.path);
    if (found === null || bytes === null) return fail('not-found', 'There is nothing here.', 'Check the address.');
    return ok(mediaAnswer(bytes, found.contentType));
  }),
  serve(retryScreenshot, async ({ params: { tenantId, screenshotId } }) => {
    const retried = await deps.retryScreenshot(tenantId, screenshotId);
    return retried.ok ? ok({ retried: retried.value }) : retried;
  }),
];

/** Where a rendition lies, and its type: the file as sent, a picture that every browser shows, a small one. Null: none. */
function renditionOf(
  media: MediaRecord,
  rendition: 'original' | 'picture' | 'thumbnail',
): { readonly path: string; readonly contentType: string } | null {
  const original = { path: media.path, contentType: media.contentType };
  switch (rendition) {
    case 'original':
      return original;
    case 'picture':
      if (media.picturePath !== null) return { path: media.picturePath, contentType: 'image/jpeg' };
      return isShownByBrowsers(media) ? original : null;
    case 'thumbnail':
      return media.thumbnailPath === null ? null : { path: media.thumbnailPath, contentType: 'image/webp' };
  }
}

const isShownByBrowsers = ({ contentType }: MediaRecord): boolean =>
  contentType !== 'image/heic' && contentType !== 'application/pdf';
