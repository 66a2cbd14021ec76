import { createRequire } from 'node:module';
import { Worker as Thread } from 'node:worker_threads';
import type { RecognisedPage, RecognisedWord } from '@casillero/domain/order/recognised-words';
import type Tesseract from 'tesseract.js';
import { ExtractionError } from './extraction-error.ts';
import { gatherLanguageFiles, OCR_LANGUAGES } from './language-files.ts';
import type { PreparedImage } from './prepare-image.ts';

const require = createRequire(import.meta.url);

/** Reads words off prepared pictures. Pictures wait their turn if all workers are busy. */
export type Recogniser = {
  /** @throws ExtractionError `ocr-timeout` or `ocr-failed`; the worker is replaced and the next picture is not affected */
  readonly recognise: (image: PreparedImage, layout?: Layout) => Promise<RecognisedPage>;
  /** Ends all workers; for tests and command lines. Pictures under way fail with `ocr-failed`. */
  readonly close: () => Promise<void>;
};

export type RecogniserOptions = {
  /** Threads that read at the same time, one picture each. One takes about 220 MB beside Node's own memory. */
  readonly workers?: number;
  /** Longest time for one picture, start of the engine included; a waiting picture's clock does not run. */
  readonly timeoutMs?: number;
};

export const DEFAULT_WORKERS = 1;
export const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * How the engine looks for text. `sparse`: anywhere, which suits labels and values that stand apart. `block`: as one
 * block of lines, which finds some of what `sparse` misses, and reads more of the pictures as letters.
 */
export type Layout = 'sparse' | 'block';

/** Tesseract's page segmentation modes 11 and 6. */
const PAGE_SEGMENTATION: Readonly<Record<Layout, string>> = { sparse: '11', block: '6' };
/** LSTM engine only; the old one is not shipped. */
const LSTM_ONLY = 1;
/** Screenshots carry no resolution; without one the engine measures it anew each time, and warns. */
const DOTS_PER_INCH = '200';

/** Starts nothing yet: each worker starts with its first picture and is kept warm. */
export function openRecogniser(options: RecogniserOptions = {}): Recogniser {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const slots = Array.from({ length: options.workers ?? DEFAULT_WORKERS }, () => new Slot());
  const idle = [...slots];
  const waiting: ((slot: Slot) => void)[] = [];
  const take = (): Promise<Slot> => {
    const slot = idle.pop();
    return slot ? Promise.resolve(slot) : new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (slot: Slot): void => {
    const next = waiting.shift();
    if (next) next(slot);
    else idle.push(slot);
  };
  return {
    recognise: async (image, layout = 'sparse') => {
      const slot = await take();
      try {
        return await slot.recognise(image, layout, timeoutMs);
      } finally {
        giveBack(slot);
      }
    },
    close: async () => {
      await Promise.all(slots.map((slot) => slot.stop()));
    },
  };
}

/** One place for a worker; the worker in it may be replaced. */
class Slot {
  private worker: Promise<Tesseract.Worker> | null = null;
  private fail: ((reason: ExtractionError) => void) | null = null;

  async recognise(image: PreparedImage, layout: Layout, timeoutMs: number): Promise<RecognisedPage> {
    const { promise: failed, reject } = Promise.withResolvers<never>();
    this.fail = reject;
    const timer = setTimeout(
      () =>
        reject(new ExtractionError('ocr-timeout', `Reading took longer than ${timeoutMs / 1000} s and was stopped.`)),
      timeoutMs,
    );
    try {
      return await Promise.race([this.read(image, layout), failed]);
    } catch (error) {
      await this.stop();
      if (error instanceof ExtractionError) throw error;
      throw new ExtractionError('ocr-failed', 'The OCR engine stopped while it read the image. Try again.', error);
    } finally {
      clearTimeout(timer);
      this.fail = null;
    }
  }

  async stop(): Promise<void> {
    const worker = this.worker;
    this.worker = null;
    this.fail?.(new ExtractionError('ocr-failed', 'The OCR engine was shut down.'));
    if (!worker) return;
    // a worker that is still starting is ended as soon as it has; one that cannot start has nothing to end
    const ended = worker
      .then((started) => started.terminate())
      .then(
        () => undefined,
        () => undefined,
      );
    await Promise.race([ended, new Promise<void>((resolve) => setTimeout(resolve, 5_000).unref())]);
  }

  private async read(image: PreparedImage, layout: Layout): Promise<RecognisedPage> {
    this.worker ??= startWorker((cause) =>
      this.fail?.(
        new ExtractionError('ocr-failed', 'The OCR engine stopped while it read the image. Try again.', cause),
      ),
    );
    const starting = this.worker;
    const worker = await starting;
    this.assertStillHere(starting);
    await worker.setParameters({ tessedit_pageseg_mode: PAGE_SEGMENTATION[layout] as Tesseract.PSM });
    this.assertStillHere(starting);
    const { data } = await worker.recognize(Buffer.from(image.png), {}, { blocks: true });
    return { width: image.width, height: image.height, words: wordsOf(data, image.scale) };
  }

  /**
   * A worker that was stopped meanwhile must not be given work: tesseract.js would reject a promise that nobody has,
   * which ends the process.
   */
  private assertStillHere(worker: Promise<Tesseract.Worker>): void {
    if (this.worker !== worker) throw new ExtractionError('ocr-failed', 'The OCR engine was shut down.');
  }
}

/** @param onCrash called if the engine's thread dies, of lack of memory for instance; unheard, that would end the process */
async function startWorker(onCrash: (cause: unknown) => void): Promise<Tesseract.Worker> {
  const { createWorker }: typeof Tesseract = require('tesseract.js');
  const { folder, remove } = await gatherLanguageFiles();
  try {
    const worker = await createWorker([...OCR_LANGUAGES], LSTM_ONLY, {
      langPath: folder,
      cacheMethod: 'none',
      gzip: true,
      // without a handler tesseract.js throws into the event loop; the rejected promise says it all
      errorHandler: () => {},
    });
    threadOf(worker)?.on('error', onCrash);
    await worker.setParameters({ user_defined_dpi: DOTS_PER_INCH, debug_file: '/dev/null' });
    return worker;
  } finally {
    await remove();
  }
}

/** The thread behind a worker: tesseract.js hands it out in Node, though its types do not say so. */
function threadOf(worker: object): Thread | null {
  return 'worker' in worker && worker.worker instanceof Thread ? worker.worker : null;
}

/** All words with their boxes in pixels of the original. */
function wordsOf(page: Tesseract.Page, scale: number): RecognisedWord[] {
  const original = (pixels: number): number => Math.round(pixels / scale);
  return (page.blocks ?? []).flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ lines }) =>
      lines.flatMap(({ words }) =>
        words.map(({ text, confidence, bbox }) => ({
          text,
          confidence: Math.round(confidence) / 100,
          box: { x0: original(bbox.x0), y0: original(bbox.y0), x1: original(bbox.x1), y1: original(bbox.y1) },
        })),
      ),
    ),
  );
}
