import { shopKey } from '../order/order-key.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import type { AccuracyRecord, OrderRecord } from '../records/order-record.ts';
import { paths } from '../records/paths.ts';
import { isPresent } from './attention.ts';
import { effectiveOrder } from './effective-order.ts';
import { REVIEWED_FIELDS, type ReviewedField } from './reviewed-fields.ts';

/** Orders of a shop that nobody knows are counted under this name. */
const UNKNOWN_SHOP = 'unknown';

/**
 * How well an order was read, as its confirmation tells (R17): for each field that it has, or was wrongly said to have,
 * whether the machine's reading stood. By the shop that it really is from.
 */
export function measure(record: Pick<OrderRecord, 'order' | 'corrections'>): NonNullable<OrderRecord['measured']> {
  const order = effectiveOrder(record);
  const fields: Partial<Record<ReviewedField, boolean>> = {};
  for (const field of REVIEWED_FIELDS)
    if (isPresent(order, field) || isPresent(record.order, field))
      fields[field] = record.corrections[field] === undefined;
  return { shop: shopKey(order.shop ?? '') || UNKNOWN_SHOP, fields };
}

/** Adds a measurement to the counters of its shop, or takes it away again. Blind increments. */
export function countAccuracy(
  tenantId: string,
  measured: NonNullable<OrderRecord['measured']>,
  name: string | null,
  by: 1 | -1,
  now: Date,
): DocumentWrite {
  const increments: Record<string, number> = { orderCount: by };
  for (const [field, isRight] of Object.entries(measured.fields)) {
    increments[`seen_${field}`] = by;
    if (isRight) increments[`right_${field}`] = by;
  }
  const fields = by === 1 ? { name, updatedAt: now } : { updatedAt: now };
  return { op: 'upsert', path: paths.accuracyOfShop(tenantId, measured.shop), fields, increments };
}

export type FieldAccuracy = { readonly field: ReviewedField; readonly seen: number; readonly right: number };

/** The counters of a shop, by field in the order of a receipt; fields that no order had are left out. */
export const accuracyOf = (record: AccuracyRecord): FieldAccuracy[] =>
  REVIEWED_FIELDS.flatMap((field) => {
    const seen = Number(record[`seen_${field}`] ?? 0);
    return seen > 0 ? [{ field, seen, right: Number(record[`right_${field}`] ?? 0) }] : [];
  });
