import type { TenantRecord } from '@casillero/domain/records/tenant-record';
import { createContext, useContext } from 'react';
import type { LiveSource } from '../../live/live.ts';

export type Tenant = TenantRecord & { readonly id: string };

export type TenantsPorts = {
  /** Every importer by name; for operators. */
  readonly watchTenants: () => LiveSource<readonly Tenant[]>;
  /** One importer; null if there is none of this id. */
  readonly watchTenant: (tenantId: string) => LiveSource<Tenant | null>;
};

const TenantsContext = createContext<TenantsPorts | null>(null);
export const TenantsProvider = TenantsContext.Provider;

/** The ports of this feature; there once somebody is signed in. */
export function useTenantsPorts(): TenantsPorts {
  const ports = useContext(TenantsContext);
  if (!ports) throw new Error('useTenantsPorts needs a TenantsProvider above it.');
  return ports;
}
