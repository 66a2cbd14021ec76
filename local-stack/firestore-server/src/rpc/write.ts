import { randomUUID } from 'node:crypto';
import type { Caller } from '../identity/caller.ts';
import type { Write, WriteResult } from '../storage/write.ts';
import { toFirestoreError } from '../values/status.ts';
import { timestampFromMicros } from '../values/timestamp.ts';
import type { Timestamp } from '../values/value.ts';
import { commitWrites } from './commit-writes.ts';
import { openScope, type RequestScope, type ServerState } from './server-state.ts';
import type { StreamPorts, StreamSession } from './stream-session.ts';

export type WriteRequest = { database?: string; streamId?: string; writes?: Write[]; streamToken?: Uint8Array };
export type WriteResponse = {
  streamId?: string;
  streamToken: Uint8Array;
  writeResults?: WriteResult[];
  commitTime?: Timestamp;
};

const TOKEN_BYTES = 8;

/**
 * Opens a Write stream: a handshake, then batches that are committed strictly one after another and answered in order.
 * The first failure ends the stream; requests behind it are dropped, because the client repeats them on a new stream.
 */
export function openWrite(
  state: ServerState,
  caller: Caller,
  ports: StreamPorts<WriteResponse>,
): StreamSession<WriteRequest> {
  let scopeDatabase: string | undefined;
  let answered = 0n;
  let isOver = false;
  let queue: Promise<void> = Promise.resolve();

  // Web SDKs assert that every answer carries a token; its content is ours to choose.
  const nextToken = (): Uint8Array => {
    const token = Buffer.alloc(TOKEN_BYTES);
    token.writeBigUInt64BE(++answered);
    return token;
  };
  const answer = async (request: WriteRequest): Promise<void> => {
    if (scopeDatabase === undefined) {
      openScope(state, caller, request.database);
      scopeDatabase = request.database;
      ports.send({ streamId: randomUUID(), streamToken: nextToken() });
      if (!request.writes?.length) return;
    }
    const writes = request.writes ?? [];
    // A scope per batch: rules may be replaced while the stream is open.
    const scope: RequestScope = openScope(state, caller, scopeDatabase);
    if (writes.length === 0) {
      ports.send({ streamToken: nextToken(), commitTime: timestampFromMicros(scope.database.clock.readTime()) });
      return;
    }
    const { results, time } = await commitWrites(scope, writes);
    if (isOver) return;
    ports.send({ streamToken: nextToken(), writeResults: [...results], commitTime: timestampFromMicros(time) });
  };
  const handle = (request: WriteRequest): void => {
    queue = queue.then(async () => {
      if (isOver) return;
      try {
        await answer(request);
      } catch (error) {
        isOver = true;
        ports.fail(toFirestoreError(error));
      }
    });
  };
  return {
    handle,
    finish: () => queue,
    close: () => {
      isOver = true;
    },
  };
}
