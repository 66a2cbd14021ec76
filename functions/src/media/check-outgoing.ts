import { fail, ok } from '@casillero/domain/result';
import type { CheckOutgoing } from '../usecases/outgoing-files/ports.ts';

/** Longer side of a thumbnail, in pixels: twice the size it is shown at. */
const THUMBNAIL_PX = 480;

/**
 * Most pixels that the API decodes, 100 MB at four bytes each: less than where pictures have a function of their own, since others' calls
 * are answered by the same process.
 */
const SENT_PIXELS_MAX = 25_000_000;

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
    // Metadata are in the header: nothing is decoded for them.
    const { autoOrient, depth, space } = await sharp(bytes, { limitInputPixels: false }).metadata();
    const { width, height } = autoOrient;
    if (width * height > SENT_PIXELS_MAX)
      return notSendable(`The picture has more than ${SENT_PIXELS_MAX / 1_000_000} million pixels.`);
    const image = sharp(bytes, { limitInputPixels: SENT_PIXELS_MAX });
    const isCarried = depth === 'uchar' && space === 'srgb';
    const carried = isCarried
      ? bytes
      : await image.clone().autoOrient().toColourspace('srgb').flatten({ background: '#fff' }).jpeg().toBuffer();
    const thumbnail = await image
      .autoOrient()
      .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer();
    return ok({
      contentType: isCarried ? mime : 'image/jpeg',
      bytes: carried,
      picture: { width, height, thumbnail },
    });
  } catch {
    return notSendable('The picture is damaged.');
  }
};

const notSendable = (message: string) =>
  fail('file-not-sendable', message, 'Send it as a JPEG or PNG picture of at most 25 million pixels, or as a PDF.');
