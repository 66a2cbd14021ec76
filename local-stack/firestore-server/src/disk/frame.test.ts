import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32c } from './crc32c.ts';
import { encodeFrame, FRAME_HEADER_BYTES, readFrame } from './frame.ts';

test.each([
  { bytes: Buffer.from('123456789'), crc: 0xe3069283, why: 'the check value of the algorithm' },
  { bytes: Buffer.alloc(32), crc: 0x8a9136aa, why: 'RFC 3720 B.4, zeros' },
  { bytes: Buffer.alloc(32, 0xff), crc: 0x62a8ab43, why: 'RFC 3720 B.4, ones' },
  { bytes: Buffer.from(Array.from({ length: 32 }, (_, i) => i)), crc: 0x46dd794e, why: 'RFC 3720 B.4, rising' },
])('CRC32C: $why', ({ bytes, crc }) => {
  expect(crc32c(bytes)).toBe(crc);
});

const payload = fc.uint8Array({ minLength: 1, maxLength: 200 });

test('a frame gives back its payload, wherever it lies', () => {
  fc.assert(
    fc.property(payload, fc.uint8Array({ maxLength: 20 }), (content, before) => {
      const bytes = Buffer.concat([before, encodeFrame(content), Buffer.from('more')]);
      const read = readFrame(bytes, before.length);
      expect(read).toEqual({
        kind: 'frame',
        payload: Buffer.from(content),
        next: before.length + FRAME_HEADER_BYTES + content.length,
      });
    }),
  );
});

test('no beginning of a frame, and no frame with a changed byte, is taken for a frame', () => {
  fc.assert(
    fc.property(payload, fc.nat(), fc.integer({ min: 1, max: 255 }), (content, place, change) => {
      const frame = Buffer.from(encodeFrame(content));
      expect(readFrame(frame.subarray(0, place % frame.length), 0).kind).toBe('incomplete');
      frame[place % frame.length] = (frame[place % frame.length] ?? 0) ^ change;
      expect(readFrame(frame, 0).kind).not.toBe('frame');
    }),
  );
});

test('zeros, as a power cut may leave them, are no frame', () => {
  expect(readFrame(Buffer.alloc(4096), 0).kind).toBe('damaged');
});
