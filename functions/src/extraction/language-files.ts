import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The languages of the pages we read, the more frequent first. */
export const OCR_LANGUAGES = ['eng', 'spa'] as const;

/** The integer version of the most accurate models: 3 and 2 MB zipped. See docs/extraction.md for the choice. */
const MODEL = '4.0.0_best_int';

/**
 * Puts the trained data of all languages into one new folder, which is what tesseract.js wants, while npm ships one
 * package per language. The files are found through Node's own resolution, so that it works from a bundle too.
 * @returns the folder and a function that removes it again; once the engine has started it is no longer needed
 */
export async function gatherLanguageFiles(): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'casillero-ocr-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    for (const language of OCR_LANGUAGES) {
      const shipped = dirname(require.resolve(`@tesseract.js-data/${language}/package.json`));
      const name = `${language}.traineddata.gz`;
      await copyFile(join(shipped, MODEL, name), join(folder, name));
    }
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
