import { useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import styles from './customer-picker.module.css';
import { useCustomersPorts } from './ports.ts';

/** Whom something is for, with the way to choose somebody else. */
export function ChosenCustomer(props: { tenantId: string; customerId: string; onChange: () => void }) {
  const { t } = useTexts();
  const { watchCustomer } = useCustomersPorts();
  const { live } = useLiveQuery(
    () => watchCustomer(props.tenantId, props.customerId),
    `${props.tenantId}:${props.customerId}`,
  );
  const name = live.status === 'ready' ? live.value?.name : null;
  return (
    <p className={styles.chosen}>
      <span>
        {t('packages.customer')}: <strong>{name ?? '…'}</strong>
      </span>
      <Button look="quiet" onClick={props.onChange}>
        {t('packages.changeCustomer')}
      </Button>
    </p>
  );
}
