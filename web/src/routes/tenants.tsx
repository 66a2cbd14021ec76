import { Link } from 'react-router-dom';
import { useTenantsPorts } from '../features/tenants/ports.ts';
import { TenantList, TenantListBones } from '../features/tenants/tenant-list.tsx';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Page } from '../ui/page.tsx';
import { FailureNotice, Skeleton } from '../ui/states.tsx';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { useIdentity } from './reader.tsx';

/** Every importer, for operators, live. */
export function Component() {
  const { claims } = useIdentity();
  return claims.role === 'operator' ? <Tenants /> : <NotFound />;
}

function Tenants() {
  const { t } = useTexts();
  const { watchTenants } = useTenantsPorts();
  const { live, retry } = useLiveQuery(watchTenants, 'tenants');
  return (
    <Page title={t('tenants.title')}>
      {live.status === 'waiting' && (
        <Skeleton>
          <TenantListBones />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {live.status === 'ready' && (
        <TenantList
          tenants={live.value}
          renderLink={(tenant) => <Link to={paths.tenantBatches.href(tenant.id)}>{tenant.name}</Link>}
        />
      )}
    </Page>
  );
}
