import { fail, ok } from '@casillero/domain/result';
import type { CheckOutgoing } from '../usecases/outgoing-files/ports.ts';
import { PIXELS_MAX } from './drawable.ts';

/** Longer side of a thumbnail, in pixels: twice the size it is shown at. */
const THUMBNAIL_PX = 480;

/**
 * Decides by its bytes whether a file can be sent to a contact. A picture in a form that Meta refuses (16 bits, greys, CMYK) becomes a
 * JPEG. @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
 */
export const checkOutgoing: CheckOutgoing = async (bytes) => {
  // Loaded here, so that no other call of the API pays for them.
  const [{ fileTypeFromBuffer }, { default: sharp }] = await Promise.all([import('file-type'), import('sharp')]);
  const mime = (await fileTypeFromBuffer(bytes))?.mime;
  if (mime === 'application/pdf') return ok({ contentType: mime, bytes, picture: null });
  if (mime !== 'image/jpeg' && mime !== 'image/png') return notSendable('The file is no JPEG, PNG or PDF.');
  try {
    const image = sharp(bytes, { limitInputPixels: PIXELS_MAX });
    const { autoOrient, depth, space } = await image.metadata();
    const isCarried = depth === 'uchar' && space === 'srgb';
    const carried = isCarried
      ? bytes
      : await image.clone().autoOrient().toColourspace('srgb').flatten({ background: '#fff' }).jpeg().toBuffer();
    const thumbnail = await image
      .autoOrient()
      .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer();
    const { width, height } = autoOrient;
    return ok({
      contentType: isCarried ? mime : 'image/jpeg',
      bytes: carried,
      picture: { width, height, thumbnail },
    });
  } catch {
    return notSendable('The picture is damaged or too large to open.');
  }
};

const notSendable = (message: string) =>
  fail('file-not-sendable', message, 'Send it as a JPEG or PNG picture, or as a PDF.');
