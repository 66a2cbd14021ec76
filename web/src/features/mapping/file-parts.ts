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

/** A file in parts, cut between lines. Read as it is needed, so that a large one fits. @param partBytes for tests */
export async function* filePartsOf(file: Blob, partBytes: number = PART_BYTES): AsyncIterable<FilePart> {
  const decoder = new TextDecoder();
  let rest = '';
  let firstLine = 1;
  for (let from = 0; from < file.size; from += partBytes) {
    const endsAt = Math.min(from + partBytes, file.size);
    const bytes = await file.slice(from, endsAt).arrayBuffer();
    const isLast = endsAt === file.size;
    rest += decoder.decode(bytes, { stream: !isLast });
    const cut = isLast || rest.length > LINE_MAX ? rest.length : rest.lastIndexOf('\n') + 1;
    if (cut === 0) continue;
    const text = rest.slice(0, cut);
    rest = rest.slice(cut);
    yield { text, firstLine, endsAt };
    firstLine += text.split('\n').length - 1;
  }
}
