import type { CustomerRecord } from '@casillero/domain/records/customer-record';
import { createContext, useContext } from 'react';
import type { LiveSource } from '../../live/live.ts';

export type Customer = CustomerRecord & { readonly id: string };

/** Customers by name; `hasMore` says that others were left out. */
export type CustomersPage = { readonly customers: readonly Customer[]; readonly hasMore: boolean };

export type CustomersPorts = {
  /** By name. @param search as it is typed; empty: all. @param count how many to show at most */
  readonly watchCustomers: (tenantId: string, search: string, count: number) => LiveSource<CustomersPage>;
  /** One customer; null if the importer has none of this id. */
  readonly watchCustomer: (tenantId: string, customerId: string) => LiveSource<Customer | null>;
};

const CustomersContext = createContext<CustomersPorts | null>(null);
export const CustomersProvider = CustomersContext.Provider;

/** The ports of this feature; there once somebody is signed in. */
export function useCustomersPorts(): CustomersPorts {
  const ports = useContext(CustomersContext);
  if (!ports) throw new Error('useCustomersPorts needs a CustomersProvider above it.');
  return ports;
}
