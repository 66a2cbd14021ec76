import { type Decision, takeIn } from '../batch/take-in.ts';
import type { InboundMessage } from '../message/inbound-message.ts';
import { newEntry, type OutboxEntry } from '../outbox/new-entry.ts';
import { outboxId, shardOf } from '../outbox/outbox-id.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import {
  type BatchRecord,
  CONVERSATION_SHARDS,
  type ConversationRecord,
  type MessageRecord,
  type ScreenshotRecord,
} from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';
import { INBOX_KEPT_DAYS, type InboxRecord, type UnroutedRecord } from '../records/routing-records.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { replyText } from '../reply/replies.ts';
import type { Owner, Route } from '../routing/route.ts';
import type { SenderId } from '../sender/alias.ts';
import { localeOfPhone } from '../tenant/locale.ts';
import { usageMonth, usageShard } from '../usage/usage-month.ts';
import { isLate } from './is-late.ts';

const DAY_MS = 86_400_000;

/** An unrouted sender is answered at most once in this time (R1.5). */
export const UNROUTED_ANSWER_EVERY_MS = DAY_MS;

/** What was read about one owner of the message. */
export type OwnerFacts = {
  readonly owner: Owner;
  /** null: the tenant is gone */
  readonly tenant: TenantRecord | null;
  readonly conversation: ConversationRecord | null;
  readonly batch: { readonly id: string; readonly record: BatchRecord } | null;
  /** the batch's last screenshot that counts; asked for only when the message is to take it back */
  readonly lastScreenshot?: { readonly id: string; readonly record: ScreenshotRecord } | null;
};

export type ReceiveFacts = {
  readonly message: InboundMessage;
  readonly inboxId: string;
  readonly route: Route;
  /** of the sender's alias document, or what a new one is to get */
  readonly senderId: SenderId;
  readonly isSenderKnown: boolean;
  readonly owners: readonly OwnerFacts[];
  /** the sender's entry in the unrouted list; asked for only when nobody owns the message */
  readonly unrouted: UnroutedRecord | null;
  readonly now: Date;
};

export type ReceiveDecision = { readonly writes: readonly DocumentWrite[]; readonly outbox: readonly OutboxEntry[] };

/**
 * All that one inbound message does (docs/design.md): the inbox entry that makes it take effect once, and for
 * each owner its own records and its own outbox entries. Pure.
 */
export function decide(facts: ReceiveFacts): ReceiveDecision {
  const parts =
    facts.route.kind === 'unrouted' ? [keepUnrouted(facts)] : facts.owners.map((each) => forOwner(facts, each));
  const outcomes = facts.route.kind === 'unrouted' ? [] : facts.owners.map(outcomeOf);
  const inbox: InboxRecord = {
    provider: facts.message.provider,
    account: facts.message.account,
    providerMessageId: facts.message.providerMessageId,
    number: facts.message.receivingNumber,
    alias: facts.message.sender.alias,
    raw: facts.message.raw,
    outcomes,
    unrouted: facts.route.kind === 'unrouted' ? facts.route.reason : null,
    receivedAt: facts.message.receivedAt,
    expireAt: new Date(facts.now.getTime() + INBOX_KEPT_DAYS * DAY_MS),
  };
  return {
    writes: [
      { op: 'create', path: paths.inbox(facts.inboxId), fields: inbox },
      ...senderWrites(facts),
      ...parts.flatMap((part) => part.writes),
    ],
    outbox: parts.flatMap((part) => part.outbox),
  };
}

function outcomeOf({ owner, tenant }: OwnerFacts): InboxRecord['outcomes'][number] {
  const { tenantId, via } = owner;
  if (tenant === null) return { tenantId, via, outcome: 'tenant-missing' };
  if (tenant.status === 'suspended') return { tenantId, via, outcome: 'tenant-suspended' };
  return { tenantId, via, outcome: owner.as === 'intake' ? 'intake' : 'conversation' };
}

/** A binding is written by the message that makes it, and nothing else ever writes one here (R1.3). */
function senderWrites({ route, message, senderId, isSenderKnown, now }: ReceiveFacts): DocumentWrite[] {
  if (route.kind === 'unrouted') return [];
  const path = paths.sender(message.sender.alias);
  const boundTo = route.binding?.tenantId ?? null;
  if (!isSenderKnown) {
    const via = boundTo === null ? 'dedicated' : 'link';
    return [{ op: 'create', path, fields: { senderId, staffOf: null, boundTo, since: now, via } }];
  }
  return boundTo === null ? [] : [{ op: 'update', path, fields: { boundTo, since: now, via: 'link' } }];
}

/** One tenant's part. A suspended or vanished tenant's message is kept in the inbox, and nothing answers it (R3). */
function forOwner(facts: ReceiveFacts, each: OwnerFacts): ReceiveDecision {
  const { owner, tenant } = each;
  if (tenant === null || tenant.status === 'suspended') return { writes: [], outbox: [] };
  const { message, inboxId, senderId, now } = facts;
  const { tenantId } = owner;
  const taken: Decision =
    owner.as === 'intake'
      ? takeIn({
          tenantId,
          tenant,
          senderId,
          message,
          inboxId,
          conversation: each.conversation,
          batch: each.batch,
          lastScreenshot: each.lastScreenshot ?? null,
          now,
        })
      : converse(facts, each, tenant);
  return {
    writes: [
      conversationWrite(facts, each, taken),
      { op: 'create', path: paths.message(tenantId, senderId, inboxId), fields: incoming(message) },
      ...taken.writes,
      ...taken.outbox.map(entryWrite),
      {
        op: 'upsert',
        path: paths.usage(tenantId, usageMonth(now, tenant.timeZone), usageShard(inboxId)),
        fields: {},
        increments: { messagesIn: 1 },
      },
    ],
    outbox: taken.outbox,
  };
}

