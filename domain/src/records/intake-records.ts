import { z } from 'zod';
import { disagreementSchema } from '../order/disagreements.ts';
import { fieldBoxesSchema } from '../order/field-boxes.ts';
import { orderSchema } from '../order/order.ts';
import { instant, instantOrNull } from './instant.ts';

/** What went wrong, as a person may read it: a stable code and a sentence; never a secret. */
export const failureRecord = z.object({ code: z.string(), message: z.string() });
export type FailureRecord = z.infer<typeof failureRecord>;

/**
 * `tenants/{tenantId}/batches/{id}`: one customer's screenshots, collected by one staff phone (R10, R12).
 * Optional fields are absent in records from before they were introduced, and stand for 0 or null there.
 *
 *   open ──next name, done, idle with screenshots──▶ ready        final; a name may still be given or corrected
 *     └────cancel, idle without a screenshot───────▶ cancelled    final; stays visible with its screenshots
 */
export const batchRecord = z.object({
  senderId: z.string(),
  /** canonical phone of the staff member, or null if hidden */
  senderPhone: z.string().nullable(),
  /** the name in the sender's WhatsApp profile when the batch was opened; shown, never trusted */
  senderName: z.string().nullable(),
  /** null until a text or a caption names it */
  customerName: z.string().nullable(),
  /** what the list's search finds it by; empty without a name, and in records from before there was a search */
  searchTokens: z.array(z.string()).default([]),
  state: z.enum(['open', 'ready', 'cancelled']),
  /** screenshots that are neither refused nor taken back, counted by blind increments */
  screenshotCount: z.number().int(),
  /** of these: read as an order; read and no order in it; could not be fetched or read */
  orderCount: z.number().int(),
  noOrderCount: z.number().int(),
  failedCount: z.number().int(),
  /** refused because the same image is in the batch already, and how many of these its sender was told of (R15) */
  duplicateCount: z.number().int().optional(),
  toldDuplicateCount: z.number().int().optional(),
  /** the last reply that asked to send again what could not be fetched: its number, and how many it tells of (R15) */
  lostReply: z.object({ number: z.number().int(), count: z.number().int() }).nullish(),
  /** the first screenshot, whose thumbnail stands for the batch in lists */
  coverScreenshotId: z.string().nullable(),
  /** the latest screenshot that was not taken back; each knows the one before it, so that undo needs no query (R13) */
  lastScreenshotId: z.string().nullish(),
  /** how many summing-up replies were sent: part of the next one's id, so that a burst gets one (R14) */
  summaryCount: z.number().int(),
  openedAt: instant,
  /** last change a person would call one: a name, a screenshot, a reading; lists are ordered by it */
  updatedAt: instant,
  closedAt: instantOrNull,
});
export type BatchRecord = z.infer<typeof batchRecord>;

/**
 * `tenants/{tenantId}/batches/{id}/images/{sha256}`: whose bytes these are in the batch, so that the same image is
 * recognised by one read, however many screenshots the batch has (R15, R94). No client reads it.
 */
export const imageRecord = z.object({ screenshotId: z.string() });

/** The bytes of a screenshot in Cloud Storage, as checked after the download (R15). */
export const mediaRecord = z.object({
  /** object names in the bucket, under tenants/{tenantId}/ */
  path: z.string(),
  /** null for a PDF from before PDFs were drawn */
  thumbnailPath: z.string().nullable(),
  /** of a HEIC photo or a PDF: the JPEG that browsers show and engines read (of a PDF, its first page); else null */
  picturePath: z.string().nullable().default(null),
  contentType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf']),
  sizeBytes: z.number().int(),
  /** pixels after turning it upright, of a PDF those of its picture; null where there is none */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** lower-case hex */
  sha256: z.string(),
});
export type MediaRecord = z.infer<typeof mediaRecord>;

/** Which engine read a screenshot, how, and at what price (R16). */
export const readByRecord = z.object({
  engine: z.string(),
  engineVersion: z.string(),
  milliseconds: z.number(),
  /** of a vision endpoint: what it was asked for and took; the cost in US dollars by the prices set, null if none are */
  vision: z
    .object({
      model: z.string(),
      inputTokens: z.number().int(),
      outputTokens: z.number().int(),
      costUsd: z.number().nullable(),
      milliseconds: z.number(),
    })
    .nullish(),
  /** why the engine of the tenant's choice did not read it, and `ocr` did instead */
  fallback: failureRecord.nullish(),
  at: instant,
});
export type ReadByRecord = z.infer<typeof readByRecord>;

