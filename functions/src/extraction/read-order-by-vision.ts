import { boxesConfirmedBy, confirmedBy } from '@casillero/domain/order/confirmed-by-ocr';
import { disagreementsOf } from '@casillero/domain/order/disagreements';
import { orderOfVision } from '@casillero/domain/order/vision-answer';
import { fail, ok } from '@casillero/domain/result';
import type { ReadOrder } from '../usecases/work-off/extract-order.ts';
import { type AskVision, isPassing } from './ask-vision.ts';
import { ExtractionError } from './extraction-error.ts';
import { readFailure } from './read-order-by-ocr.ts';
import type { OcrReading } from './read-screenshot.ts';
import { scaleForVision } from './scale-for-vision.ts';

/** Changes when the question or what is made of the answer changes; kept with every reading. */
const QUESTION_VERSION = 1;

type Deps = {
  readonly ask: AskVision;
  /** reads the same picture by OCR, at the same time. @throws ExtractionError */
  readonly readByOcr: (image: Uint8Array) => Promise<OcrReading>;
};

/**
 * Reads an order by a vision endpoint, and by OCR beside it (R16): OCR confirms what the model says, shows where it
 * stands, and takes its place if it does not answer. What the two read differently in money or tracking numbers is kept
 * for a person. A failure that may pass is one of the attempt, unless it is the last; then, and with any other, OCR's
 * reading counts and says why.
 */
export const readOrderByVision =
  ({ ask, readByOcr }: Deps) =>
  async (image: Uint8Array, isLastAttempt: boolean): ReturnType<ReadOrder> => {
    const startedAt = performance.now();
    try {
      const jpeg = await scaleForVision(image);
      const [asked, byOcr] = await Promise.all([ask(jpeg), settled(readByOcr(image))]);
      if (!asked.ok) {
        const { code, message } = asked.failure;
        if (isPassing(code) && !isLastAttempt) return fail('engine-failed', message, 'It is tried again by itself.');
        if (byOcr.error !== null) return readFailure(byOcr.error);
        const { page: _words, ...reading } = byOcr.reading;
        return ok({ ...reading, fallback: { code, message } });
      }
      const { answer, use } = asked.value;
      const order = orderOfVision(answer);
      const by = {
        engine: 'vision',
        engineVersion: `${use.model}+${QUESTION_VERSION}`,
        milliseconds: Math.round(performance.now() - startedAt),
        vision: use,
      };
      // without OCR nothing is confirmed, and nothing contradicted
      if (byOcr.error !== null) return ok({ order, ...by });
      const { reading } = byOcr;
      return ok({
        order: confirmedBy(order, reading.order),
        boxes: boxesConfirmedBy(order, reading),
        disagreements: disagreementsOf(order, reading.order, reading.page),
        ...by,
      });
    } catch (error) {
      if (!(error instanceof ExtractionError)) throw error;
      return readFailure(error);
    }
  };

type Settled =
  | { readonly reading: OcrReading; readonly error: null }
  | { readonly reading: null; readonly error: ExtractionError };

/** A failure of OCR is no failure of a reading that has another engine. */
async function settled(reading: Promise<OcrReading>): Promise<Settled> {
  try {
    return { reading: await reading, error: null };
  } catch (error) {
    if (!(error instanceof ExtractionError)) throw error;
    return { reading: null, error };
  }
}
