import { getScreenshotMedia, retryScreenshot } from '@casillero/domain/api/screenshot-media';
import type { Fields } from '@casillero/domain/records/document-write';
import { screenshotRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok } from '@casillero/domain/result';
import type { RetryScreenshot } from '../../usecases/retry-screenshot/retry-screenshot.ts';
import type { LoadMedia } from '../../usecases/work-off/ports.ts';
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
    const path = media === null ? null : rendition === 'original' ? media.path : media.thumbnailPath;
    const bytes = path === null ? null : await deps.loadMedia(path);
    if (media === null || bytes === null) return fail('not-found', 'There is nothing here.', 'Check the address.');
    return ok({
      headers: {
        'Content-Type': rendition === 'original' ? media.contentType : 'image/webp',
        // The bytes of an id never change; `private` keeps them out of shared caches.
        'Cache-Control': 'private, max-age=31536000, immutable',
        'Content-Disposition': 'inline',
        'Content-Security-Policy': "default-src 'none'; sandbox",
      },
      body: bytes,
    });
  }),
  serve(retryScreenshot, async ({ params: { tenantId, screenshotId } }) => {
    const retried = await deps.retryScreenshot(tenantId, screenshotId);
    return retried.ok ? ok({ retried: retried.value }) : retried;
  }),
];
