import type { Socket } from 'node:net';
import { Http2Connection } from '../http2/connection.ts';
import { socketName } from '../identity/caller.ts';
import type { ServerState } from '../rpc/server-state.ts';
import { FirestoreError } from '../values/status.ts';
import { Call } from './call.ts';
import { ConnectionCallers } from './callers.ts';
import { firestoreMethods } from './methods.ts';

const UNSUPPORTED_MEDIA_TYPE = '415';

export type GrpcServer = {
  /** Takes over a connection whose first bytes are those of HTTP/2. */
  accept(socket: Socket): void;
  stop(): void;
};

/** The gRPC transport. It listens on no port itself: the front of the server hands it connections. */
export function createGrpcServer(state: ServerState): GrpcServer {
  const methods = firestoreMethods(state);
  const connections = new Set<Http2Connection>();
  return {
    accept: (socket) => {
      const name = socketName(socket);
      const callers = new ConnectionCallers(name);
      const connection = new Http2Connection(socket, (stream, headers) => {
        const path = headers.get(':path') ?? '';
        const handle = methods.get(path);
        if (!headers.get('content-type')?.startsWith('application/grpc')) {
          new Call(stream).refuse(UNSUPPORTED_MEDIA_TYPE);
        } else if (handle) handle(stream, headers, () => callers.callerOf(headers));
        else new Call(stream).fail(new FirestoreError('UNIMPLEMENTED', `There is no method ${path}.`));
      });
      connections.add(connection);
      socket.once('close', () => {
        connections.delete(connection);
        state.connectionClosed(name);
      });
    },
    stop: () => {
      for (const connection of connections) connection.destroy();
    },
  };
}
