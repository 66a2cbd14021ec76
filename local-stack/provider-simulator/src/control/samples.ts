import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { notFound } from '../problem.ts';

/** Content types by file name ending, as a phone declares them. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.heic': 'image/heic',
  '.pdf': 'application/pdf',
  '.ogg': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.vcf': 'text/vcard',
};

/** Only what a person would send from a drawer of samples. */
const SAMPLE = /^[\w.-]+\.(jpe?g|png|webp|pdf|ogg|mp4)$/i;

export const contentTypeOf = (fileName: string) =>
  CONTENT_TYPES[extname(fileName).toLowerCase()] ?? 'application/octet-stream';

export interface Sample {
  fileName: string;
  contentType: string;
}

export interface Samples {
  /** In the order of their names; empty when no folder was given. */
  list(): Promise<Sample[]>;
  /** Throws Problem 'not-found' for anything but a name of the list. */
  read(fileName: string): Promise<{ bytes: Buffer; contentType: string }>;
}

/** Files of one folder that can be sent with one click. A folder that is not there is an empty one. */
export function createSamples(directory: string | undefined): Samples {
  const list = async () => {
    if (directory === undefined) return [];
    const names = await readdir(directory).catch(() => []);
    return names
      .filter((name) => SAMPLE.test(name))
      .sort()
      .map((fileName) => ({ fileName, contentType: contentTypeOf(fileName) }));
  };
  return {
    list,
    async read(fileName) {
      // Only names of the list reach the file system, so no path can lead out of the folder.
      const sample = (await list()).find((candidate) => candidate.fileName === fileName);
      if (!sample || directory === undefined) throw notFound(`There is no sample file "${fileName}".`);
      return { bytes: await readFile(join(directory, fileName)), contentType: sample.contentType };
    },
  };
}
