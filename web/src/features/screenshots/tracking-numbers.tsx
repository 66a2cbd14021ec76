import type { OrderTracking } from '@casillero/domain/order/order';
import { useTexts } from '../../texts/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import styles from './tracking-numbers.module.css';
import { Unsure } from './unsure.tsx';

/** Each tracking number with its carrier, whether its check digit agrees, and a button that copies it. */
export function TrackingNumbers({ tracking, isUnsure }: { tracking: readonly OrderTracking[]; isUnsure: boolean }) {
  const { t } = useTexts();
  if (tracking.length === 0) return null;
  return (
    <section>
      <h4 className={styles.title}>
        <Unsure when={isUnsure}>{t('order.tracking', { count: tracking.length })}</Unsure>
      </h4>
      <ul className={styles.list}>
        {tracking.map(({ carrier, number, isVerified }) => (
          <li key={number} className={styles.tracking}>
            <span className={styles.carrier}>{carrier ?? t('order.carrierUnknown')}</span>
            <span className={styles.number}>{number}</span>
            <CopyButton text={number} what={t('order.tracking', { count: 1 })} />
            <span className={isVerified ? styles.verified : styles.unverified}>
              {isVerified ? <CheckIcon /> : <WarningIcon />}
              {isVerified ? t('order.verified') : t('order.unverified')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
