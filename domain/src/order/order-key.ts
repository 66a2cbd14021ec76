import type { Order } from './order.ts';
import { shopOfNumber } from './order-number.ts';

/** A shop's name as shops are compared: `Amazon.com` and `AMAZON` are one. */
export const shopKey = (shop: string): string =>
  shop
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\.(?:com|net|shop|store)(?:\.[a-z]{2})?$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Letters that are taken for digits in print count as these digits, so that a misreading is the same number. */
const numberKey = (number: string): string =>
  number
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/**
 * What makes an order the same one wherever it is seen: its shop and its number, `amazon:11367244832918183`. A number
 * in a shop's own form names the shop, whether or not its name is in view. Fit for a document id.
 * @returns null if no order number was read
 */
export function orderKey(order: Pick<Order, 'shop' | 'orderNumber'>): string | null {
  if (order.orderNumber === null) return null;
  const number = numberKey(order.orderNumber);
  if (number === '') return null;
  return `${shopKey(shopOfNumber(order.orderNumber) ?? order.shop ?? '')}:${number}`;
}
