import { createRequire } from 'node:module';
import type { OrderReading } from '@casillero/domain/order/read-order';
import type { RecognisedPage } from '@casillero/domain/order/recognised-words';
import { readOrderLookingTwice } from '@casillero/domain/order/second-look';
import { recogniseScreenshot } from './recognise-screenshot.ts';
import { openRecogniser, type Recogniser } from './recognise-words.ts';

/** Changes when the same picture may be read differently; kept with every reading, so that readings compare. */
const RULES_VERSION = 2;

/** What was read from a screenshot, by which engine, in how long. */
export type OcrReading = OrderReading & {
  /** The words it was read from. */
  readonly page: RecognisedPage;
  readonly engine: 'ocr';
  /** Version of tesseract.js and of our rules: `7.0.0+2`. */
  readonly engineVersion: string;
  /** Time from bytes to order, waiting for a free worker included. */
  readonly milliseconds: number;
};

const require = createRequire(import.meta.url);
const { version } = require('tesseract.js/package.json') as { version: string };

let shared: Recogniser | null = null;

/**
 * Reads the order out of a screenshot with the embedded OCR engine (R16): no network, about 1 s and 220 MB per worker.
 * The engine is started by the first call and shared by all.
 * @throws ExtractionError with a stable code; see extraction-error.ts
 */
export async function readScreenshot(image: Uint8Array): Promise<OcrReading> {
  const startedAt = performance.now();
  shared ??= openRecogniser();
  const { words, lookAgain } = await recogniseScreenshot(shared, image);
  const reading = await readOrderLookingTwice(words, lookAgain);
  return {
    ...reading,
    page: words,
    engine: 'ocr',
    engineVersion: `${version}+${RULES_VERSION}`,
    milliseconds: Math.round(performance.now() - startedAt),
  };
}

/** Ends the shared engine, so that a command line or a test can exit. A later call starts it again. */
export async function closeScreenshotReader(): Promise<void> {
  const open = shared;
  shared = null;
  await open?.close();
}
