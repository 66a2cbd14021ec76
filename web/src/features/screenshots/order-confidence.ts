import type { ConfidenceField, Order } from '@casillero/domain/order/order';

/** Below this a value is marked, so that a person compares it with the picture. */
const SURE_FROM = 0.6;

/** Whether a value was found, but read with little certainty. */
export function isUnsure(order: Pick<Order, 'confidence'>, field: ConfidenceField): boolean {
  const confidence = order.confidence[field];
  return confidence > 0 && confidence < SURE_FROM;
}

/** Whether anything that is shown of the order is marked. */
export const hasUnsure = (order: Order): boolean =>
  SHOWN_FIELDS.some((field) => isPresent(order, field) && isUnsure(order, field));

const SHOWN_FIELDS = [
  'shop',
  'orderNumber',
  'orderDate',
  'items',
  'subtotal',
  'shipping',
  'tax',
  'discount',
  'total',
  'tracking',
  'status',
  'customerName',
] as const satisfies readonly ConfidenceField[];

const isPresent = (order: Order, field: (typeof SHOWN_FIELDS)[number]): boolean => {
  const value = order[field];
  return Array.isArray(value) ? value.length > 0 : value !== null;
};
