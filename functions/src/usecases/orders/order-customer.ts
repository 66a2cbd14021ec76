import { createHash } from 'node:crypto';
import { customerFields, nameKeyOf } from '@casillero/domain/customer/match-customer';
import { customerPhoneRecord, customerRecord } from '@casillero/domain/records/customer-record';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import type { FindCustomer } from '../customers/find-customer.ts';
import type { ReadDocuments } from '../documents.ts';

/** Whose order it is, as a person chose; null: whoever has the batch's customer name. */
export type CustomerChoice =
  | { readonly kind: 'existing'; readonly customerId: string }
  | { readonly kind: 'new'; readonly name: string; readonly phone: CanonicalPhone | null }
  | null;

/** Decided before the transaction, which holds it to what is there then. */
export type CustomerPlan =
  | { readonly kind: 'existing'; readonly customerId: string; readonly forName: string | null }
  | {
      readonly kind: 'new';
      readonly customerId: string;
      readonly name: string;
      readonly phone: CanonicalPhone | null;
      readonly forName: string | null;
    };

export type CustomerFailure = 'customer-missing' | 'customer-ambiguous' | 'customer-not-found' | 'customer-phone-taken';

/**
 * Plans whose order it is (R18): the chosen customer, or the one that the batch's name means. A new one made of a name
 * has an id made of the name's key, so that two confirmations at once make one customer.
 * @param newId for a customer that a person wants although the name is known
 */
export async function planCustomer(
  findCustomer: FindCustomer,
  tenantId: string,
  batchCustomerName: string | null,
  choice: CustomerChoice,
  newId: () => string,
): Promise<Result<CustomerPlan, CustomerFailure>> {
  if (choice?.kind === 'existing') return ok({ ...choice, forName: null });
  if (choice?.kind === 'new') return ok({ ...choice, customerId: newId(), forName: null });
  if (batchCustomerName === null)
    return fail('customer-missing', 'Nobody said whose order this is.', 'Name the customer, then confirm it.');
  const match = await findCustomer(tenantId, batchCustomerName, null);
  if (match.kind === 'choose')
    return fail('customer-ambiguous', 'Several of your customers have this name.', 'Choose which of them it is.');
  if (match.kind === 'matched')
    return ok({ kind: 'existing', customerId: match.customer.id, forName: batchCustomerName });
  const customerId = `name-${createHash('sha256').update(nameKeyOf(batchCustomerName)).digest('hex').slice(0, 24)}`;
  return ok({ kind: 'new', customerId, name: batchCustomerName, phone: null, forName: batchCustomerName });
}

/** Carries the plan out in the transaction: the customer as it is there, or the writes that make it. */
export async function settleCustomer(
  read: ReadDocuments,
  tenantId: string,
  plan: CustomerPlan,
  now: Date,
): Promise<
  Result<{ readonly id: string; readonly name: string; readonly writes: readonly DocumentWrite[] }, CustomerFailure>
> {
  const { customerId: id } = plan;
  const path = paths.customer(tenantId, id);
  const [fields] = await read([path]);
  if (fields) return ok({ id, name: customerRecord.parse(fields).name, writes: [] });
  if (plan.kind === 'existing')
    return fail('customer-not-found', 'There is no such customer.', 'Choose one of your customers.');
  const { name, phone } = plan;
  const record = { ...customerFields({ name, phone, notes: '' }), createdAt: now, updatedAt: now };
  const created: DocumentWrite = { op: 'create', path, fields: record };
  if (phone === null) return ok({ id, name, writes: [created] });
  const [held] = await read([paths.customerPhone(tenantId, phone)]);
  if (held && customerPhoneRecord.parse(held).customerId !== id)
    return fail('customer-phone-taken', 'Another customer of yours has this phone.', 'Choose that customer.');
  return ok({
    id,
    name,
    writes: [created, { op: 'set', path: paths.customerPhone(tenantId, phone), fields: { customerId: id } }],
  });
}
