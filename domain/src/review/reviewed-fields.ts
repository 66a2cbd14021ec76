/** What a person sees of an order and can correct (R17), in the order of a receipt. */
export const REVIEWED_FIELDS = [
  'shop',
  'orderNumber',
  'orderDate',
  'customerName',
  'status',
  'currency',
  'items',
  'subtotal',
  'shipping',
  'tax',
  'discount',
  'total',
  'tracking',
] as const;

export type ReviewedField = (typeof REVIEWED_FIELDS)[number];
