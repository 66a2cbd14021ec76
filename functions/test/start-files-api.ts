import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail } from '@casillero/domain/result';
import { standingDocuments } from '@casillero/domain/testing';
import { makeApi } from '../src/api/app.ts';
import { serveConversations } from '../src/api/conversations/serve-conversations.ts';
import { serveOutgoingFiles } from '../src/api/outgoing-files/serve-outgoing-files.ts';
import { serveUploads } from '../src/api/uploads/serve-uploads.ts';
import { readOn, transactOn } from '../src/firestore/transact.ts';
import { checkOutgoing } from '../src/media/check-outgoing.ts';
import { makeEnqueueEntries } from '../src/queues/enqueue-entries.ts';
import { makeReadConversation } from '../src/usecases/conversations/read-conversation.ts';
import { makeRetryMessage } from '../src/usecases/conversations/retry-message.ts';
import { makeSendMessage } from '../src/usecases/conversations/send-message.ts';
import { makeKeepFile, makeStartFile } from '../src/usecases/outgoing-files/keep-file.ts';
import { makeOpenMediaLink } from '../src/usecases/outgoing-files/media-link.ts';
import { makeTakeChunk } from '../src/usecases/uploads/take-upload.ts';
import { CALLERS, type Token } from './start-api.ts';
import type { World } from './world.ts';
import type { ProvidersWorld } from './world-providers.ts';

/** The API beside the world, where providers fetch files, too. */
export async function startFilesApi(
  world: World | ProvidersWorld,
): Promise<{ readonly server: Server; readonly stored: Map<string, Uint8Array> }> {
  const stored = new Map<string, Uint8Array>();
  let keys = 0;
  const { firestore } = world;
  const [transact, reads, now] = [transactOn(firestore), readOn(firestore), () => world.now()];
  const enqueue = makeEnqueueEntries({ addTask: world.queue.addTask, onFailure: () => undefined });
  const load = async (path: string) => stored.get(path) ?? null;
  const store = async (path: string, bytes: Uint8Array) => void stored.set(path, bytes);
  const newKey = () => Buffer.alloc(32, ++keys).toString('base64url');
  const app = makeApi({
    verifyToken: async (token) => (Object.hasOwn(CALLERS, token) ? CALLERS[token as Token] : null),
    readDocument: async (path) => (await firestore.doc(path).get()).data() ?? null,
    loadMedia: load,
    retryScreenshot: async () => fail('not-found', '', ''),
    endpoints: [
      ...serveUploads({
        createBatch: async () => ({ batchId: 'none' }),
        start: async () => fail('batch-not-found', '', ''),
        takeChunk: makeTakeChunk({
          transact,
          enqueue,
          load,
          store,
          keepFile: makeKeepFile({ check: checkOutgoing, store }),
          now,
        }),
      }),
      ...serveOutgoingFiles({
        start: makeStartFile({ transact, now }),
        open: makeOpenMediaLink({ read: reads, now }),
        loadMedia: load,
      }),
      ...serveConversations({
        send: makeSendMessage({ transact, enqueue, now, newKey }),
        retry: makeRetryMessage({ transact, enqueue, now }),
        read: makeReadConversation({ transact, markRead: async () => false }),
      }),
    ],
    onDefect: (error) => {
      throw error;
    },
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  world.publicOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const batch = firestore.batch();
  for (const [path, fields] of Object.entries(standingDocuments(Object.values(CALLERS))))
    batch.set(firestore.doc(path), fields);
  await batch.commit();
  return { server, stored };
}
