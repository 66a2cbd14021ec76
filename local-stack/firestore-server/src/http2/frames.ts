/** @see RFC 9113 section 6 */
export const FRAME = {
  data: 0,
  headers: 1,
  priority: 2,
  rstStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;
export const FLAG = { endStream: 1, ack: 1, endHeaders: 4, padded: 8, priority: 32 } as const;
export const SETTING = { initialWindowSize: 4, maxFrameSize: 5 } as const;
/** @see RFC 9113 section 7 */
export const ERROR = {
  none: 0,
  protocol: 1,
  internal: 2,
  flowControl: 3,
  frameSize: 6,
  refused: 7,
  cancel: 8,
  compression: 9,
  enhanceYourCalm: 11,
} as const;
export type ErrorCode = (typeof ERROR)[keyof typeof ERROR];

export const FRAME_HEADER_BYTES = 9;
/** What both sides begin with. */
export const INITIAL_WINDOW = 65_535;
export const MAX_WINDOW = 2 ** 31 - 1;
export const MIN_FRAME_SIZE = 16_384;
export const MAX_FRAME_SIZE = 2 ** 24 - 1;

/** A fault of the client after which the connection cannot go on. */
export class ConnectionError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function writeFrameHeader(target: Buffer, at: number, length: number, type: number, flags: number, id: number) {
  target[at] = length >> 16;
  target[at + 1] = length >> 8;
  target[at + 2] = length;
  target[at + 3] = type;
  target[at + 4] = flags;
  target.writeUInt32BE(id, at + 5);
}

export function frame(type: number, flags: number, id: number, payload?: Uint8Array): Buffer {
  const length = payload?.length ?? 0;
  const bytes = Buffer.allocUnsafe(FRAME_HEADER_BYTES + length);
  writeFrameHeader(bytes, 0, length, type, flags, id);
  if (payload) bytes.set(payload, FRAME_HEADER_BYTES);
  return bytes;
}

/** A frame whose payload is one number. */
export function numberFrame(type: number, id: number, value: number): Buffer {
  const bytes = Buffer.allocUnsafe(FRAME_HEADER_BYTES + 4);
  writeFrameHeader(bytes, 0, 4, type, 0, id);
  bytes.writeUInt32BE(value, FRAME_HEADER_BYTES);
  return bytes;
}

/** The payload of a DATA or HEADERS frame without padding and priority. @throws ConnectionError */
export function contentOf(payload: Buffer, flags: number): Buffer {
  let start = 0;
  let end = payload.length;
  if ((flags & FLAG.padded) !== 0) {
    end -= payload[0] ?? payload.length + 1;
    start = 1;
  }
  if ((flags & FLAG.priority) !== 0) start += 5;
  if (start > end) throw new ConnectionError(ERROR.protocol, 'A frame has more padding than content.');
  return payload.subarray(start, end);
}
