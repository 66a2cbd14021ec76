import type { ReactNode } from 'react';
import { formatDay } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Bone, EmptyPlace } from '../../ui/states.tsx';
import type { Tenant } from './ports.ts';
import styles from './tenant-list.module.css';

/** Every importer with its state; `renderLink` makes the name lead to its batches. */
export function TenantList({
  tenants,
  renderLink,
}: {
  tenants: readonly Tenant[];
  renderLink: (tenant: Tenant) => ReactNode;
}) {
  const { t, region } = useTexts();
  if (tenants.length === 0)
    return (
      <EmptyPlace title={t('tenants.empty.title')}>
        <p>{t('tenants.empty.text')}</p>
      </EmptyPlace>
    );
  return (
    <>
      <p className={styles.count}>{t('tenants.count', { count: tenants.length })}</p>
      <ul className={styles.list}>
        {tenants.map((tenant) => (
          <li key={tenant.id} className={styles.row}>
            <h2 className={styles.name}>{renderLink(tenant)}</h2>
            <p className={styles.facts}>
              {t(`tenants.plan.${tenant.plan}`)} · {t('tenants.since', { date: formatDay(region, tenant.createdAt) })}
            </p>
            <Badge tone={tenant.status === 'active' ? 'done' : 'attention'}>
              {t(`tenants.status.${tenant.status}`)}
            </Badge>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The list's shape while it loads. */
export const TenantListBones = () => (
  <ul className={styles.list}>
    {[0, 1, 2].map((row) => (
      <li key={row} className={styles.row}>
        <Bone width="40%" height="1.3em" />
        <Bone width="25%" />
      </li>
    ))}
  </ul>
);
