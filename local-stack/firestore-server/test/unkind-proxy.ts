import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy as found in companies: it holds every response back until it is whole. It may lose replies, too. */
export type UnkindProxy = {
  readonly host: string;
  readonly port: number;
  /** streaming responses that it never passed on */
  readonly heldBack: () => number;
  /** requests that arrived, and were answered, but whose answers never got back */
  readonly lost: () => number;
  stop(): Promise<void>;
};

/** @param losesReplyTo the first request for which this holds is passed on, but its sender's connection is cut */
export async function startUnkindProxy(
  target: { host: string; port: number },
  losesReplyTo: (request: IncomingMessage, body: string) => boolean = () => false,
): Promise<UnkindProxy> {
  let heldBack = 0;
  let lost = 0;
  const proxy = http.createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { url = '/', method = 'GET', headers } = request;
    const upstream = http.request({ ...target, path: url, method, headers, agent: false }, async (answer) => {
      const isStream = url.includes('TYPE=xmlhttp') && url.includes('CI=0');
      if (isStream) heldBack++;
      const whole = Buffer.concat(await answer.toArray().catch(() => []));
      if (lost === 0 && losesReplyTo(request, String(body))) {
        lost++;
        request.socket.destroy();
        return;
      }
      const { 'transfer-encoding': _, ...kept } = answer.headers;
      response.writeHead(answer.statusCode ?? 502, { ...kept, 'content-length': whole.length }).end(whole);
    });
    upstream.on('error', () => response.destroy());
    response.on('close', () => upstream.destroy());
    upstream.end(body);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    host: '127.0.0.1',
    port: (proxy.address() as AddressInfo).port,
    heldBack: () => heldBack,
    lost: () => lost,
    stop: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}
