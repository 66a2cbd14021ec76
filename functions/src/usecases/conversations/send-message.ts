import { type CannotWrite, mayWrite } from '@casillero/domain/answer/may-write';
import { textMaxFrom } from '@casillero/domain/message/message-length';
import { captionMaxFrom } from '@casillero/domain/message/outgoing-file';
import { windowClosesAt } from '@casillero/domain/message/service-window';
import { newEntry, type OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { outboxId } from '@casillero/domain/outbox/outbox-id';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import {
  type AuthorRecord,
  type ConversationRecord,
  conversationRecord,
  type MessageMediaRecord,
  type MessageRecord,
  messageRecord,
} from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { uploadRecord } from '@casillero/domain/records/upload-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { Transact } from '../documents.ts';
import { readIsNumberOf } from '../numbers/read-is-number-of.ts';
import { mediaLinkWrite } from '../outgoing-files/media-link.ts';
import { parsed } from '../receive-message/parse-record.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';
import { attachable, type CannotAttach } from './attachable.ts';
import { writtenByUs } from './written-by-us.ts';

export type ConversationDeps = {
  readonly transact: Transact;
  readonly enqueue: EnqueueEntries;
  readonly now: () => Date;
};

export type Written = { readonly messageId: string; readonly at: Date; readonly windowClosesAt: Date };

/** What a person writes: a text, a file, or both. */
export type Words = { readonly text: string; readonly uploadId: string | null };

export type SendMessageTo = (
  to: { readonly tenantId: string; readonly senderId: SenderId },
  words: Words,
  author: { readonly uid: string; readonly email: string | null },
  actId: string,
) => Promise<Result<Written, CannotWrite | CannotAttach | 'text-too-long'>>;

/**
 * A person writes to a contact (R31, R34): the message is in the conversation at once, queued, and leaves from the number
 * that the contact wrote to last, after what was said before it. A text that the provider shows with no such file is a message of its
 * own after it. Called again with the same `actId` it writes nothing more.
 */
export const makeSendMessage =
  (deps: ConversationDeps & { readonly newKey: () => string }): SendMessageTo =>
  async ({ tenantId, senderId }, words, { uid, email }, actId) => {
    type Sent = { readonly outcome: Awaited<ReturnType<SendMessageTo>>; readonly due: readonly OutboxEntry[] };
    const { outcome, due } = await deps.transact<Sent>(async (read) => {
      const id = outboxId(actId, tenantId, 'send', 0);
      const [tenantFields, conversationFields, messageFields, uploadFields] = await read([
        paths.tenant(tenantId),
        paths.conversation(tenantId, senderId),
        paths.message(tenantId, senderId, id),
        ...(words.uploadId === null ? [] : [paths.upload(tenantId, words.uploadId)]),
      ]);
      const now = deps.now();
      const found = parsed(conversationRecord, conversationFields);
      const before = parsed(messageRecord, messageFields);
      if (before !== null && found !== null)
        return { writes: [], result: { outcome: ok(written(id, before.at, found)), due: [] } };
      const refused = (why: Awaited<ReturnType<SendMessageTo>>) => ({ writes: [], result: { outcome: why, due: [] } });
      const allowed = mayWrite(
        parsed(tenantRecord, tenantFields),
        found,
        found !== null && (await readIsNumberOf(read, found.number, tenantId)),
        now,
      );
      if (!allowed.ok) return refused(allowed);
      const conversation = allowed.value;
      const attached =
        words.uploadId === null ? ok(null) : attachable(parsed(uploadRecord, uploadFields), senderId, conversation);
      if (!attached.ok) return refused(attached);
      const parts = partsOf(words.text, attached.value, conversation);
      if (!parts.ok) return refused(parts);
      const by: AuthorRecord = { kind: 'member', uid, email };
      const entries = parts.value.map(({ text, media }, n) => {
        const { alias, number, address, lastReplyId } = conversation;
        const after = n === 0 ? lastReplyId : outboxId(actId, tenantId, 'send', n - 1);
        const each = { kind: 'send', tenantId, senderId, alias, number, address, text, by, after, media } as const;
        return newEntry(outboxId(actId, tenantId, 'send', n), each, now);
      });
      const mediaKind = attached.value?.kind ?? null;
      const last = { id: entries.at(-1)?.id ?? id, text: words.text, mediaKind };
      return {
        writes: [
          ...entries.flatMap((entry, n): DocumentWrite[] => [
            {
              op: 'create',
              path: paths.message(tenantId, senderId, entry.id),
              // Both parts were written at once; they are shown in their order.
              fields: queued(parts.value[n] ?? NOTHING, by, new Date(now.getTime() + n)),
            },
            { op: 'set', path: paths.outboxEntry(entry.id), fields: entry.record },
          ]),
          ...(attached.value === null ? [] : mediaLinkWrite(id, attached.value, deps.newKey, now)),
          writtenByUs(tenantId, senderId, conversation, last, now),
        ],
        result: { outcome: ok(written(id, now, conversation)), due: entries },
      };
    });
    await deps.enqueue(due);
    return outcome;
  };

type Part = { readonly text: string; readonly media: MessageMediaRecord | null };
const NOTHING: Part = { text: '', media: null };

/** One message, or two where the provider shows no text with such a file. */
function partsOf(
  text: string,
  media: MessageMediaRecord | null,
  { number }: ConversationRecord,
): Result<readonly Part[], 'text-too-long'> {
  const most = media === null ? null : captionMaxFrom(number, media.kind === 'image' ? 'image' : 'document');
  const isCaption = media !== null && most !== null;
  const long = tooLong(text, isCaption ? most : textMaxFrom(number));
  if (long !== null) return long;
  if (media === null || isCaption || text === '') return ok([{ text, media }]);
  return ok([
    { text: '', media },
    { text, media: null },
  ]);
}

const written = (messageId: string, at: Date, conversation: ConversationRecord): Written => ({
  messageId,
  at,
  windowClosesAt: windowClosesAt(conversation),
});

const queued = ({ text, media }: Part, by: AuthorRecord, now: Date): MessageRecord => ({
  direction: 'out',
  text,
  mediaCount: media === null ? 0 : 1,
  ...(media === null ? {} : { media: [media] }),
  state: 'queued',
  failure: null,
  providerMessageId: null,
  at: now,
  by,
});

/** A text that the number's provider would cut. @param most code points */
function tooLong(text: string, most: number): ReturnType<typeof fail<'text-too-long'>> | null {
  const length = [...text].length;
  return length <= most
    ? null
    : fail(
        'text-too-long',
        `The text has ${length} characters; here at most ${most} can be sent.`,
        'Write it in parts.',
      );
}
