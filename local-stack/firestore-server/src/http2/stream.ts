import { type ErrorCode, FLAG, FRAME, frame, MAX_WINDOW, numberFrame } from './frames.ts';

/** What a stream needs of its connection. */
export type StreamPorts = {
  /** Sends bytes with whatever else is sent in this tick. */
  write(bytes: Buffer): void;
  /** Takes up to so many bytes of what the client accepts on the connection. @returns how many it may be */
  takeWindow(wanted: number): number;
  /** There is more to send than may be sent: the stream waits to be told. */
  wait(stream: Http2Stream): void;
  maxFrameSize(): number;
  /** Both sides are done. */
  closed(stream: Http2Stream): void;
};

/** What the owner of a stream is told. */
export type StreamEvents = {
  data(bytes: Buffer): void;
  /** the client will send no more */
  end(): void;
  /** the stream is over, whoever ended it */
  close(): void;
};

/**
 * One request and its answer.
 *
 *   OPEN ──client ends──▶ half-closed (remote) ──answer ends──▶ closed
 *     └──answer ends──▶ reset without error, since nobody reads what the client would still send ──▶ closed
 */
export class Http2Stream {
  readonly id: number;
  readonly #ports: StreamPorts;
  #events: StreamEvents | null = null;
  #window: number;
  #waiting: Buffer[] = [];
  /** a header block that ends the answer, once everything before it is sent */
  #trailers: Buffer | null = null;
  #isRemoteEnded = false;
  #isEnded = false;
  #isClosed = false;

  constructor(id: number, window: number, ports: StreamPorts) {
    this.id = id;
    this.#window = window;
    this.#ports = ports;
  }

  /** The answer is complete, or can no longer be given. */
  get isEnded(): boolean {
    return this.#isEnded || this.#isClosed;
  }

  /** Whoever takes over the stream is told of what comes in. */
  attach(events: StreamEvents): void {
    this.#events = events;
  }

  /** @param block a header block */
  sendHeaders(block: Buffer): void {
    if (!this.isEnded) this.#ports.write(frame(FRAME.headers, FLAG.endHeaders, this.id, block));
  }

  sendData(bytes: Buffer): void {
    if (this.isEnded || bytes.length === 0) return;
    this.#waiting.push(bytes);
    this.#sendWaiting();
  }

  /** Ends the answer with a header block, after all data. */
  sendTrailers(block: Buffer): void {
    if (this.isEnded) return;
    this.#isEnded = true;
    this.#trailers = block;
    this.#sendWaiting();
  }

  /** Breaks the stream off. */
  reset(code: ErrorCode): void {
    if (this.#isClosed) return;
    this.#ports.write(numberFrame(FRAME.rstStream, this.id, code));
    this.close();
  }

  /** The client accepts more. @returns false when that is more than there can be */
  widen(bytes: number): boolean {
    this.#window += bytes;
    if (this.#window > MAX_WINDOW) return false;
    this.#sendWaiting();
    return true;
  }

  /** The connection has room again. */
  resume(): void {
    this.#sendWaiting();
  }

  receive(bytes: Buffer): void {
    if (!this.isEnded) this.#events?.data(bytes);
  }

  receiveEnd(): void {
    if (this.#isRemoteEnded) return;
    this.#isRemoteEnded = true;
    if (!this.#isClosed) this.#events?.end();
    this.#closeIfDone();
  }

  /** The stream is over: reset by the client, or with its connection. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#waiting = [];
    this.#ports.closed(this);
    this.#events?.close();
  }

  #sendWaiting(): void {
    if (this.#isClosed) return;
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const wanted = Math.min(first.length, this.#window, this.#ports.maxFrameSize());
      const allowed = wanted > 0 ? this.#ports.takeWindow(wanted) : 0;
      if (allowed === 0) {
        if (wanted > 0) this.#ports.wait(this);
        return;
      }
      this.#window -= allowed;
      this.#ports.write(frame(FRAME.data, 0, this.id, first.subarray(0, allowed)));
      if (allowed === first.length) this.#waiting.shift();
      else this.#waiting[0] = first.subarray(allowed);
    }
    if (!this.#trailers) return;
    this.#ports.write(frame(FRAME.headers, FLAG.endHeaders | FLAG.endStream, this.id, this.#trailers));
    this.#trailers = null;
    if (!this.#isRemoteEnded) this.reset(0);
    else this.#closeIfDone();
  }

  #closeIfDone(): void {
    if (this.#isRemoteEnded && this.#isEnded && this.#trailers === null) this.close();
  }
}