/**
 * `tenants/{tenantId}/screenshots/{id}`
 *
 *   fetching ──stored──▶ stored      the bytes are ours, checked; extraction goes on from here
 *      │  ▲
 *      │  └──retry── failed          could not be fetched; a person can retry
 *      └──refused──▶ refused         not an image or PDF that we can use, or the same image again; final, does not count
 *
 * Whatever its state, a screenshot that its sender took back has `removedAt`: it is kept and shown, and does not count.
 * Optional fields are absent in records from before they were introduced, and stand for null there.
 */
export const screenshotRecord = z.object({
  batchId: z.string(),
  senderId: z.string(),
  /** the inbox entry it came with */
  messageId: z.string(),
  caption: z.string().nullable(),
  state: z.enum(['fetching', 'stored', 'failed', 'refused']),
  media: mediaRecord.nullable(),
  /** of a refused one, code 'duplicate': `duplicateOf` is the screenshot of the batch with the same bytes (R15) */
  failure: failureRecord.nullable(),
  duplicateOf: z.string().nullish(),
  /** when its sender took it back (R13), or null */
  removedAt: instantOrNull.optional(),
  /** the screenshot of the batch that came before it, or null for the first */
  previousScreenshotId: z.string().nullish(),
  /** the screenshot of the batch that came after it; known once one of the two was read */
  nextScreenshotId: z.string().nullish(),
  /** the order that its reading is part of (order-record.ts), or null */
  orderId: z.string().nullish(),
  /**
   *   waiting ──▶ read        what was read is in `order`; `order.isOrder` says whether it is one
   *      │
   *      ├──▶ failed          with `extractionFailure`; a person can retry
   *      └──▶ skipped         not to be read: refused, or taken back before (and PDFs from before they were drawn)
   */
  extraction: z.enum(['waiting', 'read', 'failed', 'skipped']),
  extractionFailure: failureRecord.nullable(),
  order: orderSchema.nullable(),
  /** where in the picture each field was read, for looking at it next to the picture (R17) */
  boxes: fieldBoxesSchema.nullish(),
  /** what two engines read differently, for a person to decide; empty or absent: nothing, or one engine only */
  disagreements: z.array(disagreementSchema).nullish(),
  readBy: readByRecord.nullable(),
  /** place within the message it came with; orders screenshots of one message */
  position: z.number().int(),
  receivedAt: instant,
  updatedAt: instant,
});
export type ScreenshotRecord = z.infer<typeof screenshotRecord>;

/**
 * `tenants/{tenantId}/conversations/{senderId}`: one per sender, staff or contact. It serialises the messages of one
 * sender, and for staff it points to the open batch.
 */
export const conversationRecord = z.object({
  kind: z.enum(['intake', 'contact']),
  alias: z.string(),
  phone: z.string().nullable(),
  /** where replies go: the provider's own form of the sender, and our number that was written to */
  address: z.string(),
  number: z.string(),
  profileName: z.string().nullable(),
  /** of a contact: what the list's search finds it by; empty before the first message since there is a search */
  searchTokens: z.array(z.string()).default([]),
  /** the batch that its staff phone collects; may have closed itself since, and may then still get its name */
  openBatchId: z.string().nullable(),
  /** when the open batch counts as idle and is closed (R13); null: none is open */
  idleAt: instantOrNull.default(null),
  /** 0 to CONVERSATION_SHARDS - 1: spreads the index on the rising idleAt, which would otherwise be one hot range */
  shard: z.number().int().default(0),
  /** the question that a staff phone was asked last and has not answered: whether to cancel this batch */
  question: z
    .object({ kind: z.literal('cancel'), batchId: z.string(), askedAt: instant })
    .nullable()
    .default(null),
  /** when a staff phone was last told that its message cannot be used */
  cannotUseAt: instantOrNull.default(null),
  /** outbox id of the last reply that was decided on: the next one waits for it, so that replies come in order */
  lastReplyId: z.string().nullable().default(null),
  /** of a contact who gets the tenant's welcome message with the next message that can be answered (R32) */
  awaitsWelcome: z.boolean().default(false),
  welcomedAt: instantOrNull.default(null),
  /** when the last away message was decided on (R32); and when the contact was last told whose contact they are (R1.3) */
  awayAt: instantOrNull.default(null),
  toldOfBindingAt: instantOrNull.default(null),
  /** since when the contact wants no automatic messages (R35); null: they are welcome */
  optedOutAt: instantOrNull.default(null),
  /** when the contact wrote last, by the provider's clock: opens the 24-hour window (R34). See `lastInboundOf` */
  lastInboundAt: instantOrNull.default(null),
  /** the contact's latest message, as the provider names it: reading it is told by this */
  lastInboundId: z.string().nullable().default(null),
  /** since when a message of the contact waits for a person's answer; null: none does. Automatic messages are no answer */
  waitingSince: instantOrNull.default(null),
  /** of messages of ours, how many failed for good since the contact wrote last; see `isOutOfReach` */
  unreachedCount: z.number().int().default(0),
  /** the hour in which `replyCount` replies were decided on, by its first one; null: none in the last hour */
  repliesSince: instantOrNull.default(null),
  replyCount: z.number().int().default(0),
  /** of the last message that its sender or a person of ours wrote; automatic messages do not count */
  lastText: z.string(),
  lastMessageAt: instant,
  lastDirection: z.enum(['in', 'out']).default('in'),
  /** of the first file that came with it, by the provider's word; null: none */
  lastMediaKind: z.enum(['image', 'document', 'audio', 'video']).nullable().default(null),
  unreadCount: z.number().int(),
  createdAt: instant,
});
export const CONVERSATION_SHARDS = 10;
export type ConversationRecord = z.infer<typeof conversationRecord>;

