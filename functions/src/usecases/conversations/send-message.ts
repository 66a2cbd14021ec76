import { type CannotWrite, mayWrite } from '@casillero/domain/answer/may-write';
import { textMaxFrom } from '@casillero/domain/message/message-length';
import { windowClosesAt } from '@casillero/domain/message/service-window';
import { newEntry, type OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { outboxId } from '@casillero/domain/outbox/outbox-id';
import {
  type AuthorRecord,
  type ConversationRecord,
  conversationRecord,
  type MessageRecord,
  messageRecord,
} from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { Transact } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';
import { writtenByUs } from './written-by-us.ts';

export type ConversationDeps = {
  readonly transact: Transact;
  readonly enqueue: EnqueueEntries;
  readonly now: () => Date;
};

export type Written = { readonly messageId: string; readonly at: Date; readonly windowClosesAt: Date };

export type SendMessageTo = (
  to: { readonly tenantId: string; readonly senderId: SenderId },
  text: string,
  author: { readonly uid: string; readonly email: string | null },
  actId: string,
) => Promise<Result<Written, CannotWrite | 'text-too-long'>>;

/**
 * A person writes to a contact (R31, R34): the message is in the conversation at once, queued, and leaves from the number
 * that the contact wrote to last, after what was said before it. Called again with the same `actId` it writes nothing more.
 */
export const makeSendMessage =
  (deps: ConversationDeps): SendMessageTo =>
  async ({ tenantId, senderId }, text, { uid, email }, actId) => {
    type Sent = { readonly outcome: Awaited<ReturnType<SendMessageTo>>; readonly due: readonly OutboxEntry[] };
    const { outcome, due } = await deps.transact<Sent>(async (read) => {
      const id = outboxId(actId, tenantId, 'send', 0);
      const path = paths.message(tenantId, senderId, id);
      const [tenantFields, conversationFields, messageFields] = await read([
        paths.tenant(tenantId),
        paths.conversation(tenantId, senderId),
        path,
      ]);
      const now = deps.now();
      const found = parsed(conversationRecord, conversationFields);
      const before = parsed(messageRecord, messageFields);
      if (before !== null && found !== null)
        return { writes: [], result: { outcome: ok(written(id, before.at, found)), due: [] } };
      const allowed = mayWrite(parsed(tenantRecord, tenantFields), found, now);
      if (!allowed.ok) return { writes: [], result: { outcome: allowed, due: [] } };
      const conversation = allowed.value;
      const long = tooLong(text, conversation);
      if (long !== null) return { writes: [], result: { outcome: long, due: [] } };
      const by: AuthorRecord = { kind: 'member', uid, email };
      const { number, address, lastReplyId } = conversation;
      const entry = newEntry(
        id,
        { kind: 'send', tenantId, senderId, number, address, text, by, after: lastReplyId },
        now,
      );
      return {
        writes: [
          { op: 'create', path, fields: queued(text, by, now) },
          writtenByUs(tenantId, senderId, conversation, { id, text }, now),
          { op: 'set', path: paths.outboxEntry(id), fields: entry.record },
        ],
        result: { outcome: ok(written(id, now, conversation)), due: [entry] },
      };
    });
    await deps.enqueue(due);
    return outcome;
  };

const written = (messageId: string, at: Date, conversation: ConversationRecord): Written => ({
  messageId,
  at,
  windowClosesAt: windowClosesAt(conversation),
});

const queued = (text: string, by: AuthorRecord, now: Date): MessageRecord => ({
  direction: 'out',
  text,
  mediaCount: 0,
  state: 'queued',
  failure: null,
  providerMessageId: null,
  at: now,
  by,
});

/** A text that the number's provider would cut. */
function tooLong(text: string, { number }: ConversationRecord): ReturnType<typeof fail<'text-too-long'>> | null {
  const most = textMaxFrom(number);
  const length = [...text].length;
  return length <= most
    ? null
    : fail(
        'text-too-long',
        `The text has ${length} characters; this number sends at most ${most}.`,
        'Write it in parts.',
      );
}
