import { fail, ok, type Result } from '@casillero/domain/result';

/** The file was changed, moved or removed after it was chosen: browsers then refuse to read it. */
export type FileChanged = 'file-changed';

/** Whole lines of a file, and where they stand in it. */
export type FilePart = {
  readonly text: string;
  /** of its first line, from 1 */
  readonly firstLine: number;
  /** bytes of the file up to its end */
  readonly endsAt: number;
};

/** Bytes of a part: some thousand lines, so that progress is seen; far below what the API takes. */
const PART_BYTES = 262_144;

/** A line that is longer is none of an export, and is cut, so that memory stays small. */
const LINE_MAX = 1_048_576;

/** Bytes of a file from `from` up to `to` or its end. @see https://www.w3.org/TR/FileAPI/#file-error-codes */
export async function readPiece(file: Blob, from: number, to: number): Promise<Result<ArrayBuffer, FileChanged>> {
  try {
    return ok(await file.slice(from, to).arrayBuffer());
  } catch {
    return fail('file-changed', 'The file cannot be read any more.', 'Choose it again.');
  }
}

/**
 * A file in parts, cut between lines; a failure is the last one. Read as it is needed, so that a large one fits.
 * @param partBytes for tests
 */
export async function* filePartsOf(
  file: Blob,
  partBytes: number = PART_BYTES,
): AsyncIterable<Result<FilePart, FileChanged>> {
  const decoder = new TextDecoder();
  let rest = '';
  let firstLine = 1;
  for (let from = 0; from < file.size; from += partBytes) {
    const endsAt = Math.min(from + partBytes, file.size);
    const read = await readPiece(file, from, endsAt);
    if (!read.ok) return yield read;
    const isLast = endsAt === file.size;
    rest += decoder.decode(read.value, { stream: !isLast });
    const cut = isLast || rest.length > LINE_MAX ? rest.length : rest.lastIndexOf('\n') + 1;
    if (cut === 0) continue;
    const text = rest.slice(0, cut);
    rest = rest.slice(cut);
    yield ok({ text, firstLine, endsAt });
    firstLine += text.split('\n').length - 1;
  }
}
