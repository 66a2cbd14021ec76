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
import type { FindCustomer } from '../customers/find-customer.ts';
import type { ReadDocuments, Transact } from '../documents.ts';
import { type CustomerChoice, type CustomerFailure, planCustomer, settleCustomer } from './order-customer.ts';
import { makePackages, takePackagesAway } from './order-packages.ts';
import { readOrders, writeOrderChanges } from './write-order-changes.ts';

type Deps = {
  readonly transact: Transact;
  readonly read: ReadDocuments;
  readonly findCustomer: FindCustomer;
  readonly newId: () => string;
  readonly newToken: () => string;
  readonly now: () => Date;
};

/** An order of a tenant, and who acts on it. */
export type OrderRef = { readonly tenantId: string; readonly orderId: string; readonly by: string };

export type Reviewed<Code extends string> = Promise<Result<OrderAt, Code | 'not-found'>>;

export type Correction = { readonly set: CorrectedFields; readonly reset: readonly ReviewedField[] };

export type ConfirmFailure = 'changed-meanwhile' | 'set-aside' | CustomerFailure;

export type ReviewOrders = {
  readonly correct: (ref: OrderRef, correction: Correction) => Reviewed<'already-reviewed'>;
  readonly confirm: (ref: OrderRef, revision: number, customer?: CustomerChoice) => Reviewed<ConfirmFailure>;
  /** leaves what should be looked at */
  readonly confirmUnseen: (ref: OrderRef, revision: number) => Reviewed<ConfirmFailure | 'needs-attention'>;
  readonly setAside: (ref: OrderRef) => Reviewed<'confirmed'>;
  readonly reopen: (ref: OrderRef) => Reviewed<'has-packages'>;
};

/**
 * What a person does with an order (R17): each act is one transaction that reads the order, decides, and writes it with
 * what follows from it: the number it holds, the accuracy counted at its confirmation, its customer and its packages
 * (R18).
 */
export const makeReviewOrders = (deps: Deps): ReviewOrders => ({
  correct: (ref, correction) =>
    changeOrder(deps, ref, async (record, act) => alone(correctFields(record, correction, act))),
  confirm: (ref, revision, customer = null) => confirmWithPackages(deps, ref, revision, customer, async () => null),
  confirmUnseen: (ref, revision) =>
    confirmWithPackages(deps, ref, revision, null, async (after) => (after.needsAttention ? needsAttention() : null)),
  setAside: (ref) => changeOrder(deps, ref, async (record, act) => alone(setAside(record, act))),
  reopen: (ref) =>
    changeOrder(deps, ref, async (record, { now }, read) => {
      if (record.review !== 'confirmed' || record.packageIds.length === 0) return alone(reopen(record, now));
      const writes = await takePackagesAway(read, ref.tenantId, record.packageIds);
      if (writes === null) return alone(reopen(record, now));
      const opened = reopen({ ...record, customerId: null, packageIds: [] }, now);
      return opened.ok ? ok({ record: opened.value, writes }) : opened;
    }),
});

/** Confirms an order and makes its packages. @param objection to confirming what it would become; null: none */
async function confirmWithPackages<Code extends string>(
  deps: Deps,
  ref: OrderRef,
  revision: number,
  choice: CustomerChoice,
  objection: (after: OrderRecord) => Promise<Result<never, Code> | null>,
): Reviewed<Code | ConfirmFailure> {
  const { tenantId } = ref;
  const [seen] = await readOrders(deps.read, tenantId, [ref.orderId]);
  const name = seen === undefined ? null : await customerNameOf(deps.read, ref, seen.record);
  const plan = await planCustomer(deps.findCustomer, tenantId, name, choice, deps.newId);
  return changeOrder<Code | ConfirmFailure>(deps, ref, async (record, act, read) => {
    const batchName = await customerNameOf(read, ref, record);
    const outcome = confirm(record, revision, batchName, act);
    if (!outcome.ok) return outcome;
    if (record.review === 'confirmed' || record.packageIds.length > 0) return alone(outcome);
    const objected = await objection(outcome.value);
    if (objected !== null) return objected;
    if (!plan.ok) return plan;
    if (plan.value.forName !== null && plan.value.forName !== batchName)
      return fail('changed-meanwhile', 'The customer’s name has changed meanwhile.', 'Look at it again.');
    const customer = await settleCustomer(read, tenantId, plan.value, act.now);
    if (!customer.ok) return customer;
    const { id: customerId, writes } = customer.value;
    const made = makePackages(tenantId, ref.orderId, outcome.value, customer.value, act.by, act.now, deps.newToken);
    const { packageIds } = made;
    return ok({ record: { ...outcome.value, customerId, packageIds }, writes: [...writes, ...made.writes] });
  });
}

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

/** An order as it becomes, and what else is written with it. */
type Decided = { readonly record: OrderRecord; readonly writes: readonly DocumentWrite[] };

const alone = <Code extends string>(outcome: Result<OrderRecord, Code>): Result<Decided, Code> =>
  outcome.ok ? ok({ record: outcome.value, writes: [] }) : outcome;

type Decide<Code extends string> = (
  record: OrderRecord,
  act: Act,
  read: ReadDocuments,
) => Promise<Result<Decided, Code>>;

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
    const { record: after, writes: others } = outcome.value;
    const writes = await writeOrderChanges(read, tenantId, [{ id: orderId, before, after }]);
    const written = writes.find((write) => write.path === paths.order(tenantId, orderId));
    const record = written?.op === 'set' ? (written.fields as OrderRecord) : after;
    return {
      writes: [...writes, ...others, ...counted(tenantId, before, after, now)],
      result: ok({ id: orderId, record }),
    };
  });

/** What was measured at a confirmation is counted once, and taken away when the order is opened again. */
function counted(tenantId: string, before: OrderRecord, after: OrderRecord, now: Date): DocumentWrite[] {
  const [was, is] = [before.measured, after.measured];
  const name = effectiveOrder(after).shop;
  if (was === null && is !== null) return [countAccuracy(tenantId, is, name, 1, now)];
  if (was !== null && is === null) return [countAccuracy(tenantId, was, name, -1, now)];
  return [];
}
