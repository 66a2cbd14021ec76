import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecognisedPage } from '@casillero/domain/order/recognised-words';
import { recogniseScreenshot } from './recognise-screenshot.ts';
import { openRecogniser } from './recognise-words.ts';

/** One page as it is kept: words as [text, confidence in percent, x0, y0, x1, y1]. */
type Recorded = {
  readonly width: number;
  readonly height: number;
  readonly words: readonly (readonly [string, number, number, number, number, number])[];
};

const recorded = ({ width, height, words }: RecognisedPage): Recorded => ({
  width,
  height,
  words: words.map(({ text, confidence, box }) => [text, Math.round(confidence * 100), box.x0, box.y0, box.x1, box.y1]),
});

/**
 * Records what the engine sees in every jpg of a folder, in both layouts, so that the rules of the domain can be
 * scored in a second without it: `node src/extraction/record-words.ts DIR` writes DIR/words/NAME.json.
 */
async function recordWords(folder: string): Promise<void> {
  const recogniser = openRecogniser();
  await mkdir(join(folder, 'words'), { recursive: true });
  try {
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.jpg')).sort()) {
      const { words, lookAgain } = await recogniseScreenshot(recogniser, await readFile(join(folder, file)));
      const pages = { sparse: recorded(words), block: recorded(await lookAgain()) };
      await writeFile(join(folder, 'words', file.replace(/jpg$/, 'json')), `${JSON.stringify(pages)}\n`);
    }
  } finally {
    await recogniser.close();
  }
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error(
    'Usage: node src/extraction/record-words.ts DIR   (records the words of every jpg of DIR in DIR/words)',
  );
  process.exitCode = 2;
} else {
  await recordWords(folder);
}
