import { markConversationRead, retryMessage, sendMessage } from '@casillero/domain/api/conversations';
import { ok } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { ReadConversation } from '../../usecases/conversations/read-conversation.ts';
import type { RetryMessage } from '../../usecases/conversations/retry-message.ts';
import type { SendMessageTo } from '../../usecases/conversations/send-message.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** What people of a tenant do in conversations with its contacts (R31, R34). */
export const serveConversations = (deps: {
  readonly send: SendMessageTo;
  readonly retry: RetryMessage;
  readonly read: ReadConversation;
}): readonly Served[] => [
  serve(sendMessage, async ({ params, body }, caller) => {
    const sent = await deps.send(
      conversationOf(params),
      { text: body.text, uploadId: body.uploadId ?? null },
      actorOf(caller),
      caller.actId,
    );
    if (!sent.ok) return sent;
    const { messageId, at, windowClosesAt } = sent.value;
    return ok({ messageId, at: at.toISOString(), windowClosesAt: windowClosesAt.toISOString() });
  }),
  serve(retryMessage, async ({ params }) => {
    const retried = await deps.retry(conversationOf(params), params.messageId);
    return retried.ok ? ok({ messageId: retried.value.messageId, at: retried.value.at.toISOString() }) : retried;
  }),
  serve(markConversationRead, ({ params }) => deps.read(conversationOf(params))),
];

const conversationOf = ({ tenantId, senderId }: { readonly tenantId: string; readonly senderId: string }) => ({
  tenantId,
  senderId: senderId as SenderId,
});
