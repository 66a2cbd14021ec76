import { useMemo } from 'react';
import { useLiveQuery } from '../../live/use-live.ts';
import { type Tenant, useTenantsPorts } from './ports.ts';

const NONE: readonly Tenant[] = [];

/** Every importer, live, for operators, and their names by id; an unknown one is called by its id. */
export function useTenantNames(): { tenants: readonly Tenant[]; nameOf: (tenantId: string) => string } {
  const { watchTenants } = useTenantsPorts();
  const { live } = useLiveQuery(watchTenants, 'tenants');
  const tenants = live.status === 'ready' ? live.value : NONE;
  const names = useMemo(() => new Map(tenants.map(({ id, name }) => [id, name])), [tenants]);
  return { tenants, nameOf: (tenantId) => names.get(tenantId) ?? tenantId };
}
