import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { prepareImage } from './prepare-image.ts';
import { openRecogniser, type Recogniser } from './recognise-words.ts';

const order = readFileSync(fileURLToPath(new URL('../../../e2e/fixtures/orders/orders-032.jpg', import.meta.url)));
/** The part with the number of the order. */
const image = await sharp(order).extract({ left: 0, top: 560, width: 750, height: 300 }).png().toBuffer();

let recogniser: Recogniser | null = null;
afterEach(async () => recogniser?.close());

test('a picture that takes too long is given up with its own code', async () => {
  recogniser = openRecogniser({ timeoutMs: 1 });
  await expect(recogniser.recognise(await prepareImage(image))).rejects.toMatchObject({ code: 'ocr-timeout' });
});

test('pictures wait for the one worker, boxes are in pixels of the original, and a closed engine starts again', async () => {
  recogniser = openRecogniser({ workers: 1 });
  const prepared = await prepareImage(image);
  const [first, second] = await Promise.all([recogniser.recognise(prepared), recogniser.recognise(prepared)]);
  expect(second).toEqual(first);
  for (const { box, confidence } of first.words) {
    expect(box.x1).toBeLessThanOrEqual(prepared.width + 1);
    expect(box.y1).toBeLessThanOrEqual(prepared.height + 1);
    expect(confidence).toBeLessThanOrEqual(1);
  }
  expect(first.words.map(({ text }) => text).join(' ')).toContain('2000132-45725004');
  await recogniser.close();
  expect((await recogniser.recognise(prepared)).words.length).toBe(first.words.length);
}, 60_000);
