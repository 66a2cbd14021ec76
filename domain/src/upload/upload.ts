/** A file comes in pieces of this many bytes, the last one with what is left: a lost connection costs one piece. */
export const UPLOAD_CHUNK_BYTES = 524_288;

/** Largest file, in bytes: as large as what WhatsApp's providers hand over. */
export const UPLOAD_MAX_BYTES = 16 * 1_048_576;

/** Where in a file the piece begins that comes after `receivedBytes`; null if the file is complete. */
export const nextOffset = (sizeBytes: number, receivedBytes: number): number | null =>
  receivedBytes < sizeBytes ? receivedBytes : null;

/** How long the piece at `offset` has to be, in bytes. */
export const chunkLengthAt = (sizeBytes: number, offset: number): number =>
  Math.min(UPLOAD_CHUNK_BYTES, sizeBytes - offset);

/** Where the pieces of a file begin. */
export const chunkOffsets = (sizeBytes: number): number[] =>
  Array.from({ length: Math.ceil(sizeBytes / UPLOAD_CHUNK_BYTES) }, (_, i) => i * UPLOAD_CHUNK_BYTES);
