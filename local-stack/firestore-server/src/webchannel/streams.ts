import { errorBody } from '../http/status.ts';
import type { Client } from '../identity/caller.ts';
import { readAuthorization } from '../identity/read-authorization.ts';
import { asciiJson } from '../proto/ascii-json.ts';
import { messageCodec } from '../proto/json-codec.ts';
import { openListen } from '../rpc/listen.ts';
import type { ServerState } from '../rpc/server-state.ts';
import type { StreamPorts, StreamSession } from '../rpc/stream-session.ts';
import { openWrite } from '../rpc/write.ts';
import { invalidArgument, toFirestoreError } from '../values/status.ts';
import type { ChannelSession, ChannelStream } from './session.ts';

export type ChannelKind = 'Listen' | 'Write';

const codecs = {
  Listen: { request: messageCodec('ListenRequest'), response: messageCodec('ListenResponse') },
  Write: { request: messageCodec('WriteRequest'), response: messageCodec('WriteResponse') },
};

/**
 * Opens the stream RPC behind a session. A message is an array of one element, the message in proto3 JSON; an error is
 * sent the same way, and the client closes the session.
 */
export function openStream(
  kind: ChannelKind,
  state: ServerState,
  session: ChannelSession,
  authorization: string | undefined,
  client: Client,
): ChannelStream {
  const codec = codecs[kind];
  const fail = (thrown: unknown): void => session.push(asciiJson([errorBody(toFirestoreError(thrown))]));
  const ports: StreamPorts<unknown> = {
    send: (response) => session.push(asciiJson([codec.response.toJson(response)])),
    fail,
  };
  let stream: StreamSession<unknown>;
  try {
    const caller = { ...readAuthorization(authorization), client };
    const open = kind === 'Listen' ? openListen : openWrite;
    // The codec builds exactly the request type of the stream.
    stream = open(state, caller, ports) as StreamSession<unknown>;
  } catch (error) {
    fail(error);
    return { handle: () => {}, close: () => {} };
  }
  let isOver = false;
  return {
    close: stream.close,
    handle: (text) => {
      if (isOver) return;
      try {
        stream.handle(codec.request.fromJson(parse(text), ''));
      } catch (error) {
        isOver = true;
        stream.close();
        fail(error);
      }
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidArgument('A channel message is no JSON.');
  }
}
