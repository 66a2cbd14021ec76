import sharp from 'sharp';
import { ExtractionError } from './extraction-error.ts';

/** A picture as the OCR engine wants it, and how its pixels relate to those of the upright original. */
export type PreparedImage = {
  /** Greyscale, dark text on light ground, PNG without compression (the engine decodes it at once). */
  readonly png: Uint8Array;
  /** Size of the upright original, px. */
  readonly width: number;
  readonly height: number;
  /** Prepared pixels per original pixel. */
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
/** Below this mean brightness (0 to 255) a page is dark mode and is inverted. */
const DARK_MEAN = 96;

/**
 * Turns a picture upright (EXIF), makes it grey, dark on light and large enough for OCR.
 * @throws ExtractionError `unreadable-image` if the bytes are no picture, damaged or above 64 million pixels
 */
export async function prepareImage(image: Uint8Array): Promise<PreparedImage> {
  try {
    const upright = sharp(image, { limitInputPixels: PIXELS_MAX, failOn: 'error' }).rotate();
    const { data, info } = await upright
      .flatten({ background: '#ffffff' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const grey = sharp(data, { raw: { width, height, channels } });
    const { channels: statistics } = await grey.stats();
    const isDark = (statistics[0]?.mean ?? 255) < DARK_MEAN;
    const wanted = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.round(width * ENLARGEMENT)));
    const scale = Math.max(1, wanted / width);
    const sized = grey.resize({
      width: Math.round(width * scale),
      height: Math.round(height * scale),
      fit: 'fill',
      kernel: 'cubic',
    });
    const png = await (isDark ? sized.negate() : sized).toColourspace('b-w').png({ compressionLevel: 0 }).toBuffer();
    return { png, width, height, scale };
  } catch (cause) {
    throw new ExtractionError(
      'unreadable-image',
      'The image is damaged or too large to open. Send the screenshot again.',
      cause,
    );
  }
}
