import type { Headers } from '../http2/headers.ts';
import type { Http2Stream } from '../http2/stream.ts';
import type { Caller } from '../identity/caller.ts';
import { parserOf } from '../proto/parse.ts';
import type { Method } from '../proto/schema.ts';
import { serializerOf } from '../proto/serialize.ts';
import type { ServerState } from '../rpc/server-state.ts';
import type { StreamPorts, StreamSession } from '../rpc/stream-session.ts';
import { FirestoreError } from '../values/status.ts';
import { Call } from './call.ts';
import { PREFIX_BYTES, writePrefix } from './message-frames.ts';

/** Takes over a stream whose headers name its method. The caller is found out when it is needed: that can fail. */
export type Handler = (stream: Http2Stream, headers: Headers, caller: () => Caller) => void;

/** What answers one request; a list answers it with as many messages. */
export type Rpc = (state: ServerState, caller: Caller, request: never) => Promise<object | readonly object[]>;

/** What answers a stream of requests. */
export type OpenStream = (state: ServerState, caller: Caller, ports: StreamPorts<never>) => StreamSession<never>;

/** A method that is one request, with one answer or several. */
export function requestHandler(state: ServerState, method: Method, rpc: Rpc): Handler {
  const parse = parserOf(method.requestType);
  const frame = framer(method);
  return (stream, headers, caller) => {
    const call = new Call(stream);
    let isAnswered = false;
    const answer = async (message: Uint8Array): Promise<void> => {
      try {
        const answered = await rpc(state, caller(), readRequest(parse, message) as never);
        call.finish(Array.isArray(answered) ? answered.map(frame) : [frame(answered)]);
      } catch (error) {
        call.fail(error);
      }
    };
    call.receive(headers, {
      message: (message) => {
        if (isAnswered) return;
        isAnswered = true;
        answer(message);
      },
      end: () => {
        if (!isAnswered) call.fail(new FirestoreError('INVALID_ARGUMENT', `${method.name} needs a request.`));
      },
      close: () => {},
    });
  };
}

/** A method that is a stream in both directions. */
export function streamHandler(state: ServerState, method: Method, open: OpenStream): Handler {
  const parse = parserOf(method.requestType);
  const frame = framer(method);
  return (stream, headers, caller) => {
    const call = new Call(stream);
    let isOver = false;
    let session: StreamSession<never>;
    const fail = (error: unknown): void => {
      if (isOver) return;
      isOver = true;
      call.fail(error);
    };
    try {
      session = open(state, caller(), {
        send: (response: object) => {
          if (!isOver) call.send(frame(response));
        },
        fail,
      });
    } catch (error) {
      fail(error);
      return;
    }
    call.open();
    call.receive(headers, {
      message: (message) => {
        if (!isOver) session.handle(readRequest(parse, message) as never);
      },
      // The client is done sending, not done listening for answers to what it sent.
      end: async () => {
        await session.finish();
        if (isOver) return;
        isOver = true;
        session.close();
        call.end();
      },
      close: () => {
        isOver = true;
        session.close();
      },
    });
  };
}

function readRequest(parse: (bytes: Uint8Array) => object, message: Uint8Array): object {
  try {
    return parse(message);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FirestoreError('INVALID_ARGUMENT', `The request cannot be read. ${reason}`);
  }
}

function framer(method: Method): (response: object) => Buffer {
  const serialize = serializerOf(method.responseType);
  return (response) => writePrefix(serialize(response, PREFIX_BYTES));
}
