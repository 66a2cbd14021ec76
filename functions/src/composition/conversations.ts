import { randomBytes, randomUUID } from 'node:crypto';
import { serveAnswers } from '../api/answers/serve-answers.ts';
import { serveConversations } from '../api/conversations/serve-conversations.ts';
import { serveMessageMedia } from '../api/message-media/serve-message-media.ts';
import type { Served } from '../api/serve.ts';
import { readOn } from '../firestore/transact.ts';
import { loadFrom } from '../storage/bucket-media.ts';
import { makeReadConversation } from '../usecases/conversations/read-conversation.ts';
import { makeRetryMessage } from '../usecases/conversations/retry-message.ts';
import { makeSendMessage } from '../usecases/conversations/send-message.ts';
import { makeChangeTenant } from '../usecases/tenants/change-tenant.ts';
import { bucket, enqueue, firestore, now, once, transact } from './platform.ts';
import { providers } from './providers.ts';

/** Conversations with contacts, and what answers them by itself (R31 to R35). */
export const conversationEndpoints: () => readonly Served[] = once(() => {
  const acts = { transact: transact(), enqueue: enqueue(), now };
  return [
    ...serveConversations({
      send: makeSendMessage({ ...acts, newKey: () => randomBytes(32).toString('base64url') }),
      retry: makeRetryMessage(acts),
      read: makeReadConversation({ transact: transact(), markRead: providers().markRead }),
    }),
    ...serveMessageMedia({ read: readOn(firestore()), loadMedia: loadFrom(bucket()) }),
    ...serveAnswers({
      read: readOn(firestore()),
      change: makeChangeTenant({ transact: transact(), newId: randomUUID, now }),
    }),
  ];
});
