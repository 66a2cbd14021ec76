import sharp from 'sharp';

/** A small JPEG as base64; each number is another file, since it stands in it (colours alone may compress alike). */
export const aJpeg = async (number: number): Promise<string> =>
  (
    await sharp({ create: { width: 40, height: 80, channels: 3, background: { r: number % 256, g: 80, b: 120 } } })
      .withExif({ IFD0: { ImageDescription: String(number) } })
      .jpeg()
      .toBuffer()
  ).toString('base64');

/** A PNG that does not compress: about 700 kB, the same each time. */
export const aNoisyPng = (): Promise<Buffer> => {
  const pixels = new Uint8Array(480 * 480 * 3);
  let state = 1;
  for (let i = 0; i < pixels.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    pixels[i] = state >>> 16;
  }
  return sharp(pixels, { raw: { width: 480, height: 480, channels: 3 } })
    .png()
    .toBuffer();
};

/** A PDF without a page: opened by readers, and nothing to see. */
export const A_PDF_WITHOUT_A_PAGE = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
).toString('base64');

/**
 * A PDF of one page as base64, with lines of text from the top, in print of 11 points.
 * @param drawing further page content, in PDF operators
 * @param size of the page in points, 1/72 inch
 * @see ISO 32000-1, 7.5 (file structure) and 9.4 (text)
 */
export function aPdf(
  lines: readonly (readonly [x: number, text: string])[],
  { drawing = '', size = [612, 792] as readonly [number, number] } = {},
): string {
  const text = lines.map(([x, line], row) => `BT /F1 11 Tf ${x} ${size[1] - 60 - 22 * row} Td (${line}) Tj ET`);
  const content = `${text.join('\n')}\n${drawing}`;
  const font = '<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${size.join(' ')}]/Contents 4 0 R/Resources${font}>>`,
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj${object}endobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  return Buffer.from(
    `${file}${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`,
    'latin1',
  ).toString('base64');
}
