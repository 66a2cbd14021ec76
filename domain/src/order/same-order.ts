import type { Order } from './order.ts';
import { orderKey, shopKey } from './order-key.ts';
import { itemLikeness } from './similar-items.ts';

/**
 * Whether two screenshots show one order: the same number, or, where a part of a long page shows none, something in
 * common that two orders hardly share (an article with its price, a tracking number) and nothing that contradicts it.
 * Symmetric.
 */
export function isSameOrder(a: Order, b: Order): boolean {
  if (!a.isOrder || !b.isOrder) return false;
  const [keyOfA, keyOfB] = [orderKey(a), orderKey(b)];
  if (keyOfA !== null && keyOfB !== null) return isSameKey(keyOfA, keyOfB);
  return !contradicts(a, b) && overlaps(a, b);
}

/** A number whose shop is out of view belongs to any shop. */
function isSameKey(a: string, b: string): boolean {
  const [shopOfA, numberOfA] = a.split(':');
  const [shopOfB, numberOfB] = b.split(':');
  return numberOfA === numberOfB && (shopOfA === shopOfB || shopOfA === '' || shopOfB === '');
}

function contradicts(a: Order, b: Order): boolean {
  const differs = <Value>(x: Value | null, y: Value | null): boolean => x !== null && y !== null && x !== y;
  return (
    differs(a.shop && shopKey(a.shop), b.shop && shopKey(b.shop)) ||
    differs(a.total, b.total) ||
    differs(a.subtotal, b.subtotal) ||
    differs(a.orderDate, b.orderDate) ||
    differs(a.currency, b.currency)
  );
}

function overlaps(a: Order, b: Order): boolean {
  const numbers = new Set(a.tracking.map(({ number }) => number));
  if (b.tracking.some(({ number }) => numbers.has(number))) return true;
  return a.items.some((item) =>
    b.items.some(
      (other) => item.unitPrice !== null && item.unitPrice === other.unitPrice && itemLikeness(item, other) > 0,
    ),
  );
}
