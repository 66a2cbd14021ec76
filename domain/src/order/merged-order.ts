import { z } from 'zod';
import { orderSchema } from './order.ts';

/** The fields of an order that have one value each, and are merged each for itself. */
export const SINGLE_FIELDS = [
  'shop',
  'orderNumber',
  'orderDate',
  'currency',
  'subtotal',
  'shipping',
  'tax',
  'discount',
  'total',
  'status',
  'customerName',
  'language',
] as const;
export type SingleField = (typeof SINGLE_FIELDS)[number];

const screenshotId = z.string();
const originOrNull = screenshotId.nullable();

/** Which screenshot each value was taken from; `items` and `tracking` per entry. null: no screenshot shows the field. */
export const originsSchema = z.object({
  shop: originOrNull,
  orderNumber: originOrNull,
  orderDate: originOrNull,
  currency: originOrNull,
  subtotal: originOrNull,
  shipping: originOrNull,
  tax: originOrNull,
  discount: originOrNull,
  total: originOrNull,
  status: originOrNull,
  customerName: originOrNull,
  language: originOrNull,
  items: z.array(screenshotId),
  tracking: z.array(screenshotId),
});
export type Origins = z.infer<typeof originsSchema>;

/** What screenshots of one order say differently about a field; the first value is the one taken. */
export const conflictSchema = z.object({
  field: z.enum([...SINGLE_FIELDS, 'item.quantity']),
  /** index of the article in the merged order, or null for a field of the order itself */
  item: z.number().int().nullable(),
  values: z.array(
    z.object({
      value: z.union([z.string(), z.number()]),
      confidence: z.number(),
      screenshotIds: z.array(screenshotId),
    }),
  ),
});
export type Conflict = z.infer<typeof conflictSchema>;

/** One order made of all its screenshots (R16): what is known, from where, and what the screenshots disagree on. */
export const mergedOrderSchema = z.object({
  order: orderSchema,
  /** in the order in which they were received */
  screenshotIds: z.array(screenshotId),
  origins: originsSchema,
  conflicts: z.array(conflictSchema),
});
export type MergedOrder = z.infer<typeof mergedOrderSchema>;

/** What was read in one screenshot of an order; when it came and its place in the message put screenshots in order. */
export type ScreenshotReading = {
  readonly screenshotId: string;
  readonly receivedAt: Date;
  readonly position: number;
  readonly order: z.infer<typeof orderSchema>;
};
