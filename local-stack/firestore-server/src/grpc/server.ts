import http2, { type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { ServerState } from '../rpc/server-state.ts';
import { FirestoreError } from '../values/status.ts';
import { Call } from './call.ts';
import { ConnectionCallers } from './callers.ts';
import { firestoreMethods } from './methods.ts';

/** Large commits come in without waiting for permission to send on. */
const WINDOW_BYTES = 1024 * 1024;
const UNSUPPORTED_MEDIA_TYPE = 415;

export type GrpcServer = {
  /** Takes over a connection whose first bytes are those of HTTP/2. */
  accept(socket: Socket): void;
  stop(): void;
};

/** The gRPC transport. It listens on no port itself: the front of the server hands it connections. */
export function createGrpcServer(state: ServerState): GrpcServer {
  const methods = firestoreMethods(state);
  const sessions = new Set<ServerHttp2Session>();
  const server = http2.createServer({
    settings: { initialWindowSize: WINDOW_BYTES },
    // What clients do not fetch waits here; above the default of 10 MB streams would be broken off.
    maxSessionMemory: Number.MAX_SAFE_INTEGER,
  });
  let connection = '';
  server.on('session', (session) => {
    const callers = new ConnectionCallers(connection);
    sessions.add(session);
    session.on('error', () => session.destroy());
    session.on('close', () => sessions.delete(session));
    session.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
      const handle = methods.get(String(headers[':path']));
      if (!headers['content-type']?.startsWith('application/grpc')) refuse(stream);
      else if (handle) handle(stream, headers, () => callers.callerOf(headers));
      else new Call(stream).fail(new FirestoreError('UNIMPLEMENTED', `There is no method ${headers[':path']}.`));
    });
  });
  return {
    accept: (socket) => {
      const name = connectionOf(socket);
      socket.once('close', () => state.connectionClosed(name));
      // The session begins in this very call, and asks its socket for nothing it could have forgotten.
      connection = name;
      server.emit('connection', socket);
    },
    stop: () => {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}

/** The name by which transactions know the connection they are used on. */
function connectionOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress}:${remotePort}`;
}

/** HTTP/2 that is no gRPC. */
function refuse(stream: ServerHttp2Stream): void {
  stream.on('error', () => {});
  stream.respond({ ':status': UNSUPPORTED_MEDIA_TYPE }, { endStream: true });
}
