import type { Socket } from 'node:net';
import { Server, ServerCredentials, type ServiceDefinition } from '@grpc/grpc-js';
import { packageDefinition } from '../proto/descriptor.ts';
import { serializerOf } from '../proto/serialize.ts';
import type { ServerState } from '../rpc/server-state.ts';
import { requestHandlers } from './handlers.ts';
import { streamHandlers } from './streams.ts';

/** Production refuses requests above 10 MiB with a sentence of its own; the transport lets more through to say it. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

export type GrpcServer = {
  /** Takes over a connection whose first bytes are those of HTTP/2. */
  accept(socket: Socket): void;
  stop(): void;
};

/** The gRPC transport. It listens on no port itself: the front of the server hands it connections. */
export function createGrpcServer(state: ServerState): GrpcServer {
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
  });
  server.addService(firestoreService(), { ...requestHandlers(state), ...streamHandlers(state) });
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  return {
    accept: (socket) => {
      const connection = connectionOf(socket);
      socket.once('close', () => state.connectionClosed(connection));
      injector.injectConnection(socket);
    },
    stop: () => {
      injector.destroy();
      server.forceShutdown();
    },
  };
}

/** The name by which grpc-js calls tell the connection they came on (`getPeer`). */
function connectionOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress}:${remotePort}`;
}

function firestoreService(): ServiceDefinition {
  const service = packageDefinition['google.firestore.v1.Firestore'];
  if (!service || 'format' in service) throw new Error('The descriptor has no service google.firestore.v1.Firestore.');
  const methods = Object.entries(service as ServiceDefinition & Record<string, { responseType: object }>);
  return Object.fromEntries(
    methods.map(([name, method]) => [name, { ...method, responseSerialize: serializerOf(responseTypeOf(method)) }]),
  );
}

function responseTypeOf({ responseType }: { responseType: object }): string {
  const { name } = Object(Object(responseType).type);
  return name === 'Empty' ? 'google.protobuf.Empty' : `google.firestore.v1.${name}`;
}
