import { Worker as Thread } from 'node:worker_threads';
import type { Drawable, Pixels } from './drawable.ts';

/** Longest time for one file, the start of its thread included; a photo takes 1 to 3 s, a page less. */
const TIMEOUT_MS = 20_000;
/** Longer side of the picture of a photo, px: print on a photographed screen is still 20 px high. */
const PHOTO_SIDE = 3000;
const JPEG_QUALITY = 85;

/** Files are opened one after the other: one may take 600 MB for a moment. */
let previous: Promise<unknown> = Promise.resolve();

/**
 * Draws a HEIC photo, or the first page of a PDF, as an upright JPEG that browsers show and engines read. Bounded in time,
 * pixels and memory, whatever the file is (R15).
 * @throws if the file is damaged, locked, empty or beyond the limits; the message is for the log, not for people
 */
export function drawPicture(file: Drawable, timeoutMs: number = TIMEOUT_MS): Promise<Uint8Array> {
  const drawn = previous.then(() => draw(file, timeoutMs));
  previous = drawn.catch(() => undefined);
  return drawn;
}

async function draw(file: Drawable, timeoutMs: number): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const { width, height, rgba } = await pixelsOf(file, timeoutMs);
  const picture = sharp(rgba, { raw: { width, height, channels: 4 } }).flatten({ background: '#ffffff' });
  const sized =
    file.contentType === 'image/heic'
      ? picture.resize({ width: PHOTO_SIDE, height: PHOTO_SIDE, fit: 'inside', withoutEnlargement: true })
      : picture;
  return sized.jpeg({ quality: JPEG_QUALITY }).toBuffer();
}

/** Opens a file in a thread of its own, which is ended whatever happens. */
async function pixelsOf(file: Drawable, timeoutMs: number): Promise<Pixels> {
  const thread = new Thread(WORKER, {
    workerData: file,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    // decoders print what they think of a file; the error says it
    stdout: true,
    stderr: true,
  });
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error('It takes too long to open.')), timeoutMs);
  try {
    const answer = new Promise<Pixels>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('It could not be opened.')));
    });
    return await Promise.race([answer, timeout.promise]);
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

/** The thread's file lies beside this one, in the sources as in what is built (functions/build.ts). */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './pixel-worker.ts' : './pixel-worker.js', import.meta.url);
