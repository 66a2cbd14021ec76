import { ERROR } from '../http2/frames.ts';
import { type Headers, headerBlock } from '../http2/headers.ts';
import type { Http2Stream } from '../http2/stream.ts';
import { MessageFrames } from './message-frames.ts';
import { failureTrailers } from './status.ts';

const RESPONSE_HEADERS = headerBlock([
  [':status', '200'],
  ['content-type', 'application/grpc'],
]);
const OK_TRAILERS = headerBlock([['grpc-status', '0']]);

/** One gRPC call on its HTTP/2 stream. */
export class Call {
  readonly #stream: Http2Stream;
  #hasResponded = false;
  #outgoing: Buffer[] = [];

  constructor(stream: Http2Stream) {
    this.#stream = stream;
  }

  /** Hands over requests as they come in, and tells when the client will send no more, and when the call is over. */
  receive(headers: Headers, on: { message: (message: Uint8Array) => void; end: () => void; close: () => void }): void {
    const frames = new MessageFrames(headers.get('grpc-encoding') ?? 'identity');
    this.#stream.attach({
      data: (bytes) => {
        try {
          for (const message of frames.push(bytes)) on.message(message);
        } catch (error) {
          this.fail(error);
        }
      },
      end: on.end,
      close: on.close,
    });
  }

  /** Sends messages and ends the call with OK. @param frames messages with their prefixes */
  finish(frames: readonly Buffer[]): void {
    this.#respond();
    const [first] = frames;
    if (first) this.#stream.sendData(frames.length === 1 ? first : Buffer.concat(frames));
    this.#stream.sendTrailers(OK_TRAILERS);
  }

  /** Sends a message of a stream that goes on. What is sent in one tick goes out together. */
  send(frame: Buffer): void {
    if (this.#outgoing.push(frame) === 1) queueMicrotask(() => this.#flush());
  }

  /** Ends a stream with OK, after all that was sent. */
  end(): void {
    this.#flush();
    this.#respond();
    this.#stream.sendTrailers(OK_TRAILERS);
  }

  /** Ends the call with a status other than OK. Without effect on a call that has ended. */
  fail(error: unknown): void {
    this.#flush();
    if (this.#stream.isEnded) return;
    // google-gax retries streams that fail before any headers, whatever the code, with pauses of seconds.
    this.#respond();
    this.#stream.sendTrailers(headerBlock(failureTrailers(error)));
  }

  /** Refuses what is no gRPC. */
  refuse(httpStatus: string): void {
    this.#stream.sendHeaders(headerBlock([[':status', httpStatus]]));
    this.#stream.reset(ERROR.none);
  }

  /** Tells the client that the stream is open, before there is any message. */
  open(): void {
    this.#respond();
  }

  #respond(): void {
    if (this.#hasResponded) return;
    this.#hasResponded = true;
    this.#stream.sendHeaders(RESPONSE_HEADERS);
  }

  #flush(): void {
    if (this.#outgoing.length === 0) return;
    const { 0: first, length } = this.#outgoing;
    const bytes = first && length === 1 ? first : Buffer.concat(this.#outgoing);
    this.#outgoing = [];
    this.#respond();
    this.#stream.sendData(bytes);
  }
}
