import type { BytesAnswer } from './serve.ts';

/** Bytes of a file that somebody sent: shown, never run, and kept by the caller's own cache only. */
export const mediaAnswer = (body: Uint8Array, contentType: string): BytesAnswer => ({
  headers: {
    'Content-Type': contentType,
    // The bytes of an id never change; `private` keeps them out of shared caches.
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Content-Disposition': 'inline',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  },
  body,
});
