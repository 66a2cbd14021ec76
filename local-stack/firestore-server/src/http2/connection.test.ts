import { once } from 'node:events';
import http2, { type ClientHttp2Session } from 'node:http2';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Http2Connection } from './connection.ts';
import { ERROR, FLAG, FRAME, frame, numberFrame } from './frames.ts';
import { HeaderReader, headerBlock } from './headers.ts';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const OK = headerBlock([[':status', '200']]);
const DONE = headerBlock([['x-done', 'yes']]);

/** Answers every request with the headers it had as JSON, or with what it sent if it asks for that. */
let server: Server;
let port: number;
const closed: number[] = [];

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => {});
    new Http2Connection(socket, (stream, headers) => {
      const received: Buffer[] = [];
      stream.attach({
        data: (bytes) => received.push(bytes),
        end: () => {
          stream.sendHeaders(OK);
          const size = Number(headers.get('x-size') ?? Number.NaN);
          if (headers.get(':path') === '/echo') for (const bytes of received) stream.sendData(bytes);
          else if (size >= 0) stream.sendData(Buffer.alloc(size, 'x'));
          else stream.sendData(Buffer.from(JSON.stringify([...headers])));
          stream.sendTrailers(DONE);
        },
        close: () => closed.push(stream.id),
      });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

async function request(session: ClientHttp2Session, headers: Record<string, string>, body?: Buffer) {
  const stream = session.request({ ':method': 'POST', ...headers });
  stream.end(body);
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  let trailers = {};
  stream.on('trailers', (sent) => {
    trailers = sent;
  });
  await once(stream, 'end');
  return { body: Buffer.concat(chunks), trailers };
}

async function withSession<T>(run: (session: ClientHttp2Session) => Promise<T>, options = {}): Promise<T> {
  const session = http2.connect(`http://127.0.0.1:${port}`, options);
  try {
    return await run(session);
  } finally {
    session.close();
  }
}

describe('with the client of node', () => {
  test('headers arrive as they were sent, request after request', async () => {
    const value = fc
      .string({ minLength: 1, maxLength: 60 })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const bytes = fc.array(fc.integer({ min: 0xa1, max: 0xff }), { minLength: 1, maxLength: 20 });
    await withSession((session) =>
      fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.oneof(
              value,
              bytes.map((codes) => String.fromCharCode(...codes)),
            ),
            { maxLength: 5 },
          ),
          async (values) => {
            const sent = Object.fromEntries(values.map((text, i) => [`x-header-${i}`, text]));
            const { body, trailers } = await request(session, sent);
            const received = new Map<string, string>(JSON.parse(body.toString()));
            for (const [name, text] of Object.entries(sent)) expect(received.get(name)).toBe(text);
            expect(trailers).toMatchObject({ 'x-done': 'yes' });
          },
        ),
        { numRuns: 150 },
      ),
    );
  });

  test('every character a header may have', async () => {
    const codes = Array.from({ length: 256 }, (_, code) => code).filter((code) => code > 0x20 && code !== 0x7f);
    await withSession(async (session) => {
      for (const code of codes) {
        // Among many short codes a long one is worth its bits, so that the client compresses the text.
        const text = `${'e'.repeat(40)}${String.fromCharCode(code)}o`;
        const { body } = await request(session, { 'x-text': text });
        expect([code, new Map(JSON.parse(body.toString())).get('x-text')]).toEqual([code, text]);
      }
    });
  });

  test.each([
    { title: 'small windows', options: { settings: { initialWindowSize: 1000 } } },
    { title: 'large windows and frames', options: { settings: { initialWindowSize: 1 << 24, maxFrameSize: 1 << 20 } } },
  ])('$title: megabytes in both directions, many streams at once', async ({ options }) => {
    const sizes = [0, 1, 999, 1000, 16_384, 65_535, 65_536, 200_000, 3_000_000];
    await withSession(async (session) => {
      const answers = await Promise.all(
        sizes.flatMap((size) => {
          const body = Buffer.alloc(size, `${size} `);
          return [
            request(session, { ':path': '/echo' }, body).then((answer) => answer.body.equals(body)),
            request(session, { 'x-size': String(size) }).then((answer) => answer.body.length === size),
          ];
        }),
      );
      expect(answers).toEqual(sizes.flatMap(() => [true, true]));
    }, options);
  });

  test('headers of many frames', async () => {
    await withSession(async (session) => {
      const long = { 'x-long': 'ü'.repeat(20_000) };
      const { body } = await request(session, long);
      expect(new Map(JSON.parse(body.toString())).get('x-long')).toBe(long['x-long']);
    });
  });

  test('a ping is answered, and a stream the client resets is closed', async () => {
    await withSession(async (session) => {
      await once(session, 'connect');
      await new Promise<void>((resolve, reject) => session.ping((error) => (error ? reject(error) : resolve())));
      const before = closed.length;
      const stream = session.request({ ':method': 'POST' });
      stream.on('error', () => {});
      stream.write('a');
      stream.close(http2.constants.NGHTTP2_CANCEL);
      await once(stream, 'close');
      await request(session, {});
      expect(closed.slice(before).length).toBe(2);
    });
  });
});

