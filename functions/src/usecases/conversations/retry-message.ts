import { type CannotWrite, mayWrite } from '@casillero/domain/answer/may-write';
import { newEntry, type OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { conversationRecord, type MessageRecord, messageRecord } from '@casillero/domain/records/intake-records';
import { outboxRecord, type SendEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import { readIsNumberOf } from '../numbers/read-is-number-of.ts';
import { parsed } from '../receive-message/parse-record.ts';
import type { ConversationDeps } from './send-message.ts';
import { writtenByUs } from './written-by-us.ts';

export type RetryMessage = (
  to: { readonly tenantId: string; readonly senderId: SenderId },
  messageId: string,
) => Promise<Result<{ readonly messageId: string; readonly at: Date }, CannotWrite | 'nothing-to-retry'>>;

/**
 * A person has a failed message sent again; it keeps its id (R30), and leaves from the number that the contact wrote to
 * last. One whose outcome was never known is looked for at the provider first (R91); one that the provider refused is another message to it.
 */
export const makeRetryMessage =
  (deps: ConversationDeps): RetryMessage =>
  async ({ tenantId, senderId }, messageId) => {
    type Retried = { readonly outcome: Awaited<ReturnType<RetryMessage>>; readonly due: readonly OutboxEntry[] };
    const { outcome, due } = await deps.transact<Retried>(async (read) => {
      const path = paths.message(tenantId, senderId, messageId);
      const [tenantFields, conversationFields, messageFields, entryFields] = await read([
        paths.tenant(tenantId),
        paths.conversation(tenantId, senderId),
        path,
        paths.outboxEntry(messageId),
      ]);
      const now = deps.now();
      const refused = (why: Awaited<ReturnType<RetryMessage>>) => ({ writes: [], result: { outcome: why, due: [] } });
      const conversation = parsed(conversationRecord, conversationFields);
      const allowed = mayWrite(
        parsed(tenantRecord, tenantFields),
        conversation,
        conversation !== null && (await readIsNumberOf(read, conversation.number, tenantId)),
        now,
      );
      if (!allowed.ok) return refused(allowed);
      const message = parsed(messageRecord, messageFields);
      if (message === null) return refused(noSuchMessage());
      if (message.state !== 'failed') return refused(nothingFailed());
      if (!isWholeHere(message)) return refused(notHere());
      const { alias, number, address } = allowed.value;
      const media = message.media?.[0] ?? null;
      const fresh = newEntry(
        messageId,
        { kind: 'send', tenantId, senderId, alias, number, address, text: message.text, by: message.by ?? null, media },
        now,
      );
      const found = parsed(outboxRecord, entryFields);
      const before = found?.kind === 'send' && found.tenantId === tenantId ? found : null;
      const record = sentAgain(before, fresh.record as SendEntry, now);
      return {
        writes: [
          { op: 'set', path: paths.outboxEntry(messageId), fields: record },
          {
            op: 'update',
            path,
            fields: { state: 'queued', failure: null, providerMessageId: null, sentId: null, at: now },
          },
          writtenByUs(
            tenantId,
            senderId,
            allowed.value,
            { id: messageId, text: message.text, mediaKind: media?.kind ?? null },
            now,
          ),
        ],
        result: { outcome: ok({ messageId, at: now }), due: [{ id: messageId, record }] },
      };
    });
    await deps.enqueue(due);
    return outcome;
  };

/** @param before its entry as it ended; null: forgotten since  @param fresh as a new message's */
function sentAgain(before: SendEntry | null, fresh: SendEntry, now: Date): SendEntry {
  const isUnknown = before?.state === 'dead' && before.reason?.code === 'unknown';
  // As after one attempt of unknown outcome: the next one looks before it sends.
  if (isUnknown) return { ...before, state: 'pending', attempts: 1, dueAt: now };
  return { ...before, ...fresh, round: (before?.round ?? 0) + 1 };
}

/** What was written on the number's own phone is known without its files, and without what is no text: a place, a contact card. */
const isWholeHere = ({ text, mediaCount, media }: MessageRecord): boolean => {
  const files = media?.length ?? 0;
  return files >= mediaCount && (text !== '' || files > 0);
};

const noSuchMessage = () => fail('not-found', 'There is no such message.', 'Open the conversation again.');
const nothingFailed = () =>
  fail('nothing-to-retry', 'This message has not failed.', 'Wait for what the provider says of it.');
const notHere = () =>
  fail(
    'nothing-to-retry',
    'What this message held is not here.',
    'Send it again with the phone that it was written on.',
  );