/**
 * Who or what wrote a message of ours: a person (`uid`, and the e-mail address as it was then), or one of our automatic ones.
 * phone: a person, with the number's own phone. package: news of a package. link: whose contact they are. opt-out: the confirmation of STOP and START.
 */
export const authorRecord = z.object({
  kind: z.enum(['member', 'phone', 'welcome', 'away', 'opt-out', 'link', 'package']),
  uid: z.string().nullable().default(null),
  email: z.string().nullable().default(null),
});
export type AuthorRecord = z.infer<typeof authorRecord>;

/**
 * One file of a message in a conversation; one of ours is stored before the message is written.
 *
 *   fetching ──stored──▶ stored     the bytes are ours, checked, in the tenant's folder
 *      ├──refused──────▶ refused    a type that is not taken, too large, or empty; `failure` says which
 *      └──failed───────▶ failed     could not be fetched
 */
export const messageMediaRecord = z.object({
  state: z.enum(['fetching', 'stored', 'refused', 'failed']),
  failure: failureRecord.nullable(),
  /** what it is, by its bytes; while it is being fetched or was refused: by the provider's word */
  kind: z.enum(['image', 'document', 'audio', 'video']),
  /** MIME type, of the bytes once they are stored; as declared before */
  contentType: z.string(),
  sizeBytes: z.number().int().nullable(),
  /** object names in the bucket, under tenants/{tenantId}/; null: there is none */
  path: z.string().nullable(),
  thumbnailPath: z.string().nullable(),
  /** of a HEIC photo or a PDF: the JPEG that browsers show */
  picturePath: z.string().nullable(),
  /** pixels upright; null where there is nothing to see */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** as its sender named it; shown, never trusted */
  fileName: z.string().nullish(),
});
export type MessageMediaRecord = z.infer<typeof messageMediaRecord>;

/**
 * `tenants/{tenantId}/conversations/{senderId}/messages/{id}`. A reaction, an edit and a deletion are messages of their own
 * that say what they are about; optional fields are absent where they do not apply.
 *
 *   out: queued ──▶ sent ──▶ delivered ──▶ read    by the provider's word only, states may be passed over, never back (R30)
 *          └──────────┴───▶ failed                 with the provider's reason
 *   in: received                                   final
 */
export const messageRecord = z.object({
  direction: z.enum(['in', 'out']),
  /** of a reaction its emoji, empty: taken back; of an edit the new text */
  text: z.string(),
  mediaCount: z.number().int(),
  state: z.enum(['received', 'queued', 'sent', 'delivered', 'read', 'failed']),
  failure: failureRecord.nullable(),
  providerMessageId: z.string().nullable(),
  /** of theirs: when it was written. Of ours: when it was decided on, written by a person, or sent again */
  at: instant,
  /** of ours: who or what wrote it. The id of such a message is that of its outbox entry, also when it is sent again (R30) */
  by: authorRecord.nullish(),
  /** the files that came with it, in their order; absent in records from before they were fetched */
  media: z.array(messageMediaRecord).nullish(),
  /** the provider's word for what it is: image, location, unsupported */
  kind: z.string().nullish(),
  /** the earlier message that it quotes, reacts to, edits or deletes, by its `providerMessageId` */
  about: z
    .object({ providerMessageId: z.string(), relation: z.enum(['reply', 'reaction', 'edit', 'deletion']) })
    .nullish(),
  /** what its sender made of it later: the text after the latest edit; that it was deleted. `text` stays as it was */
  revisedText: z.string().nullish(),
  revisedAt: instantOrNull.optional(),
  deletedAt: instantOrNull.optional(),
  /** of one of ours that the provider took: names the document of `sentMessages` by which its statuses find it */
  sentId: z.string().nullish(),
});
export type MessageRecord = z.infer<typeof messageRecord>;
