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

/** What the engine reads in a picture of the fixtures; reading takes a second, so each is read once. */
const readings = new Map<string, ReturnType<typeof readScreenshot>>();
function readingOf(file: string): ReturnType<typeof readScreenshot> {
  const reading = readings.get(file) ?? readScreenshot(imageOf(file));
  readings.set(file, reading);
  return reading;
}

afterAll(closeScreenshotReader);

describe('readScreenshot, with the real engine', () => {
  // light, dark, Spanish, and one that is no order
  const files = ['orders-018.jpg', 'orders-008.jpg', 'orders-014.jpg', 'orders-021.jpg'];

  test('reads four pictures nearly without a mistake', async () => {
    const predictions = [];
    for (const file of files) predictions.push({ file, ...(await readingOf(file)).order });
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
    expect((await readScreenshot(lying)).order.orderNumber).toBe('113-6724483-2918183');
  }, 60_000);

  test('says where a photo askew shows its fields, though it was levelled to be read', async () => {
    const degrees = 2;
    const askew = sharp(imageOf('orders-018.jpg')).rotate(degrees, { background: '#ffffff' }).jpeg();
    const { data, info } = await askew.toBuffer({ resolveWithObject: true });
    const { width = 0, height = 0 } = await sharp(imageOf('orders-018.jpg')).metadata();
    const { boxes: level } = await readingOf('orders-018.jpg');
    const { boxes, order } = await readScreenshot(data);
    expect(order.orderNumber).toBe('113-6724483-2918183');
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    for (const field of ['orderNumber', 'total'] as const) {
      const [was, is] = [level[field], boxes[field]];
      expect(was && is).not.toBeNull();
      if (!was || !is) continue;
      // the middle of the box before, turned with the picture
      const [dx, dy] = [(was.x + was.width / 2 - 0.5) * width, (was.y + was.height / 2 - 0.5) * height];
      const expected = [info.width / 2 + cos * dx - sin * dy, info.height / 2 + sin * dx + cos * dy];
      const [x, y] = [(is.x + is.width / 2) * info.width, (is.y + is.height / 2) * info.height];
      expect(Math.hypot(x - (expected[0] ?? 0), y - (expected[1] ?? 0))).toBeLessThan(12);
    }
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
    expect(await readScreenshot(white)).toMatchObject({ order: { isOrder: false, items: [], total: null } });
  }, 60_000);
});
