import { z } from 'zod';
import { instant, instantOrNull } from './instant.ts';
import { authorRecord, messageMediaRecord } from './intake-records.ts';

/** What all outbox entries have: work that a transaction decided on and that happens outside Firestore (R90, R91). */
const outboxCommon = {
  tenantId: z.string().nullable(),
  /**
   *   pending ──lease──▶ leased ──▶ done
   *      ▲                 │
   *      ├────backoff──────┤        failed, to be tried again at dueAt
   *      └────retry── dead ◀┘       failed for good: kept, shown, retried by a person
   *                    │
   *                    └──dismiss──▶ dismissed   a person saw it, and nothing is to be done
   */
  state: z.enum(['pending', 'leased', 'done', 'dead', 'dismissed']),
  /** how often it was leased; also the fencing token of the current lease */
  attempts: z.number().int(),
  /** the attempts of before a person last retried it: its waits begin anew after them; absent: none */
  retriedAfter: z.number().int().optional(),
  /**
   * When it is to be looked at next. pending: when the work is due. leased: when the lease ends, after which the
   * worker counts as crashed.
   */
  dueAt: instant,
  /** 0 to OUTBOX_SHARDS - 1: spreads the index on the rising dueAt, which would otherwise be one hot range */
  shard: z.number().int(),
  /** why the last attempt failed */
  reason: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: instant,
  /** set once it is done or dismissed: Firestore's TTL policy deletes it after that */
  expireAt: instantOrNull,
};

export const OUTBOX_SHARDS = 10;

/** Where a reply goes: our number, and the sender as the provider names it. */
const recipient = { number: z.string(), address: z.string() };

/**
 * The staff phone's message, as the provider names it, that is marked as read when this is first worked off; null: none. What contacts
 * and strangers write is marked by people, who read it.
 */
const marksRead = z.string().nullable().default(null);

export const sendEntry = z.object({
  ...outboxCommon,
  kind: z.literal('send'),
  ...recipient,
  text: z.string(),
  /** the conversation it belongs to, or null for a sender whom nobody owns */
  senderId: z.string().nullable(),
  /** of a message to a contact: a name of theirs, who may have turned out to be another sender since (R4) */
  alias: z.string().nullable().default(null),
  /** outbox id of the reply to the same sender that was decided on before it, and is to go first; null: none */
  after: z.string().nullable().default(null),
  marksRead,
  /** of a message to a contact: who or what wrote it; null: a reply to staff, or to a sender whom nobody owns */
  by: authorRecord.nullable().default(null),
  /** the file that goes along, as the conversation shows it; `mediaLinks` has the way to it */
  media: messageMediaRecord.nullable().default(null),
  /** how often a person had it sent again after it failed; each time is another message to the provider */
  round: z.number().int().default(0),
  /** set as soon as the provider took the message */
  providerMessageId: z.string().nullable(),
});

/** Sums up a burst of screenshots once it is quiet; the text is made when it is due (R14). */
export const summaryEntry = z.object({
  ...outboxCommon,
  kind: z.literal('summary'),
  ...recipient,
  tenantId: z.string(),
  batchId: z.string(),
  senderId: z.string(),
  /** the batch's summaryCount that this entry stands for; a higher one there means that it is superseded */
  summaryNumber: z.number().int(),
});

export const mediaEntry = z.object({
  ...outboxCommon,
  kind: z.literal('media'),
  ...recipient,
  tenantId: z.string(),
  screenshotId: z.string(),
  batchId: z.string(),
  senderId: z.string(),
  provider: z.string(),
  account: z.string(),
  url: z.string(),
  declaredType: z.string(),
  marksRead,
});

/** Fetches one file of a contact's message. */
export const messageMediaEntry = z.object({
  ...outboxCommon,
  kind: z.literal('message-media'),
  tenantId: z.string(),
  senderId: z.string(),
  /** of its sender, who may have turned out to be another one since (R4) */
  alias: z.string(),
  messageId: z.string(),
  /** place within its message */
  position: z.number().int(),
  provider: z.string(),
  account: z.string(),
  url: z.string(),
  declaredType: z.string(),
});

export const extractEntry = z.object({
  ...outboxCommon,
  kind: z.literal('extract'),
  tenantId: z.string(),
  screenshotId: z.string(),
  batchId: z.string(),
});

/** Moves what is kept under a sender's id to the id of the sender that it turned out to be (R4). */
export const moveHistoryEntry = z.object({
  ...outboxCommon,
  kind: z.literal('move-history'),
  tenantId: z.string(),
  fromSenderId: z.string(),
  toSenderId: z.string(),
});

/** Takes the kept messages of an unrouted sender into the tenant that an operator chose (R56). */
export const takeUnroutedEntry = z.object({
  ...outboxCommon,
  kind: z.literal('take-unrouted'),
  tenantId: z.string(),
  senderId: z.string(),
  /** names the entry of the unrouted list */
  alias: z.string(),
});

/** Orders follow a batch that was named or called off, or (`screenshotId`) a screenshot that was taken back. */
export const ordersEntry = z.object({
  ...outboxCommon,
  kind: z.literal('orders'),
  tenantId: z.string(),
  batchId: z.string(),
  screenshotId: z.string().nullable(),
});

/** The next step of a purchase or a release of a number (R52). */
export const provisionEntry = z.object({
  ...outboxCommon,
  kind: z.literal('provision'),
  purchaseId: z.string(),
  /** the purchase's version that this entry stands for; a higher one there means that it is superseded */
  version: z.number().int(),
});

/** `outbox/{id}` */
export const outboxRecord = z.discriminatedUnion('kind', [
  sendEntry,
  summaryEntry,
  mediaEntry,
  messageMediaEntry,
  extractEntry,
  moveHistoryEntry,
  takeUnroutedEntry,
  ordersEntry,
  provisionEntry,
]);
export type OutboxRecord = z.infer<typeof outboxRecord>;
export type SendEntry = z.infer<typeof sendEntry>;
export type SummaryEntry = z.infer<typeof summaryEntry>;
export type MediaEntry = z.infer<typeof mediaEntry>;
export type MessageMediaEntry = z.infer<typeof messageMediaEntry>;
export type ExtractEntry = z.infer<typeof extractEntry>;
export type MoveHistoryEntry = z.infer<typeof moveHistoryEntry>;
export type TakeUnroutedEntry = z.infer<typeof takeUnroutedEntry>;
export type OrdersEntry = z.infer<typeof ordersEntry>;
export type ProvisionEntry = z.infer<typeof provisionEntry>;
