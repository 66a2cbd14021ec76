import { NOTHING_TOLD } from '../answer/answer-contact.ts';
import { mediaKindOf } from '../answer/contact-media.ts';
import type { Decision } from '../batch/take-in.ts';
import type { InboundMessage } from '../message/inbound-message.ts';
import { lastInboundOf } from '../message/service-window.ts';
import { shardOf } from '../outbox/outbox-id.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import {
  CONVERSATION_SHARDS,
  type ConversationRecord,
  type MessageMediaRecord,
  type MessageRecord,
} from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';
import { searchTokens } from '../search/search-tokens.ts';
import { isAboutEarlier } from './about-earlier.ts';
import type { RepliesCounted } from './limit-replies.ts';
import type { OwnerFacts, ReceiveFacts } from './receive-facts.ts';

/** A place or a contact card is shown as its summary; it is no text that names anything. */
export const shownText = ({ text, summary }: InboundMessage): string => (text === '' ? (summary ?? '') : text);

/** An inbound message as its conversation keeps it. @param media files that are fetched for it; of staff they are screenshots */
export const incoming = (message: InboundMessage, media: readonly MessageMediaRecord[] = []): MessageRecord => ({
  direction: 'in',
  text: shownText(message),
  mediaCount: message.media.length,
  ...(media.length === 0 ? {} : { media: [...media] }),
  state: 'received',
  failure: null,
  providerMessageId: message.providerMessageId,
  at: message.receivedAt,
  kind: message.kind,
  about: message.about,
});

/**
 * The conversation as a message leaves it. One that was written before the last one, and came later, changes neither what the
 * last one was nor where replies go. A reaction, an edit or a deletion is no message that anybody waits to read:
 * it counts neither as the last one nor as unread, and opens no service window.
 */
export function conversationWrite(
  facts: ReceiveFacts,
  each: OwnerFacts,
  taken: Decision,
  counted: RepliesCounted,
): DocumentWrite {
  const { message, sender, now } = facts;
  const path = paths.conversation(each.owner.tenantId, sender.senderId);
  const kind = each.owner.as === 'intake' ? 'intake' : 'contact';
  const isNews = !isAboutEarlier(message);
  const before = each.conversation;
  const isLatest = before === null || message.receivedAt >= lastInboundOf(before);
  const isLast = before === null || message.receivedAt >= before.lastMessageAt;
  const from = { address: message.sender.address, number: message.receivingNumber as string };
  const profileName = message.sender.profileName ?? each.conversation?.profileName ?? null;
  const current = {
    kind,
    profileName,
    searchTokens: kind === 'contact' ? foundBy(each.conversation, profileName, message.sender.phone) : [],
    openBatchId: taken.openBatchId,
    ...taken.remembered,
    ...counted,
    shard: shardOf(path, CONVERSATION_SHARDS),
  } as const;
  const last = {
    lastText: shownText(message).slice(0, 200),
    lastMessageAt: message.receivedAt,
    lastDirection: 'in',
    lastMediaKind: lastMediaKind(message),
  } as const;
  const unread = kind === 'contact' && isNews ? 1 : 0;
  const written = isNews && isLatest ? latest(message, before, kind) : {};
  if (each.conversation === null) {
    const fields: ConversationRecord = {
      ...current,
      ...from,
      ...NOTHING_TOLD,
      awaitsWelcome: kind === 'contact',
      ...taken.told,
      // A reaction opens no window (R34).
      lastInboundAt: new Date(0),
      lastInboundId: null,
      waitingSince: null,
      unreachedCount: 0,
      ...(isNews ? last : { ...last, lastText: '' }),
      ...written,
      alias: message.sender.alias,
      phone: message.sender.phone,
      unreadCount: unread,
      createdAt: now,
    };
    return { op: 'create', path, fields };
  }
  const phone = each.conversation.phone === null && message.sender.phone !== null ? phoneOf(message) : {};
  const fields = {
    ...current,
    ...taken.told,
    ...(isLatest ? from : {}),
    ...phone,
    ...written,
    ...(isNews && isLast ? last : {}),
  };
  return { op: 'update', path, fields, ...(unread === 0 ? {} : { increments: { unreadCount: unread } }) };
}

/** What a list shows of a message without text. */
const lastMediaKind = ({ media: [first] }: InboundMessage): ConversationRecord['lastMediaKind'] =>
  first === undefined ? null : mediaKindOf(first.declaredType);

/** What the latest message of its sender leaves: the window that it opens (R34), and a contact who waits for an answer. */
const latest = (
  { receivedAt, providerMessageId }: InboundMessage,
  before: ConversationRecord | null,
  kind: ConversationRecord['kind'],
): Pick<ConversationRecord, 'lastInboundAt' | 'lastInboundId' | 'waitingSince' | 'unreachedCount'> => ({
  lastInboundAt: receivedAt,
  lastInboundId: providerMessageId,
  waitingSince: kind === 'contact' ? (before?.waitingSince ?? receivedAt) : null,
  unreachedCount: 0,
});

/** What a search finds a contact by; made anew only if its name or phone is. */
function foundBy(before: ConversationRecord | null, profileName: string | null, told: string | null): string[] {
  const phone = before?.phone ?? told;
  const isKnown = before !== null && before.profileName === profileName && before.phone === phone;
  return isKnown && before.searchTokens.length > 0 ? before.searchTokens : searchTokens([profileName, phone]);
}

/** A phone that appears later (R4). */
const phoneOf = ({ sender }: InboundMessage) => ({ alias: sender.alias, phone: sender.phone });
