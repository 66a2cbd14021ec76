import { parentPort, workerData } from 'node:worker_threads';
import { boundMemory } from './bound-memory.ts';
import { type Drawable, PIXELS_MAX, type Pixels } from './drawable.ts';

/**
 * The thread that opens one HEIC or PDF file and ends: its decoders are WebAssembly that runs without a pause, so that a
 * hostile file can neither hold up other work nor keep memory once the thread is gone. See draw-picture.ts.
 */

/** Memory of the decoders. A photo of 50 million pixels takes about 400 MB. */
const MEMORY_MAX_BYTES = 640 * 1_048_576;

/** A page is drawn so wide, in pixels: its body text, 10 of 595 points, is then about 27 px high, which OCR reads best. */
const PAGE_WIDTH = 1600;
/** A page as narrow as a telephone is not drawn larger than this many pixels per point. */
const MOST_SCALE = 3;
/** Most pixels of a drawn page: a telephone's capture of a whole shop page is one page, up to forty screens high. */
const PAGE_PIXELS_MAX = 24_000_000;

async function openHeic(bytes: Uint8Array): Promise<Pixels> {
  const { default: heic } = await import('heic-decode');
  const images = await heic.all({ buffer: bytes });
  const [first] = images;
  if (!first) throw new Error('no image');
  if (first.width * first.height > PIXELS_MAX) throw new Error('too many pixels');
  const { data, width, height } = await first.decode();
  return { width, height, rgba: new Uint8Array(data.buffer) };
}

async function drawFirstPage(bytes: Uint8Array): Promise<Pixels> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  if (document.getPageCount() < 1) throw new Error('no page');
  const page = document.getPage(0);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(originalWidth >= 1 && originalHeight >= 1)) throw new Error('no area');
  const fitting = Math.sqrt(PAGE_PIXELS_MAX / (originalWidth * originalHeight));
  const scale = Math.min(MOST_SCALE, PAGE_WIDTH / originalWidth, fitting);
  const { width, height, data } = await page.render({ scale, render: 'bitmap', renderFormFields: true });
  return { width, height, rgba: data };
}

const { bytes, contentType } = workerData as Drawable;
boundMemory(MEMORY_MAX_BYTES);
const pixels = await (contentType === 'image/heic' ? openHeic(bytes) : drawFirstPage(bytes));
// the copy's memory is handed over, not copied again
const rgba = pixels.rgba.buffer instanceof ArrayBuffer ? pixels.rgba : Uint8Array.from(pixels.rgba);
parentPort?.postMessage({ ...pixels, rgba }, rgba.byteOffset === 0 ? [rgba.buffer as ArrayBuffer] : []);
