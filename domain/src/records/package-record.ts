import { z } from 'zod';
import { CARRIERS } from '../order/order.ts';
import { PACKAGE_STATES } from '../package/package-state.ts';
import { instant, instantOrNull } from './instant.ts';

/** One change of a package's state: dated, never erased; one that was undone says so (R18). */
export const packageChange = z.object({
  state: z.enum(PACKAGE_STATES),
  at: instant,
  /** uid of the person */
  by: z.string(),
  undoneAt: instantOrNull,
  undoneBy: z.string().nullable(),
});
export type PackageChange = z.infer<typeof packageChange>;

/**
 * What became of telling the customer. queued: on its way over WhatsApp. Otherwise nothing was sent: outside-window (the
 * customer's last message is older than 24 hours, R34), no-phone, never-wrote, opted-out (the customer wants no automatic
 * messages, R35), out-of-reach (the last ones did not get there), number-not-yours (the number that the customer wrote to is
 * not the importer's any more, R50), or taken-back (undone in time).
 */
export const notificationRecord = z.object({
  state: z.enum(PACKAGE_STATES),
  outcome: z.enum([
    'queued',
    'outside-window',
    'no-phone',
    'never-wrote',
    'opted-out',
    'out-of-reach',
    'number-not-yours',
    'taken-back',
  ]),
  /** the outbox entry that sends it */
  outboxId: z.string().nullable(),
  at: instant,
});

/** `tenants/{tenantId}/packages/{id}`: one physical parcel, followed from "ordered" to "delivered" (R18). */
export const packageRecord = z.object({
  customerId: z.string(),
  /** repeated from the customer, for lists and search */
  customerName: z.string(),
  /** null: made by hand */
  orderId: z.string().nullable(),
  shop: z.string().nullable(),
  orderNumber: z.string().nullable(),
  /** what is in it, in a line */
  description: z.string(),
  carrier: z.enum(CARRIERS).nullable(),
  /** letters and digits; null until one is known */
  trackingNumber: z.string().nullable(),
  /** the last of `history` that was not undone */
  state: z.enum(PACKAGE_STATES),
  stateAt: instant,
  history: z.array(packageChange).min(1),
  /** whether the customer is told of changes, unless a change says otherwise */
  notifies: z.boolean(),
  notification: notificationRecord.nullable(),
  /** names its public tracking page; too long to guess */
  trackingToken: z.string(),
  searchTokens: z.array(z.string()),
  createdAt: instant,
  updatedAt: instant,
});
export type PackageRecord = z.infer<typeof packageRecord>;

/** `trackingPages/{token}`: whose package a public tracking page shows. No client reads it. */
export const trackingPageRecord = z.object({ tenantId: z.string(), packageId: z.string() });
