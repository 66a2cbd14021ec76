import { customerFields, type KnownCustomer } from '@casillero/domain/customer/match-customer';
import { packageTokens } from '@casillero/domain/package/packages-of-order';
import { type CustomerRecord, customerPhoneRecord, customerRecord } from '@casillero/domain/records/customer-record';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { packageRecord } from '@casillero/domain/records/package-record';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import type { ReadDocuments, Transact } from '../documents.ts';
import type { FindPackagesOfCustomer } from './ports.ts';

export type CustomerFacts = { readonly name: string; readonly phone: CanonicalPhone | null; readonly notes: string };

export type CreateCustomer = (
  tenantId: string,
  facts: CustomerFacts,
) => Promise<Result<KnownCustomer, 'customer-phone-taken'>>;

export type ChangeCustomer = (
  tenantId: string,
  customerId: string,
  change: Partial<CustomerFacts>,
) => Promise<Result<KnownCustomer, 'not-found' | 'customer-phone-taken'>>;

/** Makes a customer. That a phone is one customer's only is held by the id of a document (R6). */
export const makeCreateCustomer =
  (deps: { transact: Transact; newId: () => string; now: () => Date }): CreateCustomer =>
  (tenantId, facts) => {
    const id = deps.newId();
    return deps.transact<Awaited<ReturnType<CreateCustomer>>>(async (read) => {
      const now = deps.now();
      if (await isTaken(read, tenantId, facts.phone, id)) return { writes: [], result: phoneTaken() };
      const record: CustomerRecord = { ...customerFields(facts), createdAt: now, updatedAt: now };
      return {
        writes: [
          { op: 'create', path: paths.customer(tenantId, id), fields: record },
          ...holdPhone(tenantId, facts.phone, id),
        ],
        result: ok({ id, record }),
      };
    });
  };

/** Packages whose names one transaction changes; each write of a name costs about eight index entries. */
const PACKAGES_AT_ONCE = 200;

/**
 * Changes a customer. A new name is written to its packages as well, with the customer for the first 200; repeating
 * the change completes what an interruption left.
 */
export const makeChangeCustomer =
  (deps: { transact: Transact; findPackages: FindPackagesOfCustomer; now: () => Date }): ChangeCustomer =>
  async (tenantId, customerId, change) => {
    const packageIds = change.name === undefined ? [] : await deps.findPackages(tenantId, customerId);
    const changed = await deps.transact<Awaited<ReturnType<ChangeCustomer>>>(async (read) => {
      const [fields] = await read([paths.customer(tenantId, customerId)]);
      if (!fields) return { writes: [], result: fail('not-found', 'There is no such customer.', 'Search for them.') };
      const before = customerRecord.parse(fields);
      const facts: CustomerFacts = {
        name: change.name ?? before.name,
        phone: change.phone === undefined ? (before.phone as CanonicalPhone | null) : change.phone,
        notes: change.notes ?? before.notes,
      };
      const isOtherPhone = facts.phone !== before.phone;
      if (isOtherPhone && (await isTaken(read, tenantId, facts.phone, customerId)))
        return { writes: [], result: phoneTaken() };
      const record: CustomerRecord = { ...before, ...customerFields(facts), updatedAt: deps.now() };
      const writes: DocumentWrite[] = [{ op: 'set', path: paths.customer(tenantId, customerId), fields: record }];
      if (isOtherPhone) {
        writes.push(...holdPhone(tenantId, facts.phone, customerId));
        if (before.phone !== null) writes.push({ op: 'delete', path: paths.customerPhone(tenantId, before.phone) });
      }
      const renamed = await renamePackages(read, tenantId, packageIds.slice(0, PACKAGES_AT_ONCE), facts.name);
      return { writes: [...writes, ...renamed], result: ok({ id: customerId, record }) };
    });
    if (changed.ok)
      for (let from = PACKAGES_AT_ONCE; from < packageIds.length; from += PACKAGES_AT_ONCE)
        await deps.transact(async (read) => ({
          writes: await renamePackages(
            read,
            tenantId,
            packageIds.slice(from, from + PACKAGES_AT_ONCE),
            changed.value.record.name,
          ),
          result: null,
        }));
    return changed;
  };

async function renamePackages(
  read: ReadDocuments,
  tenantId: string,
  packageIds: readonly string[],
  customerName: string,
): Promise<DocumentWrite[]> {
  const found = await read(packageIds.map((id) => paths.package(tenantId, id)));
  return found.flatMap((fields, index): DocumentWrite[] => {
    const id = packageIds[index];
    if (!fields || id === undefined) return [];
    const { trackingNumber, orderNumber, shop, customerName: before } = packageRecord.parse(fields);
    if (before === customerName) return [];
    const tokens = packageTokens(customerName, trackingNumber, orderNumber, shop);
    return [{ op: 'update', path: paths.package(tenantId, id), fields: { customerName, searchTokens: tokens } }];
  });
}

async function isTaken(
  read: ReadDocuments,
  tenantId: string,
  phone: CanonicalPhone | null,
  customerId: string,
): Promise<boolean> {
  if (phone === null) return false;
  const [held] = await read([paths.customerPhone(tenantId, phone)]);
  return held !== null && held !== undefined && customerPhoneRecord.parse(held).customerId !== customerId;
}

const holdPhone = (tenantId: string, phone: CanonicalPhone | null, customerId: string): DocumentWrite[] =>
  phone === null ? [] : [{ op: 'set', path: paths.customerPhone(tenantId, phone), fields: { customerId } }];

const phoneTaken = () =>
  fail(
    'customer-phone-taken',
    'Another customer of yours has this phone.',
    'Search for the phone and use that customer.',
  );
