import {
  type CustomerMatch,
  type KnownCustomer,
  matchCustomer,
  nameKeyOf,
} from '@casillero/domain/customer/match-customer';
import { customerPhoneRecord, customerRecord } from '@casillero/domain/records/customer-record';
import { paths } from '@casillero/domain/records/paths';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import type { ReadDocuments } from '../documents.ts';
import type { FindCustomersByName } from './ports.ts';

/** More candidates than anybody wants to choose from. */
export const MOST_CANDIDATES = 10;

export type FindCustomer = (tenantId: string, name: string, phone: CanonicalPhone | null) => Promise<CustomerMatch>;

/** Which of the tenant's customers a name and a phone mean (R18): two reads by id and one query. */
export const makeFindCustomer =
  (deps: { read: ReadDocuments; findByName: FindCustomersByName }): FindCustomer =>
  async (tenantId, name, phone) => {
    const [byPhone, byName] = await Promise.all([
      phone === null ? null : customerOfPhone(deps.read, tenantId, phone),
      deps.findByName(tenantId, nameKeyOf(name), MOST_CANDIDATES),
    ]);
    return matchCustomer(phone, byPhone, byName);
  };

/** The customer who holds a phone within the tenant, or null. */
export async function customerOfPhone(
  read: ReadDocuments,
  tenantId: string,
  phone: CanonicalPhone,
): Promise<KnownCustomer | null> {
  const [held] = await read([paths.customerPhone(tenantId, phone)]);
  if (!held) return null;
  const { customerId } = customerPhoneRecord.parse(held);
  const [fields] = await read([paths.customer(tenantId, customerId)]);
  return fields ? { id: customerId, record: customerRecord.parse(fields) } : null;
}
