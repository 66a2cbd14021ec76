import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ExtractionError } from './extraction-error.ts';

const USAGE =
  'Usage: npm run extract -- DIR --out predictions.json   (reads every jpg, jpeg, png, webp, heic and pdf of DIR)';
const IMAGE_NAME = /\.(?:jpe?g|png|webp|hei[cf]|pdf)$/i;
/** What has to be drawn before it can be read. */
const DRAWN_NAME = /\.(?:hei[cf]|pdf)$/i;

/** Names a wrong use of the command. */
class UsageError extends Error {}

type Arguments = { readonly folder: string; readonly out: string };

/** @throws UsageError unless there is one folder and `--out` */
function parseArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) throw new UsageError('Name one folder.');
    if (!values.out) throw new UsageError('Say with --out where the predictions go.');
    return { folder, out: values.out };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Image files of a folder, sorted by name. @throws UsageError if the folder cannot be listed or has no image */
async function imagesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => {
    throw new UsageError(`${folder} is not a folder that can be read.`);
  });
  const images = names.filter((name) => IMAGE_NAME.test(name)).sort();
  if (images.length === 0) throw new UsageError(`${folder} holds no image.`);
  return images;
}

/** A file's bytes, or of a HEIC photo or a PDF what is drawn of it. @throws ExtractionError if it cannot be opened */
async function pictureOf(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  if (!DRAWN_NAME.test(path)) return bytes;
  const { checkMedia } = await import('../media/check-media.ts');
  const checked = await checkMedia(bytes);
  if (!checked.ok) throw new ExtractionError('unreadable-image', checked.failure.message);
  return checked.value.picture ?? bytes;
}

/** Reads every image of a folder with the ocr engine and writes the predictions in the format of e2e/fixtures/orders. */
async function extractFolder({ folder, out }: Arguments): Promise<void> {
  const images = await imagesOf(folder);
  // The engine is loaded once it is known what to read.
  const { closeScreenshotReader, readScreenshot } = await import('./read-screenshot.ts');
  const predictions: object[] = [];
  const seconds: number[] = [];
  let failed = 0;
  for (const file of images) {
    try {
      const {
        order,
        boxes: _boxes,
        page: _page,
        ...reading
      } = await readScreenshot(await pictureOf(join(folder, file)));
      predictions.push({ file, ...order, ...reading });
      seconds.push(reading.milliseconds / 1000);
      console.log(`${file}  ${(reading.milliseconds / 1000).toFixed(2)} s  ${order.isOrder ? 'order' : 'no order'}`);
    } catch (error) {
      if (!(error instanceof ExtractionError)) throw error;
      failed += 1;
      predictions.push({ file, isOrder: false, items: [], tracking: [], failure: error.code });
      console.log(`${file}  ${error.code}: ${error.message}`);
    }
  }
  await closeScreenshotReader();
  await writeFile(out, `${JSON.stringify(predictions, null, 2)}\n`);
  seconds.sort((a, b) => a - b);
  const median = seconds[Math.floor(seconds.length / 2)] ?? 0;
  const orders = predictions.filter((prediction) => 'isOrder' in prediction && prediction.isOrder === true).length;
  console.log(
    `${images.length} images: ${orders} orders, ${failed} failed; median ${median.toFixed(2)} s, longest ${(seconds.at(-1) ?? 0).toFixed(2)} s; written to ${out}`,
  );
}

try {
  await extractFolder(parseArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
