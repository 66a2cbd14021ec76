import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import {
  FLAG,
  FRAME,
  FRAME_HEADER_BYTES,
  frame,
  greeting,
  MAX_WINDOW,
  requestHeaders,
  windowUpdate,
} from './http2-frames.ts';

const SERVICE = '/google.firestore.v1.Firestore';
/** Flag and length before every message. @see https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
const PREFIX_BYTES = 5;
/** What a server accepts of a connection, and of a stream, before it says more. */
const INITIAL_WINDOW = 65_535;
const NO_BYTES = Buffer.alloc(0);

/** A stream of messages in both directions. */
export type WireStream = { send(message: Uint8Array): void; close(): void };

type Receiver = { rest: Buffer; receive(message: Uint8Array): void; ended(error: Error | null): void };

/**
 * A gRPC client that costs a few microseconds per request: it writes frames of HTTP/2 that were made beforehand and looks
 * at nothing in the answers but the messages. A call without any message has failed: of those asked here each has one.
 */
export class WireClient {
  readonly #socket: Socket;
  readonly #host: string;
  readonly #headers = new Map<string, Buffer>();
  readonly #streams = new Map<number, Receiver>();
  #nextStream = 1;
  #outgoing: Buffer[] = [];
  #waiting: Buffer[] = [];
  #window = INITIAL_WINDOW;
  #pending: Buffer = NO_BYTES;
  #received = 0;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('close', () => {
      for (const { ended } of this.#streams.values()) ended(new Error('The connection is closed.'));
    });
    this.#write(greeting());
  }

  /** @param host `127.0.0.1:8080` */
  static async connect(host: string): Promise<WireClient> {
    const socket = connect({ host: host.split(':')[0], port: Number(host.split(':')[1]), noDelay: true });
    await once(socket, 'connect');
    return new WireClient(socket, host);
  }

  /** One request of at most 64 KB. @returns the messages of the answer @throws Error when there are none */
  call(method: string, message: Uint8Array): Promise<Uint8Array[]> {
    return new Promise((resolve, reject) => {
      const messages: Uint8Array[] = [];
      const stream = this.#open(method, {
        rest: NO_BYTES,
        receive: (received) => messages.push(received),
        ended: (error) => {
          if (error || messages.length === 0) reject(error ?? new Error(`${method} failed.`));
          else resolve(messages);
        },
      });
      this.#send(stream, message, FLAG.endStream);
    });
  }

  /** A stream that stays open. @param fail is told when it ends by itself */
  stream(method: string, receive: (message: Uint8Array) => void, fail: (error: Error) => void): WireStream {
    const ended = (error: Error | null): void => fail(error ?? new Error(`${method} ended.`));
    const stream = this.#open(method, { rest: NO_BYTES, receive, ended });
    return {
      send: (message) => this.#send(stream, message, 0),
      close: () => {
        this.#streams.delete(stream);
        this.#write(frame(FRAME.rstStream, 0, stream, Buffer.from([0, 0, 0, 8])));
      },
    };
  }

  async close(): Promise<void> {
    this.#streams.clear();
    this.#socket.destroy();
    if (!this.#socket.closed) await once(this.#socket, 'close');
  }

  #open(method: string, receiver: Receiver): number {
    let headers = this.#headers.get(method);
    if (!headers) {
      headers = requestHeaders(`${SERVICE}/${method}`, this.#host);
      this.#headers.set(method, headers);
    }
    const stream = this.#nextStream;
    this.#nextStream += 2;
    this.#streams.set(stream, receiver);
    this.#write(frame(FRAME.headers, FLAG.endHeaders, stream, headers));
    return stream;
  }

  #send(stream: number, message: Uint8Array, flags: number): void {
    const payload = Buffer.allocUnsafe(PREFIX_BYTES + message.length);
    payload[0] = 0;
    payload.writeUInt32BE(message.length, 1);
    payload.set(message, PREFIX_BYTES);
    if (payload.length > INITIAL_WINDOW) throw new Error('The message is longer than a window.');
    this.#waiting.push(...dataFrames(stream, payload, flags));
    this.#sendWaiting();
  }

  /** Sends as much as the server accepts. */
  #sendWaiting(): void {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const length = first.length - FRAME_HEADER_BYTES;
      if (length > this.#window) return;
      this.#window -= length;
      this.#waiting.shift();
      this.#write(first);
    }
  }

  /** What is written in one tick goes out at once. */
  #write(bytes: Buffer): void {
    if (this.#outgoing.push(bytes) > 1) return;
    queueMicrotask(() => {
      this.#socket.write(Buffer.concat(this.#outgoing));
      this.#outgoing = [];
    });
  }

  #read(chunk: Buffer): void {
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    let at = 0;
    while (at + FRAME_HEADER_BYTES <= bytes.length) {
      const end = at + FRAME_HEADER_BYTES + bytes.readUIntBE(at, 3);
      if (end > bytes.length) break;
      const stream = bytes.readUInt32BE(at + 5);
      this.#frame(bytes[at + 3] ?? 0, bytes[at + 4] ?? 0, stream, bytes.subarray(at + FRAME_HEADER_BYTES, end));
      at = end;
    }
    this.#pending = bytes.subarray(at);
    this.#received += chunk.length;
    if (this.#received > MAX_WINDOW / 2) {
      this.#write(windowUpdate(this.#received));
      this.#received = 0;
    }
  }

  #frame(type: number, flags: number, stream: number, payload: Buffer): void {
    const receiver = this.#streams.get(stream);
    if (type === FRAME.data && receiver) readMessages(receiver, payload);
    if ((type === FRAME.data || type === FRAME.headers) && (flags & FLAG.endStream) !== 0) {
      this.#streams.delete(stream);
      receiver?.ended(null);
    } else if (type === FRAME.rstStream && receiver) {
      this.#streams.delete(stream);
      receiver.ended(new Error(`The server reset the stream: ${payload.readUInt32BE(0)}.`));
    } else if (type === FRAME.windowUpdate && stream === 0) {
      this.#window += payload.readUInt32BE(0);
      this.#sendWaiting();
    } else if ((type === FRAME.settings || type === FRAME.ping) && (flags & FLAG.ack) === 0) {
      this.#write(frame(type, FLAG.ack, 0, type === FRAME.ping ? payload : NO_BYTES));
    } else if (type === FRAME.goAway) this.#socket.destroy();
  }
}

/** Payloads are at most 16 KB long unless a server says otherwise. */
const MAX_PAYLOAD = 16_384;

function dataFrames(stream: number, payload: Buffer, flags: number): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < payload.length; at += MAX_PAYLOAD) {
    const isLast = at + MAX_PAYLOAD >= payload.length;
    frames.push(frame(FRAME.data, isLast ? flags : 0, stream, payload.subarray(at, at + MAX_PAYLOAD)));
  }
  return frames;
}

function readMessages(receiver: Receiver, payload: Buffer): void {
  const bytes = receiver.rest.length === 0 ? payload : Buffer.concat([receiver.rest, payload]);
  let at = 0;
  while (at + PREFIX_BYTES <= bytes.length) {
    const end = at + PREFIX_BYTES + bytes.readUInt32BE(at + 1);
    if (end > bytes.length) break;
    receiver.receive(bytes.subarray(at + PREFIX_BYTES, end));
    at = end;
  }
  receiver.rest = bytes.subarray(at);
}
