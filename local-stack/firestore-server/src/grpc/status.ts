import { type FirestoreError, toFirestoreError } from '../values/status.ts';

/** Longer sentences would not fit into what clients accept as headers. */
const MAX_MESSAGE_CHARACTERS = 4000;

/** The trailers of a call that failed. INTERNAL faults are printed too: they are bugs of this server. */
export function failureTrailers(thrown: unknown): (readonly [name: string, value: string])[] {
  const error: FirestoreError = toFirestoreError(thrown);
  if (error.status === 'INTERNAL') console.error(thrown);
  return [
    ['grpc-status', String(error.code)],
    ['grpc-message', percentEncoded(error.message.slice(0, MAX_MESSAGE_CHARACTERS))],
  ];
}

/**
 * Headers carry printable ASCII only; everything else, and the percent sign, is written as its UTF-8 bytes.
 * @see https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#responses
 */
function percentEncoded(text: string): string {
  return text.replace(/[^\x20-\x24\x26-\x7e]+/gu, (part) => {
    const bytes = [...Buffer.from(part)];
    return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  });
}
