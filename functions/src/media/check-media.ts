import { createHash } from 'node:crypto';
import { fail, ok } from '@casillero/domain/result';
import type { CheckedMedia, CheckMedia } from '../usecases/work-off/ports.ts';

/** The types that we take in, by what file-type finds in the bytes; whatever else a file claims to be, it is refused. */
const USABLE = new Map<string, Pick<CheckedMedia, 'contentType' | 'extension'>>([
  ['image/jpeg', { contentType: 'image/jpeg', extension: 'jpg' }],
  ['image/png', { contentType: 'image/png', extension: 'png' }],
  ['image/apng', { contentType: 'image/png', extension: 'png' }],
  ['image/webp', { contentType: 'image/webp', extension: 'webp' }],
  ['application/pdf', { contentType: 'application/pdf', extension: 'pdf' }],
]);

/** Longer side of a thumbnail, in pixels: twice the size it is shown at. */
const THUMBNAIL_PX = 480;

/** Most pixels that are decoded: a long scrolling capture has 20 million; a decompression bomb far more. */
const PIXELS_MAX = 64_000_000;

/** Decides by its bytes what a medium is, turns it upright for the thumbnail, and measures it. */
export const checkMedia: CheckMedia = async (bytes) => {
  // Loaded here, so that webhooks, which share the bundle, start without them.
  const [{ fileTypeFromBuffer }, { default: sharp }] = await Promise.all([import('file-type'), import('sharp')]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const usable = USABLE.get((await fileTypeFromBuffer(bytes))?.mime ?? '');
  if (usable === undefined) return notUsable('The file is neither a JPEG, PNG or WebP image nor a PDF.');
  if (usable.contentType === 'application/pdf')
    return ok({ ...usable, sha256, width: null, height: null, thumbnail: null });
  try {
    const image = sharp(bytes, { limitInputPixels: PIXELS_MAX }).rotate();
    const { autoOrient } = await image.metadata();
    const thumbnail = await image
      .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer();
    return ok({ ...usable, sha256, width: autoOrient.width, height: autoOrient.height, thumbnail });
  } catch {
    return notUsable('The image is damaged or too large to open.');
  }
};

const notUsable = (message: string) =>
  fail('not-usable', message, 'Send the screenshot as a photo (JPG, PNG, WebP) or PDF.');
