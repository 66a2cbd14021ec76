import { useLiveQuery } from '../../live/use-live.ts';
import { type Tenant, useTenantsPorts } from './ports.ts';

/** Every importer, live, for operators, and their names by id; an unknown one is called by its id. */
export function useTenantNames(): { tenants: readonly Tenant[]; nameOf: (tenantId: string) => string } {
  const { watchTenants } = useTenantsPorts();
  const { live } = useLiveQuery(watchTenants, 'tenants');
  const tenants = live.status === 'ready' ? live.value : [];
  return { tenants, nameOf: (tenantId) => tenants.find(({ id }) => id === tenantId)?.name ?? tenantId };
}
