import { tiltOf } from '@casillero/domain/order/levelled';
import type { RecognisedPage } from '@casillero/domain/order/recognised-words';
import { prepareImage } from './prepare-image.ts';
import type { Recogniser } from './recognise-words.ts';

/** The words of a screenshot, and a way to read them once more if they do not make sense. */
export type RecognisedScreenshot = {
  readonly words: RecognisedPage;
  readonly lookAgain: () => Promise<RecognisedPage>;
};

/** Photos of screens tilted more than this (px down per px across) are turned upright and read anew. */
const LARGEST_TILT = 0.012;

/** Recognises the words of a screenshot; the photo of a tilted screen takes twice as long. @throws ExtractionError */
export async function recogniseScreenshot(recogniser: Recogniser, image: Uint8Array): Promise<RecognisedScreenshot> {
  let prepared = await prepareImage(image);
  let words = await recogniser.recognise(prepared);
  const tilt = tiltOf(words.words);
  if (Math.abs(tilt) > LARGEST_TILT) {
    prepared = await prepareImage(image, tilt);
    words = await recogniser.recognise(prepared);
  }
  const upright = prepared;
  return { words, lookAgain: () => recogniser.recognise(upright, 'block') };
}
