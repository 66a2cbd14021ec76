import { z } from 'zod';
import { CARRIERS, ORDER_STATUSES, type Order, orderItemSchema, orderTrackingSchema } from '../order/order.ts';
import { trackingForm } from '../order/tracking-number.ts';
import { instant } from '../records/instant.ts';
import { REVIEWED_FIELDS, type ReviewedField } from './reviewed-fields.ts';

/** Longest texts that a person can write, in characters; most articles and tracking numbers of an order. */
export const TEXT_MAX = 80;
export const ITEM_NAME_MAX = 300;
export const ITEMS_MAX = 100;
export const TRACKING_MAX = 30;

/** Money in currency units, in hundredths; more than anybody has delivered in a parcel. */
const amount = z
  .number()
  .min(0)
  .max(10_000_000)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, 'An amount has at most two decimals.');
const line = (max: number) => z.string().trim().min(1).max(max);

const itemInput = z.object({
  name: line(ITEM_NAME_MAX),
  quantity: z.int().min(1).max(9_999),
  unitPrice: amount.nullable(),
  size: line(TEXT_MAX).nullable(),
  color: line(TEXT_MAX).nullable(),
});

/** Whether its check digit agrees is found out here, never believed; a carrier that the form tells need not be given. */
const trackingInput = z
  .object({ number: line(60), carrier: z.enum(CARRIERS).nullable() })
  .transform(({ number, carrier }, context) => {
    const plain = number.toUpperCase().replace(/[^0-9A-Z]/g, '');
    if (plain === '') {
      context.addIssue({ code: 'custom', message: 'A tracking number has letters or digits.' });
      return z.NEVER;
    }
    const form = trackingForm(plain);
    return { carrier: carrier ?? form?.carrier ?? null, number: plain, isVerified: form?.isVerified ?? false };
  });

/** What a person may write into each field; null clears it. */
export const correctionInputs = {
  shop: line(TEXT_MAX).nullable(),
  orderNumber: line(TEXT_MAX).nullable(),
  orderDate: z.iso.date().nullable(),
  customerName: line(TEXT_MAX).nullable(),
  status: z.enum(ORDER_STATUSES).nullable(),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  items: z.array(itemInput).max(ITEMS_MAX),
  subtotal: amount.nullable(),
  shipping: amount.nullable(),
  tax: amount.nullable(),
  discount: amount.nullable(),
  total: amount.nullable(),
  tracking: z.array(trackingInput).max(TRACKING_MAX),
} satisfies Record<ReviewedField, z.ZodType>;

/** New values by field; fields that are not named stay as they are. */
export const correctedFieldsSchema = z.strictObject({
  shop: correctionInputs.shop.optional(),
  orderNumber: correctionInputs.orderNumber.optional(),
  orderDate: correctionInputs.orderDate.optional(),
  customerName: correctionInputs.customerName.optional(),
  status: correctionInputs.status.optional(),
  currency: correctionInputs.currency.optional(),
  items: correctionInputs.items.optional(),
  subtotal: correctionInputs.subtotal.optional(),
  shipping: correctionInputs.shipping.optional(),
  tax: correctionInputs.tax.optional(),
  discount: correctionInputs.discount.optional(),
  total: correctionInputs.total.optional(),
  tracking: correctionInputs.tracking.optional(),
});
export type CorrectedFields = z.output<typeof correctedFieldsSchema>;

const stored = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, /** uid of the person */ by: z.string(), at: instant }).optional();

/** Corrections as they are stored, apart from the machine's reading (R17): absent where nobody corrected the field. */
export const correctionsSchema = z.object({
  shop: stored(z.string().nullable()),
  orderNumber: stored(z.string().nullable()),
  orderDate: stored(z.string().nullable()),
  customerName: stored(z.string().nullable()),
  status: stored(z.enum(ORDER_STATUSES).nullable()),
  currency: stored(z.string().nullable()),
  items: stored(z.array(orderItemSchema)),
  subtotal: stored(z.number().nullable()),
  shipping: stored(z.number().nullable()),
  tax: stored(z.number().nullable()),
  discount: stored(z.number().nullable()),
  total: stored(z.number().nullable()),
  tracking: stored(z.array(orderTrackingSchema)),
});
export type Corrections = z.output<typeof correctionsSchema>;

/**
 * The corrections after a person's change. A value that is the machine's own is no correction: the field goes back to the
 * reading, and counts as read right (R17).
 */
export function corrected(
  reading: Order,
  corrections: Corrections,
  change: { readonly set: CorrectedFields; readonly reset: readonly ReviewedField[] },
  by: string,
  at: Date,
): Corrections {
  const entries = REVIEWED_FIELDS.flatMap((field): (readonly [ReviewedField, unknown])[] => {
    const value = change.set[field];
    if (value !== undefined) return isSame(value, reading[field]) ? [] : [[field, { value, by, at }]];
    const kept = corrections[field];
    return kept === undefined || change.reset.includes(field) ? [] : [[field, kept]];
  });
  return correctionsSchema.parse(Object.fromEntries(entries));
}

/** Whether two values of a field say the same; the order of an object's properties says nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([name, value]) => right.has(name) && isSame(value, right.get(name)));
}
