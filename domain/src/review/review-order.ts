import type { OrderRecord } from '../records/order-record.ts';
import { fail, ok, type Result } from '../result.ts';
import { measure } from './accuracy.ts';
import { type CorrectedFields, corrected } from './corrections.ts';
import { remerged, settled } from './order-state.ts';
import type { ReviewedField } from './reviewed-fields.ts';

/** Who acts, and when. */
export type Act = { readonly by: string; readonly now: Date };

/** Corrects fields of an order that waits (R17); a reviewed one has to be opened again first. */
export function correctFields(
  record: OrderRecord,
  change: { readonly set: CorrectedFields; readonly reset: readonly ReviewedField[] },
  { by, now }: Act,
): Result<OrderRecord, 'already-reviewed'> {
  if (record.review !== 'waiting')
    return fail('already-reviewed', 'This order has been reviewed already.', 'Open it again to correct it.');
  const corrections = corrected(record.order, record.corrections, change, by, now);
  return ok(settled({ ...record, corrections, updatedAt: now }));
}

/**
 * Confirms an order as somebody saw it. Confirmed already: nothing changes.
 * @param batchCustomerName as the batch has it now
 */
export function confirm(
  record: OrderRecord,
  revision: number,
  batchCustomerName: string | null,
  { by, now }: Act,
): Result<OrderRecord, 'changed-meanwhile' | 'set-aside'> {
  if (record.review === 'confirmed') return ok(record);
  if (record.review === 'set-aside')
    return fail('set-aside', 'This order has been set aside.', 'Open it again to confirm it.');
  if (record.revision !== revision)
    return fail('changed-meanwhile', 'A screenshot has changed this order meanwhile.', 'Look at it again.');
  const confirmed = { ...record, batchCustomerName, review: 'confirmed', reviewedBy: by, reviewedAt: now } as const;
  return ok(settled({ ...confirmed, measured: measure(record), updatedAt: now }));
}

/** Sets an order aside; set aside already: nothing changes. A confirmed one has to be opened again first. */
export function setAside(
  record: OrderRecord,
  { by, now }: { by: string | null; now: Date },
): Result<OrderRecord, 'confirmed'> {
  if (record.review === 'set-aside') return ok(record);
  if (record.review === 'confirmed')
    return fail('confirmed', 'This order has been confirmed.', 'Open it again to set it aside.');
  return ok(settled({ ...record, review: 'set-aside', reviewedBy: by, reviewedAt: now, updatedAt: now }));
}

/** Opens a reviewed order again: what came late is taken in, what was taken back is left out if anything else is there. */
export function reopen(record: OrderRecord, now: Date): Result<OrderRecord, 'has-packages'> {
  if (record.review === 'waiting') return ok(record);
  if (record.packageIds.length > 0)
    return fail('has-packages', 'This order has become packages.', 'Take its packages away first.');
  const open = { ...record, review: 'waiting', reviewedBy: null, reviewedAt: null, measured: null } as const;
  if (record.parts.every(({ state }) => state === 'counted')) return ok(settled({ ...open, updatedAt: now }));
  const left = record.parts.filter(({ state }) => state !== 'removed');
  if (left.length === 0) return ok(settled({ ...open, updatedAt: now }));
  return ok(
    remerged(
      open,
      left.map((part) => ({ ...part, state: 'counted' as const })),
      now,
    ),
  );
}

/** The order after its batch was named or called off: called off, what still waits is set aside. */
export function followBatch(
  record: OrderRecord,
  batch: { readonly customerName: string | null; readonly isCancelled: boolean },
  now: Date,
): OrderRecord {
  const isNamed = record.batchCustomerName === batch.customerName;
  const isOver = batch.isCancelled && record.review === 'waiting';
  if (isNamed && !isOver) return record;
  const named = settled({ ...record, batchCustomerName: batch.customerName, updatedAt: now });
  const aside = isOver ? setAside(named, { by: null, now }) : ok(named);
  return aside.ok ? aside.value : named;
}
