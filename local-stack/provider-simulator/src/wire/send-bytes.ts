import type { Response } from 'express';
import type { MediaFault } from '../world/faults.ts';

/** Bytes on their way to a client, with what goes wrong with them. */
export interface MediaToSend {
  bytes: Buffer;
  /** As declared; need not be true. */
  contentType: string;
  fault: MediaFault | null;
}

const ERROR_PAGE = Buffer.from('<!doctype html><title>502</title><h1>Bad gateway</h1><script>alert(1)</script>');
const ZEROS = Buffer.alloc(64 * 1024);

/** Sends the bytes of a medium, or what its fault makes of them. */
export function sendBytes(res: Response, media: MediaToSend): void {
  res.set('Content-Type', media.contentType);
  switch (media.fault?.kind) {
    case 'empty':
      res.set('Content-Length', '0').end();
      return;
    case 'wrong-bytes':
      res.set('Content-Length', String(ERROR_PAGE.length)).end(ERROR_PAGE);
      return;
    case 'ends-early':
      res.set('Content-Length', String(media.bytes.length));
      res.write(media.bytes.subarray(0, Math.floor(media.bytes.length / 2)), () => res.socket?.destroy());
      return;
    case 'too-large':
      sendPadded(res, media.bytes, media.fault.sizeBytes);
      return;
    default:
      res.set('Content-Length', String(media.bytes.length)).end(media.bytes);
  }
}

/** The real bytes first, so that the type still looks right, then zeros; never held in memory as a whole. */
function sendPadded(res: Response, bytes: Buffer, sizeBytes: number): void {
  res.set('Content-Length', String(sizeBytes));
  let left = sizeBytes;
  const send = (chunk: Buffer) => {
    const part = chunk.subarray(0, left);
    left -= part.length;
    return res.write(part);
  };
  const fill = () => {
    while (left > 0 && !res.destroyed) {
      if (!send(ZEROS)) return void res.once('drain', fill);
    }
    res.end();
  };
  send(bytes);
  fill();
}
