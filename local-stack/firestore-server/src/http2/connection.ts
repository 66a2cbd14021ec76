import type { Socket } from 'node:net';
import {
  ConnectionError,
  contentOf,
  ERROR,
  FLAG,
  FRAME,
  FRAME_HEADER_BYTES,
  frame,
  INITIAL_WINDOW,
  MAX_FRAME_SIZE,
  MAX_WINDOW,
  MIN_FRAME_SIZE,
  numberFrame,
  SETTING,
} from './frames.ts';
import { HeaderReader, type Headers } from './headers.ts';
import { Http2Stream, type StreamPorts } from './stream.ts';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
/** What a client may send on a stream, and on the connection, before it is told to go on. */
const STREAM_WINDOW = 1024 * 1024;
const CONNECTION_WINDOW = 16 * 1024 * 1024;
const MAX_HEADER_BLOCK_BYTES = 64 * 1024;

/** Takes over a new stream. Its events are attached before this returns. */
export type OnStream = (stream: Http2Stream, headers: Headers) => void;

/** A header block that is still coming in, in pieces. */
type OpenBlock = { readonly id: number; readonly flags: number; readonly pieces: Buffer[]; bytes: number };
type OpenStream = { readonly stream: Http2Stream; unannounced: number };

/**
 * The server's side of one HTTP/2 connection with prior knowledge: as much of RFC 9113 as gRPC needs. What is sent in one
 * tick goes out in one write.
 */
export class Http2Connection {
  readonly #socket: Socket;
  readonly #onStream: OnStream;
  readonly #headers = new HeaderReader();
  readonly #streams = new Map<number, OpenStream>();
  readonly #waiting = new Set<Http2Stream>();
  readonly #ports: StreamPorts;
  #pending: Buffer = Buffer.alloc(0);
  #hasBegun = false;
  #block: OpenBlock | null = null;
  #lastId = 0;
  #outgoing: Buffer[] = [];
  #window = INITIAL_WINDOW;
  #streamWindow = INITIAL_WINDOW;
  #maxFrameSize = MIN_FRAME_SIZE;
  #unannounced = 0;
  #isOver = false;

