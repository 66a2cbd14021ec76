import { Link, NavLink } from 'react-router-dom';
import { useTenantsPorts } from '../features/tenants/ports.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { BackIcon } from '../ui/icons.tsx';
import { paths } from './paths.ts';
import type { Scope } from './reader.tsx';
import styles from './tenant-strip.module.css';

/** For operators only: whose batches they are looking at, that they cannot change them, and the way back. */
export function TenantStrip({ scope }: { scope: Scope }) {
  const { t } = useTexts();
  const { watchTenant } = useTenantsPorts();
  const { live } = useLiveQuery(() => watchTenant(scope.tenantId), scope.tenantId);
  if (scope.mayEdit) return null;
  const name = live.status === 'ready' && live.value ? live.value.name : scope.tenantId;
  return (
    <div className={styles.strip}>
      <Link to={paths.tenants.href()} className={styles.back}>
        <BackIcon />
        {t('tenants.title')}
      </Link>
      <p>{t('batches.readOnly', { tenant: name })}</p>
      <NavLink to={paths.tenantBatches.href(scope.tenantId)} className={styles.page ?? ''}>
        {t('nav.batches')}
      </NavLink>
      <NavLink to={scope.reviewHref} className={styles.page ?? ''}>
        {t('nav.review')}
      </NavLink>
      <NavLink to={scope.conversationsHref} className={styles.page ?? ''}>
        {t('nav.conversations')}
      </NavLink>
      <NavLink to={scope.packagesHref} className={styles.page ?? ''}>
        {t('nav.packages')}
      </NavLink>
      <NavLink to={scope.customersHref} className={styles.page ?? ''}>
        {t('nav.customers')}
      </NavLink>
      <NavLink to={paths.tenantWhatsapp.href(scope.tenantId)} className={styles.page ?? ''}>
        {t('nav.whatsapp')}
      </NavLink>
    </div>
  );
}
