import type { Size } from '@casillero/domain/order/recognised-words';
import sharp from 'sharp';
import { ExtractionError } from './extraction-error.ts';
import { invertDarkBands } from './invert-dark-bands.ts';

/** A picture as the OCR engine wants it, and how its pixels relate to those of the upright original. */
export type PreparedImage = {
  /** Greyscale, dark text on light ground, PNG without compression (the engine decodes it at once). */
  readonly png: Uint8Array;
  /** Size of the original as it was read: upright, and turned by `tilt`; px. */
  readonly width: number;
  readonly height: number;
  /** Size of the upright original, px. */
  readonly upright: Size;
  /** Prepared pixels per pixel of `width` and `height`. */
  readonly scale: number;
};

/** Most pixels that are opened: a long scrolling capture has 20 million; a decompression bomb far more. */
const PIXELS_MAX = 64_000_000;
/**
 * Pictures arrive from phones 360 to 430 points wide and shrunk to 1600 px on the longer side, so that body text is
 * 12 to 18 px high. The engine reads best at about 30 px; much more only costs time.
 */
const ENLARGEMENT = 1.5;
/** Narrower screens have smaller letters: they are enlarged to this width. */
const LEAST_WIDTH = 1000;
/** Wider than this, letters are large enough as they are. */
const MOST_WIDTH = 1800;
/** The engine's memory grows with the picture and stays: so many pixels bound it. A long capture has 12 million. */
const PREPARED_PIXELS_MAX = 20_000_000;
/** The engine refuses higher pictures (its coordinates are 16 bits). */
const PREPARED_HEIGHT_MAX = 32_000;
/** A picture wider than this is a camera's, with letters far larger than need be: it is shrunk. */
const WIDE = 2600;
/**
 * Turns a picture upright (EXIF, and by `tilt` if a first reading measured one), makes it grey, dark on light and large
 * enough for OCR.
 * @param tilt how far lines fall to the right, px down per px across; 0 for screenshots
 * @throws ExtractionError `unreadable-image` if the bytes are no picture, damaged or above 64 million pixels
 */
export async function prepareImage(image: Uint8Array, tilt = 0): Promise<PreparedImage> {
  try {
    const degrees = (-Math.atan(tilt) * 180) / Math.PI;
    const opened = sharp(image, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
      .autoOrient()
      .flatten({ background: '#ffffff' });
    const upright = tilt === 0 ? opened : opened.rotate(degrees, { background: '#808080' });
    const { data, info } = await upright.greyscale().raw().toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const { autoOrient } = await opened.metadata();
    const light = invertDarkBands(data, width, height);
    const wanted = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.round(width * ENLARGEMENT)));
    const liked = width > WIDE ? MOST_WIDTH / width : Math.max(1, wanted / width);
    const scale = Math.min(liked, Math.sqrt(PREPARED_PIXELS_MAX / (width * height)), PREPARED_HEIGHT_MAX / height);
    const png = await sharp(light, { raw: { width, height, channels: 1 } })
      .resize({ width: Math.round(width * scale), height: Math.round(height * scale), fit: 'fill', kernel: 'cubic' })
      .toColourspace('b-w')
      .png({ compressionLevel: 0 })
      .toBuffer();
    return { png, width, height, upright: { width: autoOrient.width, height: autoOrient.height }, scale };
  } catch (cause) {
    throw new ExtractionError(
      'unreadable-image',
      'The image is damaged or too large to open. Send the screenshot again.',
      cause,
    );
  }
}
