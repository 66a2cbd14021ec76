import { fail, ok } from '@casillero/domain/result';
import type { ReadOrder } from '../usecases/work-off/extract-order.ts';
import { ExtractionError } from './extraction-error.ts';
import { readScreenshot } from './read-screenshot.ts';

/** The extraction port, served by the embedded engine. */
export const readOrderByOcr = async (image: Uint8Array): ReturnType<ReadOrder> => {
  try {
    const { page: _words, ...reading } = await readScreenshot(image);
    return ok(reading);
  } catch (error) {
    if (!(error instanceof ExtractionError)) throw error;
    return readFailure(error);
  }
};

/** What a failure of the engine is to the one who asked for a reading: final, or of this attempt only. */
export function readFailure(error: ExtractionError): Awaited<ReturnType<ReadOrder>> {
  const isFinal = error.code === 'unreadable-image';
  return fail(
    isFinal ? 'unreadable-image' : 'engine-failed',
    error.message,
    isFinal ? 'Send the screenshot again as a photo.' : 'Try again; if it keeps failing, the engine needs more memory.',
  );
}
