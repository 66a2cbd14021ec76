import { toCents } from './amount.ts';
import type { Order } from './order.ts';

export type Amounts = Pick<Order, 'items' | 'subtotal' | 'shipping' | 'tax' | 'discount' | 'total'>;

/**
 * Whether subtotal (or, where none is printed, the articles) + shipping + tax - discount make the total (R16).
 * @param otherCharges what is printed besides, in currency units; negative: a reduction. The sum may hold with or without
 * @param isTaxIncluded the page says that prices include the tax
 * @returns null if too little is known to tell: no total, or articles without a price, or lines that may be out of view
 */
export function amountsAgree(
  { items, subtotal, shipping, tax, discount, total }: Amounts,
  otherCharges: readonly number[] = [],
  isTaxIncluded = false,
): boolean | null {
  const goods = subtotal === null ? sumOfItems(items) : toCents(subtotal);
  if (total === null || goods === null) return null;
  const net = goods + toCents(shipping ?? 0) - toCents(discount ?? 0);
  const other = otherCharges.reduce((sum, amount) => sum + toCents(amount), 0);
  const bases = isTaxIncluded ? [net, net + toCents(tax ?? 0)] : [net + toCents(tax ?? 0)];
  const isEqual = bases.some((base) => base === toCents(total) || base + other === toCents(total));
  if (isEqual) return true;
  // of articles alone some may be out of view, and so may charges that no line shows
  if (subtotal === null && (shipping === null || tax === null)) return null;
  return false;
}

/** What the articles cost together, in cents; null if there is none, or one without a price. */
export function sumOfItems(items: Amounts['items']): number | null {
  if (items.length === 0) return null;
  let sum = 0;
  for (const { quantity, unitPrice } of items) {
    if (unitPrice === null) return null;
    sum += quantity * toCents(unitPrice);
  }
  return sum;
}
