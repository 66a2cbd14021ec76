import { useState } from 'react';
import { useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { PhoneText } from '../../ui/phone-text.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FailureNotice } from '../../ui/states.tsx';
import { CustomerForm } from './customer-form.tsx';
import styles from './customer-picker.module.css';
import { useCustomersPorts } from './ports.ts';

/** More would not be read: a word more narrows them. */
const MOST_SHOWN = 30;

/** Chooses one of the importer's customers by name or phone, or makes a new one. */
export function CustomerPicker(props: { tenantId: string; onPick: (customerId: string) => void; onClose: () => void }) {
  const { t } = useTexts();
  const { watchCustomers } = useCustomersPorts();
  const [search, setSearch] = useState('');
  const [isNew, setNew] = useState(false);
  const { live, retry } = useLiveQuery(
    () => watchCustomers(props.tenantId, search, MOST_SHOWN),
    `${props.tenantId}:${search}`,
  );
  if (isNew)
    return (
      <CustomerForm
        tenantId={props.tenantId}
        customer={null}
        name={search}
        onDone={props.onPick}
        onClose={() => setNew(false)}
      />
    );
  return (
    <Dialog
      title={t('packages.chooseCustomer')}
      onClose={props.onClose}
      buttons={
        <Button onClick={() => setNew(true)}>
          <PlusIcon />
          {t('customers.new')}
        </Button>
      }
    >
      <SearchField label={t('customers.search')} value={search} onChange={setSearch} />
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {live.status === 'ready' && live.value.customers.length === 0 && <p role="status">{t('customers.none.title')}</p>}
      {live.status === 'ready' && (
        <ul className={styles.list}>
          {live.value.customers.map((customer) => (
            <li key={customer.id}>
              <button type="button" className={styles.pick} onClick={() => props.onPick(customer.id)}>
                <span>{customer.name}</span>
                <span className={styles.note}>
                  {customer.phone === null ? t('customers.noPhone') : <PhoneText phone={customer.phone} />}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
