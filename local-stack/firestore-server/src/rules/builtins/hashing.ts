/** The `hashing` namespace: digests of text (as UTF-8) or bytes, as bytes. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type BytesValue, bytes } from '../values.ts';
import { type Builtin, functionOf } from './signature.ts';

/** @see https://firebase.google.com/docs/reference/rules/rules.hashing */
export const HASHING: ReadonlyMap<string, Builtin> = new Map([
  ['md5', functionOf(['string|bytes'], ([input]) => digest('md5', input))],
  ['sha256', functionOf(['string|bytes'], ([input]) => digest('sha256', input))],
  ['crc32', functionOf(['string|bytes'], ([input]) => littleEndian(crc32(contentOf(input))))],
  ['crc32c', functionOf(['string|bytes'], ([input]) => littleEndian(crc32c(contentOf(input))))],
]);

function contentOf(input: string | BytesValue): Uint8Array {
  return typeof input === 'string' ? new TextEncoder().encode(input) : input.bytes;
}

function digest(algorithm: 'md5' | 'sha256', input: string | BytesValue): BytesValue {
  return bytes(createHash(algorithm).update(contentOf(input)).digest());
}

/** Both checksums come as 4 bytes, lowest first, as measured in production. */
function littleEndian(checksum: number): BytesValue {
  const content = new Uint8Array(4);
  new DataView(content.buffer).setUint32(0, checksum, true);
  return bytes(content);
}

/** CRC-32C (Castagnoli), reflected polynomial 0x82F63B78. @see RFC 3720, appendix B.4 */
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

function crc32c(content: Uint8Array): number {
  let checksum = 0xffffffff;
  for (const byte of content) checksum = (checksum >>> 8) ^ (CRC32C_TABLE[(checksum ^ byte) & 0xff] ?? 0);
  return (checksum ^ 0xffffffff) >>> 0;
}
