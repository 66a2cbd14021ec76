import type { ReactNode } from 'react';
import { formatDay } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { PhoneText } from '../../ui/phone-text.tsx';
import type { Customer } from './ports.ts';

/** The importer's customers, by name. */
export function CustomerList(props: { customers: readonly Customer[]; renderLink: (customer: Customer) => ReactNode }) {
  const { t, region } = useTexts();
  return (
    <DataTable
      label={t('customers.title')}
      rows={props.customers}
      keyOf={({ id }) => id}
      columns={[
        { title: t('customers.name'), isName: true, cell: props.renderLink },
        {
          title: t('customers.phone'),
          cell: ({ phone }) => (phone === null ? t('customers.noPhone') : <PhoneText phone={phone} />),
        },
        { title: t('customers.since'), cell: ({ createdAt }) => formatDay(region, createdAt) },
      ]}
    />
  );
}
