/** The beginnings of files that are heard and seen, as base64: as much of each as says what it is. */

const padded = (...parts: readonly (string | readonly number[])[]): string =>
  Buffer.concat([
    ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    Buffer.alloc(2_000),
  ]).toString('base64');

/** A voice note as WhatsApp sends it. @see RFC 7845, 5.1 */
export const A_VOICE_NOTE = padded('OggS', new Array(24).fill(0), 'OpusHead', [1, 1]);
/** @see ISO 11172-3, 2.4.1.3: MPEG-1 layer III, 128 kbit/s, 44.1 kHz */
export const AN_MP3 = padded([0xff, 0xfb, 0x90, 0x00]);
/** @see ISO 13818-7, 6.2: an ADTS frame */
export const AN_AAC = padded([0xff, 0xf1, 0x50, 0x80]);
/** @see RFC 4867, 5.1 */
export const AN_AMR = padded('#!AMR\n');
/** @see ISO 14496-12, 4.3: a file type box */
export const AN_MP4 = padded([0, 0, 0, 24], 'ftypisom', [0, 0, 2, 0], 'isomiso2');
export const AN_M4A = padded([0, 0, 0, 24], 'ftypM4A ', [0, 0, 0, 0], 'M4A mp42');
export const A_PROGRAM = padded('MZ', [0x90, 0x00]);
