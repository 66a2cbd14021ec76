/** The frames of HTTP/2 a client needs to send requests that never change. @see RFC 9113 section 6 */
export const FRAME = { data: 0, headers: 1, rstStream: 3, settings: 4, ping: 6, goAway: 7, windowUpdate: 8 } as const;
export const FLAG = { endStream: 1, ack: 1, endHeaders: 4 } as const;
export const FRAME_HEADER_BYTES = 9;
export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

const SETTINGS_INITIAL_WINDOW_SIZE = 4;
export const MAX_WINDOW = 2 ** 31 - 1;

export function frame(type: number, flags: number, stream: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const bytes = Buffer.allocUnsafe(FRAME_HEADER_BYTES + payload.length);
  bytes.writeUIntBE(payload.length, 0, 3);
  bytes[3] = type;
  bytes[4] = flags;
  bytes.writeUInt32BE(stream, 5);
  bytes.set(payload, FRAME_HEADER_BYTES);
  return bytes;
}

/** What a client says first: it takes any amount of data, on every stream and on the connection. */
export function greeting(): Buffer {
  const settings = Buffer.alloc(6);
  settings.writeUInt16BE(SETTINGS_INITIAL_WINDOW_SIZE, 0);
  settings.writeUInt32BE(MAX_WINDOW, 2);
  return Buffer.concat([PREFACE, frame(FRAME.settings, 0, 0, settings), windowUpdate(MAX_WINDOW - 65_535)]);
}

export function windowUpdate(bytes: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(bytes);
  return frame(FRAME.windowUpdate, 0, 0, payload);
}

/**
 * The headers of a gRPC request as literals that need no memory of the headers before. @see RFC 7541 section 6.2.2
 * @param path `/google.firestore.v1.Firestore/Commit`
 */
export function requestHeaders(path: string, authority: string): Buffer {
  const literal = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
  const [POST, HTTP] = [0x83, 0x86];
  return Buffer.concat([
    Buffer.from([POST, HTTP, 0x04]), // :path
    literal(path),
    Buffer.from([0x01]), // :authority
    literal(authority),
    Buffer.from([0x0f, 0x10]), // content-type
    literal('application/grpc'),
    Buffer.from([0x0f, 0x08]), // authorization
    literal('Bearer owner'),
    Buffer.from([0x00]),
    literal('te'),
    literal('trailers'),
  ]);
}
