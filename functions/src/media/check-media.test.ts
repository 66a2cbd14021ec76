import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { A_PDF_WITHOUT_A_PAGE, aJpeg, aPdf } from '../../test/pictures.ts';
import type { CheckedMedia } from '../usecases/work-off/ports.ts';
import { checkMedia } from './check-media.ts';
import { drawPicture } from './draw-picture.ts';

const heic = readFileSync(new URL('../../../e2e/fixtures/media/orders-024.heic', import.meta.url));
const fromBase64 = (text: string): Uint8Array => Buffer.from(text, 'base64');
const red = '1 0 0 rg 0 0 2000 2000 re f';

async function usable(bytes: Uint8Array): Promise<CheckedMedia> {
  const checked = await checkMedia(bytes);
  if (!checked.ok) throw new Error(checked.failure.message);
  return checked.value;
}

/** The colour in the middle of a picture. */
async function middleOf(picture: Uint8Array): Promise<number[]> {
  const { data } = await sharp(picture).resize(1, 1).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return [...data];
}

describe('R15: what a medium is, by its bytes', () => {
  test('a HEIC photo gets a picture for browsers and for reading', async () => {
    const { contentType, extension, width, height, picture, thumbnail } = await usable(heic);
    expect({ contentType, extension, width, height }).toEqual({
      contentType: 'image/heic',
      extension: 'heic',
      width: 750,
      height: 1100,
    });
    const drawn = await sharp(picture ?? new Uint8Array()).metadata();
    expect(drawn).toMatchObject({ format: 'jpeg', width: 750, height: 1100 });
    expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'webp', height: 480 });
  });

  test.each<[why: string, size: [number, number], width: number, height: number]>([
    ['a letter page is drawn for reading', [612, 792], 1600, 2070],
    ['a page as narrow as a telephone is drawn as a telephone shows it', [390, 844], 1170, 2532],
    ['a page of a whole shop, forty screens high, keeps within the limit of pixels', [390, 30_000], 558, 42_966],
    ['a wall is drawn small', [14_400, 14_400], 1600, 1600],
  ])('%s', async (_why, size, width, height) => {
    const checked = await usable(fromBase64(aPdf([[20, 'Order']], { size, drawing: red })));
    expect(checked).toMatchObject({ contentType: 'application/pdf', extension: 'pdf' });
    expect(Math.abs((checked.width ?? 0) - width)).toBeLessThanOrEqual(2);
    expect(Math.abs((checked.height ?? 0) - height)).toBeLessThanOrEqual(100);
  });

  test('a page’s colours are right', async () => {
    const { picture } = await usable(fromBase64(aPdf([], { drawing: red })));
    const [r = 0, g = 255, b = 255] = await middleOf(picture ?? new Uint8Array());
    expect([r > 230, g < 30, b < 30]).toEqual([true, true, true]);
  });

  test('a JPEG needs no picture; it is turned upright by its EXIF', async () => {
    const turned = await sharp(fromBase64(await aJpeg(1)))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await usable(turned)).toMatchObject({ contentType: 'image/jpeg', width: 80, height: 40, picture: null });
  });
});

describe('R15: hostile and broken files are refused', () => {
  test.each<[why: string, bytes: Uint8Array]>([
    ['a PDF without a page', fromBase64(A_PDF_WITHOUT_A_PAGE)],
    ['a PDF that is none', Buffer.from(`%PDF-1.7\n${'garbage '.repeat(100)}`)],
    ['a PDF that opens with a password only', locked(fromBase64(aPdf([[60, 'Total $10.00']])))],
    ['a HEIC cut off', heic.subarray(0, 2000)],
    ['a HEIC that claims to be 65,535 px wide', withSize(heic, 65_535)],
    ['a program', Buffer.from('MZ\x90\x00'.repeat(50), 'latin1')],
    ['a film', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')],
  ])('%s', async (_why, bytes) => {
    expect(await checkMedia(bytes)).toMatchObject({ ok: false, failure: { code: 'not-usable' } });
  });

  test('one that takes too long is given up, and the next is drawn', async () => {
    const page = { bytes: fromBase64(aPdf([], { drawing: red })), contentType: 'application/pdf' } as const;
    await expect(drawPicture(page, 1)).rejects.toThrow('too long');
    expect((await drawPicture(page)).byteLength).toBeGreaterThan(1000);
  });
});

/** The PDF as one that is encrypted with a password that nobody gave. @see ISO 32000-1, 7.6.3 (standard security handler) */
function locked(file: Uint8Array): Uint8Array {
  const hash = '5a'.repeat(32);
  const lock = `/Encrypt<</Filter/Standard/V 1/R 2/O<${hash}>/U<${hash}>/P -4>>/ID[<00><00>]`;
  return Buffer.from(Buffer.from(file).toString('latin1').replace('trailer<<', `trailer<<${lock}`), 'latin1');
}

/** The file with another width in its `ispe` box (ISO/IEC 23008-12, 6.5.3). */
function withSize(file: Uint8Array, width: number): Uint8Array {
  const changed = Buffer.from(file);
  changed.writeUInt32BE(width, changed.indexOf('ispe') + 8);
  return changed;
}
