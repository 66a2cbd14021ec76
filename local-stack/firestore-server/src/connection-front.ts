import net, { type Socket } from 'node:net';

/** First bytes of every HTTP/2 connection with prior knowledge. @see RFC 9113 section 3.4 */
const HTTP2_PREFACE = Buffer.from('PRI * HTTP/2.0');
/** `POST`, `PUT` and `PATCH` share the first letter; from three bytes on nothing is ambiguous. */
const DECISIVE_BYTES = 3;

/** One TCP port for two protocols: a connection goes by its first bytes to HTTP/2 (gRPC) or HTTP/1.1 (browsers). */
export type ConnectionFront = {
  listen(port: number, host: string): Promise<{ host: string; port: number }>;
  close(): Promise<void>;
};

export function createConnectionFront(route: {
  http2: (socket: Socket) => void;
  http1: (socket: Socket) => void;
}): ConnectionFront {
  const sockets = new Set<Socket>();
  const server = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A reset connection is the client's business; without a listener it would end the process.
    socket.on('error', () => socket.destroy());
    const peek = (): void => {
      const bytes: Buffer | null = socket.read();
      if (!bytes) {
        if (!socket.readableEnded) socket.once('readable', peek);
        return;
      }
      const seen = Math.min(bytes.length, HTTP2_PREFACE.length);
      const isHttp2 = bytes.subarray(0, seen).equals(HTTP2_PREFACE.subarray(0, seen));
      socket.unshift(bytes);
      if (isHttp2 && bytes.length < DECISIVE_BYTES) socket.once('readable', peek);
      else if (isHttp2) route.http2(socket);
      else route.http1(socket);
    };
    socket.once('readable', peek);
  });
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const address = server.address();
          resolve({ host, port: typeof address === 'object' && address ? address.port : port });
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
