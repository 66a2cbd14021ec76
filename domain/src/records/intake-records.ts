import { z } from 'zod';
import { orderSchema } from '../order/order.ts';
import { instant, instantOrNull } from './instant.ts';

/** What went wrong, as a person may read it: a stable code and a sentence; never a secret. */
export const failureRecord = z.object({ code: z.string(), message: z.string() });
export type FailureRecord = z.infer<typeof failureRecord>;

/** `tenants/{tenantId}/batches/{id}`: one customer's screenshots, collected by one staff phone (R10, R12). */
export const batchRecord = z.object({
  senderId: z.string(),
  /** canonical phone of the staff member, or null if hidden */
  senderPhone: z.string().nullable(),
  /** the name in the sender's WhatsApp profile when the batch was opened; shown, never trusted */
  senderName: z.string().nullable(),
  /** null until a text or a caption names it */
  customerName: z.string().nullable(),
  state: z.enum(['open', 'ready', 'cancelled']),
  /** screenshots that are not refused, counted by blind increments */
  screenshotCount: z.number().int(),
  /** of these: read as an order; read and no order in it; could not be fetched or read */
  orderCount: z.number().int(),
  noOrderCount: z.number().int(),
  failedCount: z.number().int(),
  /** the first screenshot, whose thumbnail stands for the batch in lists */
  coverScreenshotId: z.string().nullable(),
  /** how many summing-up replies were sent: part of the next one's id, so that a burst gets one (R14) */
  summaryCount: z.number().int(),
  openedAt: instant,
  /** last change a person would call one: a name, a screenshot, a reading; lists are ordered by it */
  updatedAt: instant,
  closedAt: instantOrNull,
});
export type BatchRecord = z.infer<typeof batchRecord>;

/** The bytes of a screenshot in Cloud Storage, as checked after the download (R15). */
export const mediaRecord = z.object({
  /** object names in the bucket, under tenants/{tenantId}/ */
  path: z.string(),
  /** null for a PDF, of which no picture is made yet */
  thumbnailPath: z.string().nullable(),
  contentType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']),
  sizeBytes: z.number().int(),
  /** pixels after turning it upright; null for a PDF */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** lower-case hex */
  sha256: z.string(),
});
export type MediaRecord = z.infer<typeof mediaRecord>;

/**
 * `tenants/{tenantId}/screenshots/{id}`
 *
 *   fetching ──stored──▶ stored      the bytes are ours, checked; extraction goes on from here
 *      │  ▲
 *      │  └──retry── failed          could not be fetched; a person can retry
 *      └──refused──▶ refused         not an image or PDF that we can use; final, does not count
 */
export const screenshotRecord = z.object({
  batchId: z.string(),
  senderId: z.string(),
  /** the inbox entry it came with */
  messageId: z.string(),
  caption: z.string().nullable(),
  state: z.enum(['fetching', 'stored', 'failed', 'refused']),
  media: mediaRecord.nullable(),
  failure: failureRecord.nullable(),
  /**
   *   waiting ──▶ read        what was read is in `order`; `order.isOrder` says whether it is one
   *      │
   *      ├──▶ failed          with `extractionFailure`; a person can retry
   *      └──▶ skipped         nothing to read with yet (a PDF)
   */
  extraction: z.enum(['waiting', 'read', 'failed', 'skipped']),
  extractionFailure: failureRecord.nullable(),
  order: orderSchema.nullable(),
  readBy: z.object({ engine: z.string(), engineVersion: z.string(), milliseconds: z.number(), at: instant }).nullable(),
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
  openBatchId: z.string().nullable(),
  lastText: z.string(),
  lastMessageAt: instant,
  unreadCount: z.number().int(),
  createdAt: instant,
});
export type ConversationRecord = z.infer<typeof conversationRecord>;

/** `tenants/{tenantId}/conversations/{senderId}/messages/{id}` */
export const messageRecord = z.object({
  direction: z.enum(['in', 'out']),
  text: z.string(),
  mediaCount: z.number().int(),
  state: z.enum(['received', 'queued', 'sent', 'delivered', 'read', 'failed']),
  failure: failureRecord.nullable(),
  providerMessageId: z.string().nullable(),
  at: instant,
});
export type MessageRecord = z.infer<typeof messageRecord>;
