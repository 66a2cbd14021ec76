import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { httpClient } from '../identity/caller.ts';
import type { ServerState } from '../rpc/server-state.ts';
import { decodeForwardBody, decodeInitHeaders, encodeHandshake } from './codec.ts';
import { BackChannelRotation } from './rotation.ts';
import { ChannelSession } from './session.ts';
import { type ChannelKind, openStream } from './streams.ts';

const PATH = /^\/google\.firestore\.v1\.Firestore\/(Listen|Write)\/channel$/;

/** No caching, no buffering, no sniffing, no compression: bytes must reach the page as they are written. */
const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  'x-content-type-options': 'nosniff',
  'x-accel-buffering': 'no',
} as const;

export type WebChannelServer = {
  /** @returns false when the path is none of a channel */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  stop(): void;
};

/** Browsers' side of Listen and Write: WebChannel (VER=8) over plain HTTP/1.1. @see closure-library's labs/net/webchannel */
export function createWebChannelServer(state: ServerState): WebChannelServer {
  const sessions = new Map<string, ChannelSession>();
  const sessionsOf = (browser: string) => [...sessions.values()].filter((session) => session.browser === browser);
  const rotation = new BackChannelRotation(sessionsOf, Date.now);

  const openSession = (
    kind: ChannelKind,
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    body: string,
  ) => {
    const sid = randomBytes(16).toString('base64url');
    const session = new ChannelSession(sid, browserOf(request), () => sessions.delete(sid));
    sessions.set(sid, session);
    // Pages cannot set headers without a preflight, so the SDK's own come in the body.
    const headers = { ...request.headers, ...Object.fromEntries(decodeInitHeaders(body, url.searchParams)) };
    const client = httpClient(headers, request.socket);
    session.connect(openStream(kind, state, session, headers.authorization, client));
    response.writeHead(200, { ...HEADERS, 'x-http-session-id': sid });
    response.end(encodeHandshake(sid));
    session.receive(decodeForwardBody(body), 0);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    const kind = PATH.exec(url.pathname)?.[1];
    if (kind !== 'Listen' && kind !== 'Write') return false;
    const query = url.searchParams;
    const sid = query.get('SID');
    const arrayId = Number(query.get('AID') ?? 0);
    if (sid === null) {
      openSession(kind, request, response, url, await readBody(request));
      return true;
    }
    const session = sessions.get(sid);
    if (query.get('TYPE') === 'terminate') {
      session?.close();
      response.writeHead(200, HEADERS).end();
      return true;
    }
    if (!session) {
      // The client looks for these words, and only behind the first character.
      response.writeHead(400, HEADERS).end('Error: Unknown SID');
      return true;
    }
    if (request.method === 'GET') {
      response.writeHead(200, HEADERS);
      response.flushHeaders();
      request.socket.setNoDelay(true);
      session.attach(response, arrayId, pollMs(query), Date.now());
      rotation.check(session.browser);
      return true;
    }
    const body = await readBody(request);
    response.writeHead(200, HEADERS).end(session.receive(decodeForwardBody(body), arrayId));
    return true;
  };

  return {
    handle,
    stop: () => {
      rotation.stop();
      for (const session of [...sessions.values()]) session.close();
    },
  };
}

/** CI=1 asks for a long poll, for at most TO milliseconds if that is given. */
function pollMs(query: URLSearchParams): number | null {
  if (query.get('CI') !== '1') return null;
  const timeout = Number(query.get('TO'));
  return timeout > 0 ? timeout : Number.POSITIVE_INFINITY;
}

/** Contexts of one browser cannot be told apart here; taking them for one only means more rotation. */
function browserOf(request: IncomingMessage): string {
  return `${request.socket.remoteAddress ?? ''} ${request.headers['user-agent'] ?? ''}`;
}
