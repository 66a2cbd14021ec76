import type { FieldBox, FieldBoxes } from './field-boxes.ts';
import { together } from './merge-values.ts';
import { CONFIDENCE_FIELDS, type Order } from './order.ts';
import { plain } from './plain-text.ts';
import type { OrderReading } from './read-order.ts';
import { itemLikeness } from './similar-items.ts';

/** Fields of a vision reading that OCR read the same are as sure as two engines together. */
export function confirmedBy(vision: Order, ocr: Order): Order {
  const confidence = { ...vision.confidence };
  for (const field of CONFIDENCE_FIELDS) {
    if (confidence[field] === 0 || field === 'items' || field === 'tracking') continue;
    const [a, b] = [vision[field], ocr[field]];
    const isSame = typeof a === 'string' && typeof b === 'string' ? plain(a) === plain(b) : a === b;
    if (isSame) confidence[field] = together([confidence[field], ocr.confidence[field]]);
  }
  return { ...vision, confidence };
}

/** Where a vision reading's fields stand, as far as OCR read the same there. */
export function boxesConfirmedBy(vision: Order, { order, boxes }: OrderReading): FieldBoxes {
  const of = (field: Exclude<keyof FieldBoxes, 'items' | 'tracking'>): FieldBox | null =>
    plain(String(vision[field])) === plain(String(order[field])) ? boxes[field] : null;
  const alike = (item: Order['items'][number]): number =>
    order.items.findIndex((other) => itemLikeness(item, other) > 0);
  return {
    shop: of('shop'),
    orderNumber: of('orderNumber'),
    orderDate: of('orderDate'),
    currency: of('currency'),
    items: vision.items.map((item) => boxes.items[alike(item)] ?? null),
    subtotal: of('subtotal'),
    shipping: of('shipping'),
    tax: of('tax'),
    discount: of('discount'),
    total: of('total'),
    tracking: vision.tracking.map(
      ({ number }) => boxes.tracking[order.tracking.findIndex((other) => other.number === number)] ?? null,
    ),
    status: of('status'),
    customerName: of('customerName'),
  };
}
