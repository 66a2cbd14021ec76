import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { batchRecord } from '@casillero/domain/records/intake-records';
import type { OrderRecord } from '@casillero/domain/records/order-record';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import { countAccuracy } from '@casillero/domain/review/accuracy';
import type { CorrectedFields } from '@casillero/domain/review/corrections';
import { effectiveOrder } from '@casillero/domain/review/effective-order';
import type { OrderAt } from '@casillero/domain/review/order-state';
import { type Act, confirm, correctFields, reopen, setAside } from '@casillero/domain/review/review-order';
import type { ReviewedField } from '@casillero/domain/review/reviewed-fields';
import type { ReadDocuments, Transact } from '../documents.ts';
import { readOrders, writeOrderChanges } from './write-order-changes.ts';

type Deps = { readonly transact: Transact; readonly now: () => Date };

/** An order of a tenant, and who acts on it. */
export type OrderRef = { readonly tenantId: string; readonly orderId: string; readonly by: string };

export type Reviewed<Code extends string> = Promise<Result<OrderAt, Code | 'not-found'>>;

export type Correction = { readonly set: CorrectedFields; readonly reset: readonly ReviewedField[] };

export type ReviewOrders = {
  readonly correct: (ref: OrderRef, correction: Correction) => Reviewed<'already-reviewed'>;
  readonly confirm: (ref: OrderRef, revision: number) => Reviewed<'changed-meanwhile' | 'set-aside'>;
  /** leaves what should be looked at */
  readonly confirmUnseen: (
    ref: OrderRef,
    revision: number,
  ) => Reviewed<'changed-meanwhile' | 'set-aside' | 'needs-attention'>;
  readonly setAside: (ref: OrderRef) => Reviewed<'confirmed'>;
  readonly reopen: (ref: OrderRef) => Reviewed<'has-packages'>;
};

/**
 * What a person does with an order (R17): each act is one transaction that reads the order, decides, and writes it with
 * what follows from it: the number it holds, and the accuracy counted at its confirmation.
 */
export const makeReviewOrders = (deps: Deps): ReviewOrders => ({
  correct: (ref, correction) => changeOrder(deps, ref, async (record, act) => correctFields(record, correction, act)),
  confirm: (ref, revision) =>
    changeOrder(deps, ref, async (record, act, read) =>
      confirm(record, revision, await customerNameOf(read, ref, record), act),
    ),
  confirmUnseen: (ref, revision) =>
    changeOrder<'changed-meanwhile' | 'set-aside' | 'needs-attention'>(deps, ref, async (record, act, read) => {
      const outcome = confirm(record, revision, await customerNameOf(read, ref, record), act);
      return record.review === 'waiting' && outcome.ok && outcome.value.needsAttention ? needsAttention() : outcome;
    }),
  setAside: (ref) => changeOrder(deps, ref, async (record, act) => setAside(record, act)),
  reopen: (ref) => changeOrder(deps, ref, async (record, { now }) => reopen(record, now)),
});

/** As the batch has it now: a name may have come since the order was made. */
async function customerNameOf(
  read: ReadDocuments,
  { tenantId }: OrderRef,
  record: OrderRecord,
): Promise<string | null> {
  const [fields] = await read([paths.batch(tenantId, record.batchId)]);
  return fields ? batchRecord.parse(fields).customerName : record.batchCustomerName;
}

const needsAttention = () =>
  fail('needs-attention', 'Something in this order should be looked at.', 'Open it, or confirm it in spite of that.');

type Decide<Code extends string> = (
  record: OrderRecord,
  act: Act,
  read: ReadDocuments,
) => Promise<Result<OrderRecord, Code>>;

const changeOrder = <Code extends string>(
  deps: Deps,
  { tenantId, orderId, by }: OrderRef,
  decide: Decide<Code>,
): Reviewed<Code> =>
  deps.transact<Result<OrderAt, Code | 'not-found'>>(async (read) => {
    const [order] = await readOrders(read, tenantId, [orderId]);
    if (order === undefined)
      return { writes: [], result: fail('not-found', 'There is no such order.', 'Open the list of orders again.') };
    const before = order.record;
    const now = deps.now();
    const outcome = await decide(before, { by, now }, read);
    if (!outcome.ok) return { writes: [], result: outcome };
    const after = outcome.value;
    const writes = await writeOrderChanges(read, tenantId, [{ id: orderId, before, after }]);
    const written = writes.find((write) => write.path === paths.order(tenantId, orderId));
    const record = written?.op === 'set' ? (written.fields as OrderRecord) : after;
    return { writes: [...writes, ...counted(tenantId, before, after, now)], result: ok({ id: orderId, record }) };
  });

/** What was measured at a confirmation is counted once, and taken away when the order is opened again. */
function counted(tenantId: string, before: OrderRecord, after: OrderRecord, now: Date): DocumentWrite[] {
  const [was, is] = [before.measured, after.measured];
  const name = effectiveOrder(after).shop;
  if (was === null && is !== null) return [countAccuracy(tenantId, is, name, 1, now)];
  if (was !== null && is === null) return [countAccuracy(tenantId, was, name, -1, now)];
  return [];
}