/** `set`, not `create`: a burst writes its one summary again with a later time. */
const entryWrite = ({ id, record }: OutboxEntry): DocumentWrite => ({
  op: 'set',
  path: paths.outboxEntry(id),
  fields: record,
});

/** A place or a contact card is shown as its summary; it is no text that names anything. */
const shownText = ({ text, summary }: InboundMessage): string => (text === '' ? (summary ?? '') : text);

const incoming = (message: InboundMessage): MessageRecord => ({
  direction: 'in',
  text: shownText(message),
  mediaCount: message.media.length,
  state: 'received',
  failure: null,
  providerMessageId: message.providerMessageId,
  at: message.receivedAt,
});

function conversationWrite(facts: ReceiveFacts, each: OwnerFacts, taken: Decision): DocumentWrite {
  const { message, senderId, now } = facts;
  const path = paths.conversation(each.owner.tenantId, senderId);
  const kind = each.owner.as === 'intake' ? 'intake' : 'contact';
  const current = {
    kind,
    address: message.sender.address,
    number: message.receivingNumber as string,
    profileName: message.sender.profileName ?? each.conversation?.profileName ?? null,
    openBatchId: taken.openBatchId,
    ...taken.remembered,
    shard: shardOf(path, CONVERSATION_SHARDS),
    lastText: shownText(message).slice(0, 200),
    lastMessageAt: message.receivedAt,
  } as const;
  const unread = kind === 'contact' ? 1 : 0;
  if (each.conversation === null) {
    const fields: ConversationRecord = {
      ...current,
      alias: message.sender.alias,
      phone: message.sender.phone,
      unreadCount: unread,
      createdAt: now,
    };
    return { op: 'create', path, fields };
  }
  return { op: 'update', path, fields: current, ...(unread === 0 ? {} : { increments: { unreadCount: unread } }) };
}

/** A customer's message is kept and counts as unread; that nothing answers it is for a person to change. */
function converse(facts: ReceiveFacts, each: OwnerFacts, tenant: TenantRecord): Decision {
  const outbox = toldOfBinding(facts, each, tenant);
  const lastReplyId = outbox[0]?.id ?? each.conversation?.lastReplyId ?? null;
  const remembered = { question: null, cannotUseAt: null, idleAt: null, lastReplyId };
  return { writes: [], outbox, openBatchId: null, remembered };
}

function toldOfBinding(facts: ReceiveFacts, { owner, conversation }: OwnerFacts, tenant: TenantRecord): OutboxEntry[] {
  const { message, inboxId, senderId, now } = facts;
  if (facts.route.kind === 'unrouted' || !facts.route.isToldOfBinding || isLate(message, now)) return [];
  return [
    newEntry(
      outboxId(inboxId, owner.tenantId, 'send', 0),
      {
        kind: 'send',
        tenantId: owner.tenantId,
        senderId,
        number: message.receivingNumber,
        address: message.sender.address,
        text: replyText({ kind: 'already-with', tenantName: tenant.name }, tenant.locale),
        after: conversation?.lastReplyId ?? null,
      },
      now,
    ),
  ];
}

/** R1.5: kept for the operators, answered once per 24 h, in the language of the phone's country. */
function keepUnrouted({ message, inboxId, route, unrouted, now }: ReceiveFacts): ReceiveDecision {
  if (route.kind !== 'unrouted') return { writes: [], outbox: [] };
  const { sender } = message;
  // A number that is not ours to speak from stays silent (R3).
  const isOurs = route.reason !== 'unknown-number' && route.reason !== 'unassigned-number';
  const canAnswer = isOurs && !isLate(message, now);
  const lastAnswer = unrouted?.answeredAt ?? null;
  const isAnswered =
    canAnswer && (lastAnswer === null || now.getTime() - lastAnswer.getTime() >= UNROUTED_ANSWER_EVERY_MS);
  const outbox = isAnswered
    ? [
        newEntry(
          outboxId(inboxId, 'none', 'send', 0),
          {
            kind: 'send',
            tenantId: null,
            senderId: null,
            number: message.receivingNumber,
            address: sender.address,
            text: replyText({ kind: 'unrouted' }, localeOfPhone(sender.phone)),
          },
          now,
        ),
      ]
    : [];
  const record: UnroutedRecord = {
    display: sender.phone ?? sender.address,
    profileName: sender.profileName,
    number: message.receivingNumber,
    reason: route.reason,
    state: 'open',
    assignedTo: null,
    lastText: shownText(message),
    lastMediaCount: message.media.length,
    messageCount: (unrouted?.messageCount ?? 0) + 1,
    firstAt: unrouted?.firstAt ?? message.receivedAt,
    lastAt: message.receivedAt,
    answeredAt: isAnswered ? now : lastAnswer,
  };
  return {
    writes: [
      { op: 'set', path: paths.unrouted(sender.alias), fields: record },
      { op: 'create', path: paths.unroutedMessage(sender.alias, inboxId), fields: incoming(message) },
      ...outbox.map(entryWrite),
    ],
    outbox,
  };
}
