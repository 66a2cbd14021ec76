import { z } from 'zod';

/** The carriers whose numbers we can check, as printed in the dashboard. */
export const CARRIERS = ['UPS', 'FedEx', 'USPS', 'DHL', 'Amazon'] as const;

/** The state of an order in one word, in the order in which it happens. */
export const ORDER_STATUSES = [
  'placed',
  'processing',
  'shipped',
  'out_for_delivery',
  'delivered',
  'cancelled',
] as const;

/** The fields that carry a confidence of their own. */
export const CONFIDENCE_FIELDS = [
  'isOrder',
  'shop',
  'orderNumber',
  'orderDate',
  'currency',
  'items',
  'subtotal',
  'shipping',
  'tax',
  'discount',
  'total',
  'tracking',
  'status',
  'customerName',
  'language',
] as const;

/** Currency units with at most two decimals: 12.5 is twelve dollars fifty. */
const amountSchema = z
  .number()
  .nonnegative()
  .refine((amount) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6, 'An amount has at most two decimals.');

/** What could be checked about a reading as a whole. */
const checksSchema = z.object({
  /** articles or subtotal + shipping + tax - discount (and further charges printed) make the total; null: too little is printed to tell */
  amountsAgree: z.boolean().nullable(),
});

const textSchema = z.string().min(1);
const confidenceSchema = z.number().min(0).max(1);

export const orderItemSchema = z.object({
  name: textSchema,
  quantity: z.int().positive(),
  /** What one piece really costs: not the crossed-out price, not the price of the line. */
  unitPrice: amountSchema.nullable(),
  size: textSchema.nullable(),
  color: textSchema.nullable(),
});

export const orderTrackingSchema = z.object({
  carrier: z.enum(CARRIERS).nullable(),
  /** Letters and digits only. */
  number: textSchema,
  /** The number's own check digit agrees, or (Amazon, which has none) its form does. */
  isVerified: z.boolean(),
});

/** What was read from one screenshot (R16). With `isOrder` false everything else is empty. */
export const orderSchema = z.object({
  isOrder: z.boolean(),
  shop: textSchema.nullable(),
  orderNumber: textSchema.nullable(),
  /** The day the order was placed, YYYY-MM-DD, without a time zone: it is what the page prints. */
  orderDate: z.iso.date().nullable(),
  /** ISO 4217. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  items: z.array(orderItemSchema),
  subtotal: amountSchema.nullable(),
  shipping: amountSchema.nullable(),
  tax: amountSchema.nullable(),
  /** The sum of all reductions with a line of their own, as a positive number. */
  discount: amountSchema.nullable(),
  total: amountSchema.nullable(),
  tracking: z.array(orderTrackingSchema),
  status: z.enum(ORDER_STATUSES).nullable(),
  /** The words of the picture that gave `status`. */
  statusText: textSchema.nullable(),
  customerName: textSchema.nullable(),
  language: z.enum(['en', 'es']).nullable(),
  /** 0 where nothing was found; otherwise how far the value can be relied on without a look at the picture. */
  confidence: z.record(z.enum(CONFIDENCE_FIELDS), confidenceSchema),
  checks: checksSchema.default({ amountsAgree: null }),
});

export type Order = z.infer<typeof orderSchema>;
export type OrderItem = z.infer<typeof orderItemSchema>;
export type OrderTracking = z.infer<typeof orderTrackingSchema>;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export type Carrier = (typeof CARRIERS)[number];
export type Language = 'en' | 'es';
export type ConfidenceField = (typeof CONFIDENCE_FIELDS)[number];
export type OrderConfidence = Order['confidence'];

const noConfidence = (): OrderConfidence => ({
  isOrder: 0,
  shop: 0,
  orderNumber: 0,
  orderDate: 0,
  currency: 0,
  items: 0,
  subtotal: 0,
  shipping: 0,
  tax: 0,
  discount: 0,
  total: 0,
  tracking: 0,
  status: 0,
  customerName: 0,
  language: 0,
});

/**
 * The reading of a picture that shows no order: everything empty, so that nothing is ever invented (R16).
 * @param certainty how sure it is that this is no order, 0 to 1
 */
export function notAnOrder(certainty: number): Order {
  return {
    isOrder: false,
    shop: null,
    orderNumber: null,
    orderDate: null,
    currency: null,
    items: [],
    subtotal: null,
    shipping: null,
    tax: null,
    discount: null,
    total: null,
    tracking: [],
    status: null,
    statusText: null,
    customerName: null,
    language: null,
    confidence: { ...noConfidence(), isOrder: certainty },
    checks: { amountsAgree: null },
  };
}