  constructor(socket: Socket, onStream: OnStream) {
    this.#socket = socket;
    this.#onStream = onStream;
    this.#ports = {
      write: (bytes) => this.#write(bytes),
      takeWindow: (wanted) => {
        const taken = Math.max(0, Math.min(wanted, this.#window));
        this.#window -= taken;
        return taken;
      },
      wait: (stream) => this.#waiting.add(stream),
      maxFrameSize: () => this.#maxFrameSize,
      closed: (stream) => {
        this.#streams.delete(stream.id);
        this.#waiting.delete(stream);
      },
    };
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('close', () => this.#end());
    // A client that half-closes its socket sends no more requests, and reads no more answers.
    socket.on('end', () => socket.destroy());
    const settings = Buffer.alloc(6);
    settings.writeUInt16BE(SETTING.initialWindowSize, 0);
    settings.writeUInt32BE(STREAM_WINDOW, 2);
    this.#write(frame(FRAME.settings, 0, 0, settings));
    this.#write(numberFrame(FRAME.windowUpdate, 0, CONNECTION_WINDOW - INITIAL_WINDOW));
  }

  /** Says goodbye and closes the socket. */
  destroy(): void {
    if (!this.#isOver) this.#sayGoodbye(ERROR.none, '');
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    if (this.#isOver) return;
    try {
      const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
      this.#pending = bytes.subarray(this.#readFrames(bytes));
    } catch (error) {
      const code = error instanceof ConnectionError ? error.code : ERROR.internal;
      if (!(error instanceof ConnectionError)) console.error(error);
      this.#sayGoodbye(code, error instanceof Error ? error.message : String(error));
      this.#socket.destroySoon();
      this.#end();
    }
  }

  /** @returns where the first frame begins that is not whole yet */
  #readFrames(bytes: Buffer): number {
    let at = this.#readPreface(bytes);
    if (!this.#hasBegun) return 0;
    while (at + FRAME_HEADER_BYTES <= bytes.length && !this.#isOver) {
      const length = bytes.readUIntBE(at, 3);
      if (length > MIN_FRAME_SIZE) throw new ConnectionError(ERROR.frameSize, 'A frame is longer than was allowed.');
      const end = at + FRAME_HEADER_BYTES + length;
      if (end > bytes.length) break;
      const id = bytes.readUInt32BE(at + 5) & MAX_WINDOW;
      this.#frame(bytes[at + 3] ?? 0, bytes[at + 4] ?? 0, id, bytes.subarray(at + FRAME_HEADER_BYTES, end));
      at = end;
    }
    return at;
  }

  #readPreface(bytes: Buffer): number {
    if (this.#hasBegun) return 0;
    const length = Math.min(bytes.length, PREFACE.length);
    if (!bytes.subarray(0, length).equals(PREFACE.subarray(0, length))) {
      throw new ConnectionError(ERROR.protocol, 'This is no HTTP/2.');
    }
    this.#hasBegun = length === PREFACE.length;
    return length;
  }

  #frame(type: number, flags: number, id: number, payload: Buffer): void {
    if (this.#block && (type !== FRAME.continuation || id !== this.#block.id)) {
      throw new ConnectionError(ERROR.protocol, 'A header block was broken off.');
    }
    if (type === FRAME.data) this.#data(flags, id, payload);
    else if (type === FRAME.headers) this.#headersFrame(flags, id, contentOf(payload, flags));
    else if (type === FRAME.continuation) this.#continuation(flags, payload);
    else if (type === FRAME.rstStream) this.#streams.get(id)?.stream.close();
    else if (type === FRAME.settings) this.#settings(flags, payload);
    else if (type === FRAME.windowUpdate) this.#windowUpdate(id, payload);
    else if (type === FRAME.ping) this.#ping(flags, payload);
    else if (type === FRAME.pushPromise) throw new ConnectionError(ERROR.protocol, 'Clients do not push.');
    // GOAWAY: the client opens no more streams; priorities and unknown frames mean nothing here.
  }

  #data(flags: number, id: number, payload: Buffer): void {
    if (id === 0 || id > this.#lastId) throw new ConnectionError(ERROR.protocol, 'Data came for no stream.');
    this.#unannounced += payload.length;
    if (this.#unannounced >= CONNECTION_WINDOW / 2) {
      this.#write(numberFrame(FRAME.windowUpdate, 0, this.#unannounced));
      this.#unannounced = 0;
    }
    const open = this.#streams.get(id);
    if (!open) return;
    open.stream.receive(contentOf(payload, flags & ~FLAG.priority));
    if ((flags & FLAG.endStream) !== 0) {
      open.stream.receiveEnd();
      return;
    }
    open.unannounced += payload.length;
    if (open.unannounced >= STREAM_WINDOW / 2 && this.#streams.has(id)) {
      this.#write(numberFrame(FRAME.windowUpdate, id, open.unannounced));
      open.unannounced = 0;
    }
  }

  #headersFrame(flags: number, id: number, content: Buffer): void {
    this.#block = { id, flags, pieces: [content], bytes: content.length };
    if ((flags & FLAG.endHeaders) !== 0) this.#endBlock(this.#block);
  }

  #continuation(flags: number, payload: Buffer): void {
    const block = this.#block;
    if (!block) throw new ConnectionError(ERROR.protocol, 'A header block goes on that has not begun.');
    block.pieces.push(payload);
    block.bytes += payload.length;
    if (block.bytes > MAX_HEADER_BLOCK_BYTES) throw new ConnectionError(ERROR.enhanceYourCalm, 'Too many headers.');
    if ((flags & FLAG.endHeaders) !== 0) this.#endBlock(block);
  }

  #endBlock({ id, flags, pieces }: OpenBlock): void {
    this.#block = null;
    const headers = this.#readHeaders(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces));
    const isLast = (flags & FLAG.endStream) !== 0;
    if (id <= this.#lastId) {
      // Trailers of a request: nothing in them matters.
      if (isLast) this.#streams.get(id)?.stream.receiveEnd();
      return;
    }
    if (id % 2 === 0) throw new ConnectionError(ERROR.protocol, 'A client opened a stream of the server.');
    this.#lastId = id;
    const stream = new Http2Stream(id, this.#streamWindow, this.#ports);
    this.#streams.set(id, { stream, unannounced: 0 });
    this.#onStream(stream, headers);
    if (isLast) stream.receiveEnd();
  }

  #readHeaders(block: Buffer): Headers {
    try {
      return this.#headers.read(block);
    } catch (error) {
      throw new ConnectionError(ERROR.compression, error instanceof Error ? error.message : String(error));
    }
  }

