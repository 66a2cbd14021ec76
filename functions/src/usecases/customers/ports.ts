import type { KnownCustomer } from '@casillero/domain/customer/match-customer';

/** The tenant's customers whose name has this key, at most `limit`, oldest first. */
export type FindCustomersByName = (
  tenantId: string,
  nameKey: string,
  limit: number,
) => Promise<readonly KnownCustomer[]>;

/** Ids of a customer's packages, all of them. */
export type FindPackagesOfCustomer = (tenantId: string, customerId: string) => Promise<readonly string[]>;
