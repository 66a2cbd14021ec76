import { crc32c } from './crc32c.ts';

/**
 * A frame: 4 bytes CRC32C of all that follows, 4 bytes length of the payload (both little-endian), then the payload.
 * The length is under the checksum, so that a damaged length is noticed. A payload is never empty: a run of zeros, as a
 * file system may leave behind after a power cut, is no frame.
 */
const CRC_BYTES = 4;
export const FRAME_HEADER_BYTES = 8;

/** Puts one payload into a frame. The payload must not be empty. */
export function encodeFrame(payload: Uint8Array): Uint8Array {
  const frame = Buffer.allocUnsafe(FRAME_HEADER_BYTES + payload.length);
  frame.writeUInt32LE(payload.length, CRC_BYTES);
  frame.set(payload, FRAME_HEADER_BYTES);
  frame.writeUInt32LE(crc32c(frame, CRC_BYTES), 0);
  return frame;
}

/** What stands at a place in a file: a frame, the beginning of one, or something that is none. */
export type FrameRead =
  | { readonly kind: 'frame'; readonly payload: Uint8Array; readonly next: number }
  /** `need`: how many bytes from the offset on it takes to tell */
  | { readonly kind: 'incomplete'; readonly need: number }
  | { readonly kind: 'damaged' };

/** Reads the frame at an offset. The payload is a view into `bytes`. Never throws. */
export function readFrame(bytes: Buffer, offset: number): FrameRead {
  const available = bytes.length - offset;
  if (available < FRAME_HEADER_BYTES) return { kind: 'incomplete', need: FRAME_HEADER_BYTES };
  const length = bytes.readUInt32LE(offset + CRC_BYTES);
  if (length === 0) return { kind: 'damaged' };
  const need = FRAME_HEADER_BYTES + length;
  if (available < need) return { kind: 'incomplete', need };
  const next = offset + need;
  if (crc32c(bytes, offset + CRC_BYTES, next) !== bytes.readUInt32LE(offset)) return { kind: 'damaged' };
  return { kind: 'frame', payload: bytes.subarray(offset + FRAME_HEADER_BYTES, next), next };
}