/** A client that says what it is told to; collects the frames that come back. */
async function raw(): Promise<{
  socket: Socket;
  until: (type: number) => Promise<{ flags: number; payload: Buffer }>;
}> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => {});
  let bytes = Buffer.alloc(0);
  let wake = (): void => {};
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    wake();
  });
  const until = async (type: number) => {
    for (;;) {
      while (bytes.length >= 9 && bytes.length >= 9 + bytes.readUIntBE(0, 3)) {
        const end = 9 + bytes.readUIntBE(0, 3);
        const found = { type: bytes[3], flags: bytes[4] ?? 0, payload: bytes.subarray(9, end) };
        bytes = bytes.subarray(end);
        if (found.type === type) return found;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  await once(socket, 'connect');
  return { socket, until };
}

const POST = headerBlock([
  [':method', 'POST'],
  [':path', '/echo'],
]);
const settings = frame(FRAME.settings, 0, 0);

describe('frame by frame', () => {
  test('byte by byte, with padding, priority and a header block in pieces', async () => {
    const { socket, until } = await raw();
    const priority = Buffer.alloc(5);
    const begin = Buffer.concat([Buffer.from([3]), priority, POST.subarray(0, 4), Buffer.alloc(3)]);
    const bytes = Buffer.concat([
      PREFACE,
      settings,
      frame(FRAME.headers, FLAG.padded | FLAG.priority, 1, begin),
      frame(FRAME.continuation, FLAG.endHeaders, 1, POST.subarray(4)),
      frame(FRAME.priority, 0, 1, priority),
      frame(99, 0, 1, Buffer.from('unknown')),
      frame(FRAME.data, FLAG.padded, 1, Buffer.concat([Buffer.from([2]), Buffer.from('hello'), Buffer.alloc(2)])),
      frame(FRAME.data, FLAG.endStream, 1, Buffer.from('!')),
    ]);
    for (const byte of bytes) {
      socket.write(Buffer.from([byte]));
      // One byte per read, which the system does not promise otherwise.
      await new Promise(setImmediate);
    }
    expect((await until(FRAME.data)).payload.toString()).toBe('hello');
    expect((await until(FRAME.data)).payload.toString()).toBe('!');
    expect((await until(FRAME.headers)).flags & FLAG.endStream).toBe(FLAG.endStream);
    socket.destroy();
  });

  test('a window that shrinks below nothing holds the answer back until it is open again', async () => {
    const { socket, until } = await raw();
    const window = (bytes: number): Buffer => {
      const payload = Buffer.alloc(6);
      payload.writeUInt16BE(4, 0);
      payload.writeUInt32BE(bytes, 2);
      return frame(FRAME.settings, 0, 0, payload);
    };
    const sized = headerBlock([
      [':method', 'POST'],
      ['x-size', '30'],
    ]);
    socket.write(
      Buffer.concat([PREFACE, window(10), frame(FRAME.headers, FLAG.endHeaders | FLAG.endStream, 1, sized)]),
    );
    expect((await until(FRAME.data)).payload.length).toBe(10);
    socket.write(
      Buffer.concat([window(0), numberFrame(FRAME.windowUpdate, 1, 15), numberFrame(FRAME.windowUpdate, 1, 2)]),
    );
    expect((await until(FRAME.data)).payload.length).toBe(5);
    expect((await until(FRAME.data)).payload.length).toBe(2);
    socket.write(window(1000));
    expect((await until(FRAME.data)).payload.length).toBe(13);
    socket.destroy();
  });

  test.each([
    { title: 'no preface', bytes: Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'), code: ERROR.protocol },
    { title: 'a frame too long', bytes: frame(FRAME.data, 0, 1, Buffer.alloc(16_385)), code: ERROR.frameSize },
    { title: 'data of no stream', bytes: frame(FRAME.data, 0, 7, Buffer.alloc(1)), code: ERROR.protocol },
    { title: 'a stream of the server', bytes: frame(FRAME.headers, FLAG.endHeaders, 2, POST), code: ERROR.protocol },
    {
      title: 'headers nobody can know',
      bytes: frame(FRAME.headers, FLAG.endHeaders, 1, Buffer.from([0xff, 0x7f])),
      code: ERROR.compression,
    },
    {
      title: 'a header block broken off',
      bytes: Buffer.concat([frame(FRAME.headers, 0, 1, POST), frame(FRAME.ping, 0, 0, Buffer.alloc(8))]),
      code: ERROR.protocol,
    },
    {
      title: 'more padding than content',
      bytes: Buffer.concat([
        frame(FRAME.headers, FLAG.endHeaders, 1, POST),
        frame(FRAME.data, FLAG.padded, 1, Buffer.from([9, 1])),
      ]),
      code: ERROR.protocol,
    },
    {
      title: 'a window beyond all bounds',
      bytes: numberFrame(FRAME.windowUpdate, 0, 2 ** 31 - 1),
      code: ERROR.flowControl,
    },
  ])('$title ends the connection with its code', async ({ bytes, code, title }) => {
    const { socket, until } = await raw();
    socket.write(title === 'no preface' ? bytes : Buffer.concat([PREFACE, settings, bytes]));
    const { payload } = await until(FRAME.goAway);
    expect(payload.readUInt32BE(4)).toBe(code);
    if (!socket.closed) await once(socket, 'close');
  });
});

describe('header blocks', () => {
  const read = (reader: HeaderReader, hex: string) => Object.fromEntries(reader.read(Buffer.from(hex, 'hex')));

  test('the examples of RFC 7541, appendix C.4: each refers to those before', () => {
    const reader = new HeaderReader();
    const first = { ':method': 'GET', ':scheme': 'http', ':path': '/', ':authority': 'www.example.com' };
    expect(read(reader, '828684418cf1e3c2e5f23a6ba0ab90f4ff')).toEqual(first);
    expect(read(reader, '828684be5886a8eb10649cbf')).toEqual({ ...first, 'cache-control': 'no-cache' });
    expect(read(reader, '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf')).toEqual({
      ...first,
      ':scheme': 'https',
      ':path': '/index.html',
      'custom-key': 'custom-value',
    });
  });

  test('the same bytes mean something else once the table has changed; a table of size zero knows nothing', () => {
    const reader = new HeaderReader();
    const literal = (name: string, value: string): string =>
      Buffer.concat([Buffer.from([0x40]), headerBlock([[name, value]]).subarray(1)]).toString('hex');
    read(reader, literal('a', '1'));
    expect(read(reader, 'be')).toEqual({ a: '1' });
    expect(read(reader, 'be')).toEqual({ a: '1' });
    read(reader, literal('b', '2'));
    expect(read(reader, 'be')).toEqual({ b: '2' });
    expect(() => read(reader, '20be')).toThrow('index 62');
  });

  test.each([
    { title: 'a text that is cut off', hex: '0085616161', says: 'cut off' },
    { title: 'a number without an end', hex: 'ffffffffffffffffff', says: 'too large' },
    { title: 'padding that is no padding', hex: '008100' + '8100', says: 'padded' },
    { title: 'a table larger than allowed', hex: '3fffff03', says: 'larger' },
  ])('$title', ({ hex, says }) => {
    expect(() => read(new HeaderReader(), hex)).toThrow(says);
  });
});
