import { gunzipSync, inflateSync } from 'node:zlib';
import { FirestoreError } from '../values/status.ts';

/**
 * One byte that says whether the message is compressed, four with its length, and the message.
 * @see https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */
export const PREFIX_BYTES = 5;

/** Production refuses requests above 10 MiB with a sentence of its own; the transport lets more through to say it. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** Writes the prefix of a message that stands behind five free bytes. */
export function writePrefix(frame: Buffer): Buffer {
  frame[0] = 0;
  frame.writeUInt32BE(frame.length - PREFIX_BYTES, 1);
  return frame;
}

/** Cuts the bytes of a stream, as they come in, into messages. */
export class MessageFrames {
  readonly #encoding: string;
  #pending: Buffer[] = [];
  #pendingBytes = 0;

  /** @param encoding what compressed messages are compressed with: the header `grpc-encoding` */
  constructor(encoding: string) {
    this.#encoding = encoding;
  }

  /** The messages that are whole now. @throws FirestoreError for one that is too long or cannot be unpacked */
  push(chunk: Buffer): Uint8Array[] {
    let bytes = chunk;
    if (this.#pendingBytes > 0) {
      this.#pending.push(chunk);
      this.#pendingBytes += chunk.length;
      if (this.#pendingBytes < this.#needed()) return [];
      bytes = Buffer.concat(this.#pending);
    }
    const messages: Uint8Array[] = [];
    let at = 0;
    for (;;) {
      const end = endOfFrame(bytes, at);
      if (end === null || end > bytes.length) break;
      messages.push(this.#unpacked(bytes, at, end));
      at = end;
    }
    this.#pending = at < bytes.length ? [bytes.subarray(at)] : [];
    this.#pendingBytes = bytes.length - at;
    return messages;
  }

  /** Bytes it takes until the first message that is under way is whole, as far as that can be told. */
  #needed(): number {
    const [first] = this.#pending;
    return (first && endOfFrame(first, 0)) ?? PREFIX_BYTES;
  }

  #unpacked(bytes: Buffer, at: number, end: number): Uint8Array {
    const message = bytes.subarray(at + PREFIX_BYTES, end);
    if (bytes[at] === 0) return message;
    const limit = { maxOutputLength: MAX_MESSAGE_BYTES };
    if (this.#encoding === 'gzip') return gunzipSync(message, limit);
    if (this.#encoding === 'deflate') return inflateSync(message, limit);
    throw new FirestoreError('UNIMPLEMENTED', `Messages compressed with "${this.#encoding}" are not understood.`);
  }
}

/** Where the frame that begins at a place ends; null while its prefix is not whole. */
function endOfFrame(bytes: Buffer, at: number): number | null {
  if (bytes.length < at + PREFIX_BYTES) return null;
  const length = bytes.readUInt32BE(at + 1);
  if (length > MAX_MESSAGE_BYTES) {
    throw new FirestoreError('RESOURCE_EXHAUSTED', `A message may have at most ${MAX_MESSAGE_BYTES} bytes.`);
  }
  return at + PREFIX_BYTES + length;
}
