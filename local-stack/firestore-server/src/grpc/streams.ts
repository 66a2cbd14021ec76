import { type handleBidiStreamingCall, Metadata, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Caller } from '../identity/caller.ts';
import { openListen } from '../rpc/listen.ts';
import type { ServerState } from '../rpc/server-state.ts';
import type { StreamPorts, StreamSession } from '../rpc/stream-session.ts';
import { openWrite } from '../rpc/write.ts';
import { callerOf } from './handlers.ts';
import { toServiceError } from './status.ts';

type OpenStream<Request, Response> = (
  state: ServerState,
  caller: Caller,
  ports: StreamPorts<Response>,
) => StreamSession<Request>;

/** The RPCs that are streams in both directions, by the names of the service definition. */
export function streamHandlers(state: ServerState): UntypedServiceImplementation {
  return { Listen: bidirectional(state, openListen), Write: bidirectional(state, openWrite) };
}

function bidirectional<Request, Response>(
  state: ServerState,
  open: OpenStream<Request, Response>,
): handleBidiStreamingCall<Request, Response> {
  return (call) => {
    call.sendMetadata(new Metadata());
    let isOver = false;
    let session: StreamSession<Request>;
    try {
      session = open(state, callerOf(call), {
        send: (response) => {
          if (!isOver) call.write(response);
        },
        fail: (error) => {
          if (isOver) return;
          isOver = true;
          call.emit('error', toServiceError(error));
        },
      });
    } catch (error) {
      call.emit('error', toServiceError(error));
      return;
    }
    const close = (): void => {
      isOver = true;
      session.close();
    };
    call.on('data', (request: Request) => session.handle(request));
    call.on('cancelled', close);
    call.on('close', close);
    // The client is done sending, not done listening for answers to what it sent.
    call.on('end', async () => {
      await session.finish();
      if (isOver) return;
      close();
      call.end();
    });
  };
}
