import { tiltOf } from '@casillero/domain/order/levelled';
import type { RecognisedPage } from '@casillero/domain/order/recognised-words';
import { turnedBack } from '@casillero/domain/order/turned-back';
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
    words = turnedBack(await recogniser.recognise(prepared), tilt, prepared.upright);
  }
  const turned = prepared;
  return {
    words,
    lookAgain: async () => {
      const seen = await recogniser.recognise(turned, 'block');
      return words.upright === undefined ? seen : turnedBack(seen, tilt, turned.upright);
    },
  };
}
