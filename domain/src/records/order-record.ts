import { z } from 'zod';
import { disagreementSchema } from '../order/disagreements.ts';
import { conflictSchema, originsSchema } from '../order/merged-order.ts';
import { orderSchema } from '../order/order.ts';
import { attentionSchema } from '../review/attention.ts';
import { correctionsSchema } from '../review/corrections.ts';
import { REVIEWED_FIELDS } from '../review/reviewed-fields.ts';
import { instant, instantOrNull } from './instant.ts';

/** What one screenshot shows of an order. */
export const orderPartRecord = z.object({
  screenshotId: z.string(),
  /** place within its message, and when that came: they put parts in order */
  position: z.number().int(),
  receivedAt: instant,
  reading: orderSchema,
  disagreements: z.array(disagreementSchema),
  /**
   * counted: in `order`. late: came, or was read anew, after a person had reviewed the order; taken in when it is
   * reopened. removed: taken back after the review; left out when it is reopened.
   */
  state: z.enum(['counted', 'late', 'removed']),
});
export type OrderPart = z.infer<typeof orderPartRecord>;

/**
 * `tenants/{tenantId}/orders/{id}`: one order of a batch, made of all its screenshots (R16), as a person reviews it (R17).
 *
 *   waiting ──confirm──▶ confirmed      counts; becomes packages (R18)
 *     ▲  └───set aside──▶ set-aside     not to be delivered: a mistake, a cancelled batch, seen twice
 *     └──────reopen──────┘
 *
 * What a person has reviewed is never changed by a machine: a screenshot that comes later is a late part, one that is
 * taken back is noted, and `attention` says so. An order whose screenshots are all gone before its review is deleted.
 * The order that counts is effectiveOrder(record): the reading with the corrections over it.
 */
export const orderRecord = z.object({
  batchId: z.string(),
  /** the batch's customer name, kept the same as it is there; the name printed in the screenshots is in `order` */
  batchCustomerName: z.string().nullable(),
  parts: z.array(orderPartRecord),
  /** the machine's reading, merged of its parts */
  order: orderSchema,
  /** which screenshot each value was taken from */
  origins: originsSchema,
  /** what its screenshots say differently */
  conflicts: z.array(conflictSchema),
  corrections: correctionsSchema,
  review: z.enum(['waiting', 'confirmed', 'set-aside']),
  /** uid of the person; null while waiting, and where the batch was cancelled */
  reviewedBy: z.string().nullable(),
  reviewedAt: instantOrNull,
  /** how often the machine changed it: a confirmation names the one that was seen */
  revision: z.number().int(),
  attention: z.array(attentionSchema),
  /** whether anything in `attention` stands in the way of confirming it unseen: such orders come first */
  needsAttention: z.boolean(),
  /** the first order of the tenant with the same shop and number, if that is another one */
  duplicateOf: z.string().nullable(),
  /** orderKey of the effective order, under which `orderNumbers` has it; null without a number, and when set aside */
  numberKey: z.string().nullable(),
  /** shopKey of the effective order, '' if unknown: for filters */
  shop: z.string(),
  /** beginnings of words of the customer's names and of the order number, in lower case without accents */
  searchTokens: z.array(z.string()),
  /** what its confirmation added to the accuracy counters, so that reopening takes the same away; null: nothing */
  measured: z.object({ shop: z.string(), fields: z.partialRecord(z.enum(REVIEWED_FIELDS), z.boolean()) }).nullable(),
  /** the tenant's customer, and the packages it became (R18); null and empty until then */
  customerId: z.string().nullable(),
  packageIds: z.array(z.string()),
  /** of its first screenshot */
  receivedAt: instant,
  updatedAt: instant,
});
export type OrderRecord = z.infer<typeof orderRecord>;

/** Most screenshots of one order: more are orders of their own, so that a document stays far below its limit of 1 MiB. */
export const ORDER_PARTS_MAX = 24;

/**
 * `tenants/{tenantId}/orderNumbers/{orderKey}`: which orders have a shop's number, the one received first in front. It makes
 * "the same number again" one read by id, without a race (R6). No client reads it.
 */
export const orderNumberRecord = z.object({ orders: z.array(z.object({ id: z.string(), receivedAt: instant })) });
export type OrderNumberRecord = z.infer<typeof orderNumberRecord>;

/**
 * `tenants/{tenantId}/accuracy/{shop}`: how well orders of a shop were read, counted when they are confirmed (R17). For
 * each field two counters: `seen_total` (confirmed orders that have it, or for which it was wrongly read) and `right_total`
 * (of these, read right). accuracyOf in review/accuracy.ts reads them.
 */
export const accuracyRecord = z.looseObject({
  /** as the shop is written in the order confirmed last; null: unknown shop */
  name: z.string().nullable(),
  orderCount: z.number().int(),
  updatedAt: instant,
});
export type AccuracyRecord = z.infer<typeof accuracyRecord>;
