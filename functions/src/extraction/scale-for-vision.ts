import { ExtractionError } from './extraction-error.ts';

/** Wider, body text of a phone's screenshot is not read better, and costs more. */
const WIDTH = 1_024;
/** A long capture may be four screens high before its letters get smaller. */
const HEIGHT = 4_096;
const PIXELS_MAX = 64_000_000;

/** A picture upright and as large as a vision endpoint needs it, as a JPEG. @throws ExtractionError `unreadable-image` */
export async function scaleForVision(image: Uint8Array): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  try {
    return await sharp(image, { limitInputPixels: PIXELS_MAX })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ width: WIDTH, height: HEIGHT, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 80 })
      .toBuffer();
  } catch (cause) {
    throw new ExtractionError(
      'unreadable-image',
      'The image is damaged or too large to open. Send the screenshot again.',
      cause,
    );
  }
}
