import http2, { type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';

const SERVICE = '/google.firestore.v1.Firestore';
/** Flag and length before every message. @see https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md */
const PREFIX_BYTES = 5;

/** A stream of messages in both directions. */
export type WireStream = { send(message: Uint8Array): void; close(): void };

/**
 * A gRPC client that costs little: it sends bytes it was given and does not look into those it gets. Over node:http2,
 * one connection.
 */
export class WireClient {
  readonly #session: ClientHttp2Session;

  private constructor(session: ClientHttp2Session) {
    this.#session = session;
  }

  /** @param host `127.0.0.1:8080` */
  static async connect(host: string): Promise<WireClient> {
    const session = http2.connect(`http://${host}`, { settings: { initialWindowSize: 1 << 20 } });
    await new Promise((resolve, reject) => session.once('remoteSettings', resolve).once('error', reject));
    return new WireClient(session);
  }

  /** One request. @returns the messages of the answer @throws Error with the gRPC status when that is not OK */
  call(method: string, message: Uint8Array): Promise<Uint8Array[]> {
    const stream = this.#open(method);
    stream.end(framed(message));
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      onStatus(stream, method, (error) => {
        if (error) reject(error);
        else resolve(messagesOf(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).messages);
      });
    });
  }

  /** A stream that stays open. @param fail is told when it ends by itself */
  stream(method: string, receive: (message: Uint8Array) => void, fail: (error: Error) => void): WireStream {
    const stream = this.#open(method);
    let rest: Uint8Array = Buffer.alloc(0);
    let isClosed = false;
    stream.on('data', (chunk: Buffer) => {
      const parsed = messagesOf(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]));
      rest = parsed.rest;
      for (const message of parsed.messages) receive(message);
    });
    onStatus(stream, method, (error) => {
      if (!isClosed) fail(error ?? new Error(`${method} ended.`));
    });
    return {
      send: (message) => stream.write(framed(message)),
      close: () => {
        isClosed = true;
        stream.close(http2.constants.NGHTTP2_CANCEL);
      },
    };
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#session.once('close', resolve).destroy());
  }

  #open(method: string): ClientHttp2Stream {
    return this.#session.request({
      ':method': 'POST',
      ':path': `${SERVICE}/${method}`,
      'content-type': 'application/grpc',
      te: 'trailers',
      authorization: 'Bearer owner',
    });
  }
}

/** Tells once how a call ended: with the status in its trailers, or in its headers where nothing else was sent. */
function onStatus(stream: ClientHttp2Stream, method: string, ended: (error: Error | null) => void): void {
  let status: unknown;
  let message: unknown;
  const read = (headers: Record<string, unknown>): void => {
    status ??= headers['grpc-status'];
    message ??= headers['grpc-message'];
  };
  stream.on('response', read);
  stream.on('trailers', read);
  stream.on('error', () => {});
  stream.on('close', () => ended(status === '0' ? null : new Error(`${method}: status ${status}, ${message}`)));
}

function framed(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + message.length);
  frame[0] = 0;
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, PREFIX_BYTES);
  return frame;
}

function messagesOf(bytes: Uint8Array): { messages: Uint8Array[]; rest: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const messages: Uint8Array[] = [];
  let at = 0;
  while (at + PREFIX_BYTES <= bytes.length) {
    const end = at + PREFIX_BYTES + view.getUint32(at + 1);
    if (end > bytes.length) break;
    messages.push(bytes.subarray(at + PREFIX_BYTES, end));
    at = end;
  }
  return { messages, rest: bytes.subarray(at) };
}