  #settings(flags: number, payload: Buffer): void {
    if ((flags & FLAG.ack) !== 0) return;
    if (payload.length % 6 !== 0) throw new ConnectionError(ERROR.frameSize, 'Settings have another length.');
    for (let at = 0; at < payload.length; at += 6) {
      const value = payload.readUInt32BE(at + 2);
      const setting = payload.readUInt16BE(at);
      if (setting === SETTING.initialWindowSize) this.#changeStreamWindow(value);
      else if (setting === SETTING.maxFrameSize) {
        if (value < MIN_FRAME_SIZE || value > MAX_FRAME_SIZE) throw new ConnectionError(ERROR.protocol, 'Frame size.');
        this.#maxFrameSize = value;
      }
    }
    this.#write(frame(FRAME.settings, FLAG.ack, 0));
  }

  /** Holds for the streams that are open, too. @see RFC 9113 section 6.9.2 */
  #changeStreamWindow(window: number): void {
    if (window > MAX_WINDOW) throw new ConnectionError(ERROR.flowControl, 'A window is too large.');
    const change = window - this.#streamWindow;
    this.#streamWindow = window;
    for (const { stream } of [...this.#streams.values()]) this.#widen(stream, change);
  }

  #windowUpdate(id: number, payload: Buffer): void {
    if (payload.length !== 4) throw new ConnectionError(ERROR.frameSize, 'A window update has another length.');
    const bytes = payload.readUInt32BE(0) & MAX_WINDOW;
    if (id !== 0) {
      const open = this.#streams.get(id);
      if (open) this.#widen(open.stream, bytes);
      return;
    }
    this.#window += bytes;
    if (this.#window > MAX_WINDOW) throw new ConnectionError(ERROR.flowControl, 'The window is too large.');
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const stream of waiting) stream.resume();
  }

  #widen(stream: Http2Stream, bytes: number): void {
    if (!stream.widen(bytes)) stream.reset(ERROR.flowControl);
  }

  #ping(flags: number, payload: Buffer): void {
    if (payload.length !== 8) throw new ConnectionError(ERROR.frameSize, 'A ping has another length.');
    if ((flags & FLAG.ack) === 0) this.#write(frame(FRAME.ping, FLAG.ack, 0, payload));
  }

  #sayGoodbye(code: number, reason: string): void {
    const payload = Buffer.concat([Buffer.alloc(8), Buffer.from(reason)]);
    payload.writeUInt32BE(this.#lastId, 0);
    payload.writeUInt32BE(code, 4);
    this.#write(frame(FRAME.goAway, 0, 0, payload));
    this.#flush();
  }

  #write(bytes: Buffer): void {
    if (this.#outgoing.push(bytes) === 1) process.nextTick(() => this.#flush());
  }

  #flush(): void {
    if (this.#outgoing.length === 0 || this.#socket.destroyed) return;
    const { 0: first, length } = this.#outgoing;
    const bytes = first && length === 1 ? first : Buffer.concat(this.#outgoing);
    this.#outgoing = [];
    this.#socket.write(bytes);
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const { stream } of [...this.#streams.values()]) stream.close();
  }
}
