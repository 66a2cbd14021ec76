import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { orderSchema } from '@casillero/domain/order/order';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { score } from '../../../e2e/fixtures/orders/score.mjs';
import { readOrderByOcr } from './read-order-by-ocr.ts';
import { closeScreenshotReader, readScreenshot } from './read-screenshot.ts';

const folder = fileURLToPath(new URL('../../../e2e/fixtures/orders/', import.meta.url));
const imageOf = (file: string): Uint8Array => readFileSync(folder + file);
type Truth = { readonly file: string };
const truths = JSON.parse(readFileSync(`${folder}orders.json`, 'utf8')) as readonly Truth[];

afterAll(closeScreenshotReader);

describe('readScreenshot, with the real engine', () => {
  // light, dark, Spanish, and one that is no order
  const files = ['orders-018.jpg', 'orders-008.jpg', 'orders-014.jpg', 'orders-021.jpg'];

  test('reads four pictures nearly without a mistake', async () => {
    const predictions = [];
    for (const file of files) predictions.push({ file, ...(await readScreenshot(imageOf(file))) });
    for (const prediction of predictions) expect(orderSchema.safeParse(prediction).error).toBeUndefined();
    const scored = score(
      truths.filter(({ file }) => files.includes(file)),
      predictions,
    );
    expect(scored.falseOrderRate).toBe(0);
    expect(scored.macroF1).toBeGreaterThan(0.95);
  }, 60_000);

  test('reads an order from a photo that only its EXIF data turns upright', async () => {
    const lying = await sharp(imageOf('orders-018.jpg')).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await readScreenshot(lying)).orderNumber).toBe('113-6724483-2918183');
  }, 60_000);

  test.each([
    { why: 'no picture at all', bytes: new TextEncoder().encode('not a picture') },
    { why: 'nothing', bytes: new Uint8Array() },
    { why: 'a picture cut off in the middle', bytes: imageOf('orders-018.jpg').subarray(0, 9_000) },
  ])('$why fails as an unreadable image, and the next picture is read', async ({ bytes }) => {
    await expect(readScreenshot(bytes)).rejects.toMatchObject({ code: 'unreadable-image' });
    expect(await readOrderByOcr(bytes)).toMatchObject({ ok: false, failure: { code: 'unreadable-image' } });
  });

  test('an empty white page is no order', async () => {
    const white = await sharp({ create: { width: 400, height: 800, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await readScreenshot(white)).toMatchObject({ isOrder: false, items: [], total: null });
  }, 60_000);
});
