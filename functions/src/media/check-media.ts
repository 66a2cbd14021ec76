import { createHash } from 'node:crypto';
import { fail, ok } from '@casillero/domain/result';
import type { CheckedMedia, CheckMedia } from '../usecases/work-off/ports.ts';
import { PIXELS_MAX } from './drawable.ts';

/** The types that we take in, by what file-type finds in the bytes; whatever else a file claims to be, it is refused. */
const USABLE = new Map<string, Pick<CheckedMedia, 'contentType' | 'extension'>>([
  ['image/jpeg', { contentType: 'image/jpeg', extension: 'jpg' }],
  ['image/png', { contentType: 'image/png', extension: 'png' }],
  ['image/apng', { contentType: 'image/png', extension: 'png' }],
  ['image/webp', { contentType: 'image/webp', extension: 'webp' }],
  ...['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'].map(
    (mime) => [mime, { contentType: 'image/heic', extension: 'heic' }] as const,
  ),
  ['application/pdf', { contentType: 'application/pdf', extension: 'pdf' }],
]);

/** Longer side of a thumbnail, in pixels: twice the size it is shown at. */
const THUMBNAIL_PX = 480;

/**
 * Decides by its bytes what a medium is, turns it upright for the thumbnail, and measures it. Of a HEIC photo or a PDF it
 * makes the picture that is shown and read.
 */
export const checkMedia: CheckMedia = async (bytes) => {
  // Loaded here, so that webhooks, which share the bundle, start without them.
  const [{ fileTypeFromBuffer }, { default: sharp }] = await Promise.all([import('file-type'), import('sharp')]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const usable = USABLE.get((await fileTypeFromBuffer(bytes))?.mime ?? '');
  if (usable === undefined) return notUsable('The file is neither a JPEG, PNG, WebP or HEIC image nor a PDF.');
  const { contentType } = usable;
  try {
    const isDrawn = contentType === 'image/heic' || contentType === 'application/pdf';
    const picture = isDrawn ? await (await import('./draw-picture.ts')).drawPicture({ bytes, contentType }) : null;
    const image = sharp(picture ?? bytes, { limitInputPixels: PIXELS_MAX }).rotate();
    const { autoOrient } = await image.metadata();
    const thumbnail = await image
      .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer();
    return ok({ ...usable, sha256, width: autoOrient.width, height: autoOrient.height, thumbnail, picture });
  } catch {
    return notUsable(
      contentType === 'application/pdf'
        ? 'The PDF is damaged, locked with a password, or too large to open.'
        : 'The image is damaged or too large to open.',
    );
  }
};

const notUsable = (message: string) =>
  fail('not-usable', message, 'Send the screenshot as a photo (JPG, PNG, WebP, HEIC) or PDF.');
