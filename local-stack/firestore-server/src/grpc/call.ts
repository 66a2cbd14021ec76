import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { constants } from 'node:http2';
import { MessageFrames } from './message-frames.ts';
import { failureTrailers, OK_TRAILERS } from './status.ts';

const RESPONSE_HEADERS = { ':status': 200, 'content-type': 'application/grpc' } as const;
const RESPOND_OPTIONS = { waitForTrailers: true, sendDate: false } as const;
/** Long answers go out in pieces of about this size. */
const PIECE_BYTES = 256 * 1024;

/** One gRPC call on its HTTP/2 stream. */
export class Call {
  readonly #stream: ServerHttp2Stream;
  #trailers: Record<string, string> = OK_TRAILERS;
  #hasResponded = false;
  #outgoing: Buffer[] = [];
  #isFlushScheduled = false;

  constructor(stream: ServerHttp2Stream) {
    this.#stream = stream;
    // A client that resets its stream has lost interest; `close` tells.
    stream.on('error', () => {});
  }

  /** Hands over requests as they come in, and tells when the client will send no more, or is gone. */
  receive(
    headers: IncomingHttpHeaders,
    on: { message: (message: Uint8Array) => void; end?: () => void; close?: () => void },
  ): void {
    const frames = new MessageFrames(String(headers['grpc-encoding'] ?? 'identity'));
    this.#stream.on('data', (chunk: Buffer) => {
      try {
        for (const message of frames.push(chunk)) on.message(message);
      } catch (error) {
        this.fail(error);
      }
    });
    if (on.end) this.#stream.on('end', on.end);
    if (on.close) this.#stream.on('close', on.close);
  }

  /** Sends messages and ends the call with OK. @param frames messages with their prefixes */
  finish(frames: readonly Buffer[]): void {
    if (!this.#respond()) return;
    let piece: Buffer[] = [];
    let bytes = 0;
    for (const frame of frames) {
      if (bytes > PIECE_BYTES) {
        this.#stream.write(joined(piece));
        piece = [];
        bytes = 0;
      }
      piece.push(frame);
      bytes += frame.length;
    }
    if (bytes > 0) this.#stream.end(joined(piece));
    else this.#stream.end();
  }

  /** Sends a message of a stream that goes on. What is sent in one tick goes out at once. */
  send(frame: Buffer): void {
    this.#outgoing.push(frame);
    if (this.#isFlushScheduled) return;
    this.#isFlushScheduled = true;
    queueMicrotask(() => {
      this.#isFlushScheduled = false;
      this.#flush();
    });
  }

  /** Ends a stream with OK, after all that was sent. */
  end(): void {
    this.#flush();
    if (this.#respond()) this.#stream.end();
  }

  /** Ends the call with a status other than OK. Without effect on a call that has ended. */
  fail(error: unknown): void {
    this.#flush();
    if (this.#stream.writableEnded || this.#stream.destroyed) return;
    this.#trailers = failureTrailers(error);
    // google-gax retries streams that fail before any headers, whatever the code, with pauses of seconds.
    if (this.#respond()) this.#stream.end();
    // Whatever the client still wants to send is of no use to anybody.
    if (!this.#stream.readableEnded) this.#stream.resume();
  }

  /** Sends the headers: with the first message rather than beforehand, which would be a packet of its own. */
  openStream(): void {
    this.#respond();
  }

  /** @returns false when there is nobody left to answer */
  #respond(): boolean {
    const stream = this.#stream;
    if (stream.destroyed || stream.closed || stream.writableEnded) return false;
    if (this.#hasResponded) return true;
    this.#hasResponded = true;
    stream.on('wantTrailers', () => {
      if (!stream.destroyed) stream.sendTrailers(this.#trailers);
    });
    stream.respond(RESPONSE_HEADERS, RESPOND_OPTIONS);
    return true;
  }

  #flush(): void {
    if (this.#outgoing.length === 0) return;
    const frames = this.#outgoing;
    this.#outgoing = [];
    if (this.#respond()) this.#stream.write(joined(frames));
  }

  /** Breaks off without an answer. */
  cancel(): void {
    this.#stream.close(constants.NGHTTP2_CANCEL);
  }
}

function joined(frames: readonly Buffer[]): Buffer {
  const [first] = frames;
  return first && frames.length === 1 ? first : Buffer.concat(frames);
}
