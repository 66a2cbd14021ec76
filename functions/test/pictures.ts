import sharp from 'sharp';

/** A small JPEG as base64; each number is another file, since it stands in it (colours alone may compress alike). */
export const aJpeg = async (number: number): Promise<string> =>
  (
    await sharp({ create: { width: 40, height: 80, channels: 3, background: { r: number % 256, g: 80, b: 120 } } })
      .withExif({ IFD0: { ImageDescription: String(number) } })
      .jpeg()
      .toBuffer()
  ).toString('base64');

/** The smallest PDF that a reader opens. */
export const A_PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
).toString('base64');
