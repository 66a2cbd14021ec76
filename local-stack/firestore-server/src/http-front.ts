import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { createControlServer } from './control/server.ts';
import { socketName } from './identity/caller.ts';
import { handleRest } from './rest/server.ts';
import type { ServerState } from './rpc/server-state.ts';
import { createWebChannelServer } from './webchannel/server.ts';

/** Longer than the pauses of clients that keep connections: the default of 5 s races with their next request. */
const KEEP_ALIVE_MS = 65_000;
const PREFLIGHT_SECONDS = '3600';

export type HttpFront = { readonly server: http.Server; stop(): void };

/** Everything that speaks HTTP/1.1: WebChannel, REST and control, for pages of any origin. */
export function createHttpFront(state: ServerState): HttpFront {
  const webChannel = createWebChannelServer(state);
  const control = createControlServer(state);
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    allowOrigin(request, response);
    if (request.method === 'OPTIONS') {
      answerPreflight(request, response);
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (await webChannel.handle(request, response, url)) return;
    if (url.pathname.startsWith('/v1')) await handleRest(state, request, response, url);
    else await control.handle(request, response, url);
  };
  const server = http.createServer((request, response) => {
    route(request, response).catch((error) => {
      // Aborted uploads end here as well; there is nobody left to answer.
      if (!response.headersSent) response.writeHead(500);
      response.end();
      if (!request.destroyed) console.error(error);
    });
  });
  server.on('connection', (socket) => {
    const name = socketName(socket);
    socket.once('close', () => state.connectionAbandoned(name));
  });
  // Back channels stay open for good, and slow uploads are the client's business.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.timeout = 0;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return {
    server,
    stop: () => {
      webChannel.stop();
      server.closeAllConnections();
    },
  };
}

/** Channel requests carry credentials, so the origin is echoed: browsers refuse `*` then. */
function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (!origin) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-expose-headers', 'X-HTTP-Session-Id');
  response.setHeader('vary', 'Origin');
}

function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE, OPTIONS');
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*');
  response.setHeader('access-control-max-age', PREFLIGHT_SECONDS);
  if (request.headers['access-control-request-private-network'] === 'true') {
    response.setHeader('access-control-allow-private-network', 'true');
  }
  response.writeHead(200).end();
}
