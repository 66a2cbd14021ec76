import type { Carrier } from '@casillero/domain/order/order';
import { trackingForm } from '@casillero/domain/order/tracking-number';
import type { PackageState } from '@casillero/domain/package/package-state';
import { packageTokens } from '@casillero/domain/package/packages-of-order';
import { customerRecord } from '@casillero/domain/records/customer-record';
import { type PackageRecord, packageRecord } from '@casillero/domain/records/package-record';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { Transact } from '../documents.ts';

export type KnownPackage = { readonly id: string; readonly record: PackageRecord };

export type PackageFacts = {
  readonly customerId: string;
  readonly description: string;
  /** as printed, or null */
  readonly trackingNumber: string | null;
  /** undefined: as the number's form says */
  readonly carrier?: Carrier | null | undefined;
};

export type CreatePackage = (
  tenantId: string,
  facts: PackageFacts & { readonly state: PackageState },
  by: string,
) => Promise<Result<KnownPackage, 'customer-not-found'>>;

export type ChangePackage = (
  tenantId: string,
  packageId: string,
  change: { readonly [Name in keyof PackageFacts]?: PackageFacts[Name] | undefined } & {
    readonly notifies?: boolean | undefined;
  },
) => Promise<Result<KnownPackage, 'not-found' | 'customer-not-found'>>;

/** Makes a package by hand, with a public tracking page of its own (R18). */
export const makeCreatePackage =
  (deps: { transact: Transact; newId: () => string; newToken: () => string; now: () => Date }): CreatePackage =>
  (tenantId, facts, by) => {
    const id = deps.newId();
    const trackingToken = deps.newToken();
    return deps.transact<Awaited<ReturnType<CreatePackage>>>(async (read) => {
      const [customerFields] = await read([paths.customer(tenantId, facts.customerId)]);
      if (!customerFields) return { writes: [], result: customerNotFound() };
      const { name: customerName } = customerRecord.parse(customerFields);
      const now = deps.now();
      const { state } = facts;
      const { number, carrier } = numbered(facts.trackingNumber, facts.carrier);
      const record: PackageRecord = {
        customerId: facts.customerId,
        customerName,
        orderId: null,
        shop: null,
        orderNumber: null,
        description: facts.description,
        carrier,
        trackingNumber: number,
        state,
        stateAt: now,
        history: [{ state, at: now, by, undoneAt: null, undoneBy: null }],
        notifies: true,
        notification: null,
        trackingToken,
        searchTokens: packageTokens(customerName, number, null, null),
        createdAt: now,
        updatedAt: now,
      };
      return {
        writes: [
          { op: 'create', path: paths.package(tenantId, id), fields: record },
          { op: 'create', path: paths.trackingPage(trackingToken), fields: { tenantId, packageId: id } },
        ],
        result: ok({ id, record }),
      };
    });
  };

/** Changes what is known of a package; its state is changed elsewhere (change-states.ts). */
export const makeChangePackage =
  (deps: { transact: Transact; now: () => Date }): ChangePackage =>
  (tenantId, packageId, change) =>
    deps.transact<Awaited<ReturnType<ChangePackage>>>(async (read) => {
      const path = paths.package(tenantId, packageId);
      const [fields] = await read([path]);
      if (!fields) return { writes: [], result: fail('not-found', 'There is no such package.', 'Search for it.') };
      const before = packageRecord.parse(fields);
      const customerId = change.customerId ?? before.customerId;
      const [customerFields] = await read([paths.customer(tenantId, customerId)]);
      if (change.customerId !== undefined && !customerFields) return { writes: [], result: customerNotFound() };
      const customerName = customerFields ? customerRecord.parse(customerFields).name : before.customerName;
      const isRenumbered = change.trackingNumber !== undefined;
      const { number, carrier } = isRenumbered
        ? numbered(change.trackingNumber ?? null, change.carrier)
        : { number: before.trackingNumber, carrier: change.carrier === undefined ? before.carrier : change.carrier };
      const record: PackageRecord = {
        ...before,
        customerId,
        customerName,
        description: change.description ?? before.description,
        trackingNumber: number,
        carrier,
        notifies: change.notifies ?? before.notifies,
        searchTokens: packageTokens(customerName, number, before.orderNumber, before.shop),
        updatedAt: deps.now(),
      };
      return { writes: [{ op: 'set', path, fields: record }], result: ok({ id: packageId, record }) };
    });

/** A printed number without its gaps, and whose it is by its form. */
function numbered(
  printed: string | null,
  carrier: Carrier | null | undefined,
): { number: string | null; carrier: Carrier | null } {
  const number = (printed ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '') || null;
  return { number, carrier: carrier ?? (number === null ? null : (trackingForm(number)?.carrier ?? null)) };
}

const customerNotFound = () =>
  fail('customer-not-found', 'There is no such customer.', 'Choose one of your customers, or make a new one.');
