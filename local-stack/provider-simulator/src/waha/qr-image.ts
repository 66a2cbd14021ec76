import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** Pixels per module. */
const SCALE = 6;

/** A PNG (8-bit grey) of a QR code that holds this text. */
export function qrImage(text: string): Buffer {
  const { data, size } = encode(text, { border: 2 });
  const width = size * SCALE;
  const rows = data.flatMap((row) => {
    const line = Buffer.alloc(width + 1); // the first byte is the row's filter: none
    row.forEach((isDark, column) => {
      line.fill(isDark ? 0 : 255, 1 + column * SCALE, 1 + (column + 1) * SCALE);
    });
    return Array.from({ length: SCALE }, () => line);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  header.writeUInt8(8, 8); // bits per sample; colour type 0 (grey), no interlacing
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @see https://www.w3.org/TR/png-3/#5Chunk-layout */
function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}
