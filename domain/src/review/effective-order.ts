import { amountsAgree } from '../order/check-amounts.ts';
import type { Order } from '../order/order.ts';
import type { Corrections } from './corrections.ts';
import { REVIEWED_FIELDS, type ReviewedField } from './reviewed-fields.ts';

const AMOUNTS = [
  'items',
  'subtotal',
  'shipping',
  'tax',
  'discount',
  'total',
] as const satisfies readonly ReviewedField[];

/**
 * What counts as the order: the machine's reading with a person's corrections over it (R17). A corrected field is sure;
 * where an amount was corrected, the sums are checked anew.
 */
export function effectiveOrder({
  order,
  corrections,
}: {
  readonly order: Order;
  readonly corrections: Corrections;
}): Order {
  const fields = REVIEWED_FIELDS.filter((field) => corrections[field] !== undefined);
  if (fields.length === 0) return order;
  const values = Object.fromEntries(fields.map((field) => [field, corrections[field]?.value]));
  const sure = Object.fromEntries(fields.map((field) => [field, 1]));
  const whole: Order = {
    ...order,
    ...(values as Partial<Order>),
    confidence: { ...order.confidence, ...(sure as Partial<Order['confidence']>) },
  };
  const isChecked = AMOUNTS.some((field) => corrections[field] !== undefined);
  return {
    ...whole,
    statusText: corrections.status === undefined ? order.statusText : null,
    checks: isChecked ? { amountsAgree: amountsAgree(whole) } : order.checks,
  };
}
