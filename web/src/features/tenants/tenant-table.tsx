import type { ReactNode } from 'react';
import { formatDay } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import type { Tenant } from './ports.ts';

/** Importers with their state; `renderLink` makes the name lead to its pages. */
export function TenantTable(props: {
  tenants: readonly Tenant[];
  renderLink: (tenant: Tenant) => ReactNode;
  renderNumbers: (tenant: Tenant) => ReactNode;
  actsOn: (tenant: Tenant) => readonly MenuItem[];
}) {
  const { t, region } = useTexts();
  return (
    <DataTable
      label={t('tenants.title')}
      rows={props.tenants}
      keyOf={({ id }) => id}
      columns={[
        { title: t('tenants.name'), isName: true, cell: props.renderLink },
        {
          title: t('tenants.state'),
          cell: ({ status, suspendedReason }) => (
            <>
              <Badge tone={status === 'active' ? 'done' : 'attention'}>{t(`tenants.status.${status}`)}</Badge>
              {suspendedReason && ` ${suspendedReason}`}
            </>
          ),
        },
        { title: t('tenants.plan'), isShort: true, cell: ({ plan }) => t(`tenants.plan.${plan}`) },
        { title: t('tenants.numbers'), cell: props.renderNumbers },
        { title: t('tenants.since'), isShort: true, cell: ({ createdAt }) => formatDay(region, createdAt) },
        {
          title: t('app.acts'),
          isActs: true,
          cell: (tenant) => <Menu label={t('tenants.acts', { name: tenant.name })} items={props.actsOn(tenant)} />,
        },
      ]}
    />
  );
}
