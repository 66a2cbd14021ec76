import { useDisplayPhone } from '../../formats/phone.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import styles from './batch-facts.module.css';
import type { Batch } from './ports.ts';

const STATE_TONES = { open: 'waiting', ready: 'done', cancelled: 'quiet' } as const;

/** The batch's state in a word. */
export function BatchState({ state }: Pick<Batch, 'state'>) {
  const { t } = useTexts();
  return <Badge tone={STATE_TONES[state]}>{t(`batches.state.${state}`)}</Badge>;
}

/** How many screenshots, and what came of them; what failed stands first, because a person has to look. */
export function BatchCounts({
  batch,
}: {
  batch: Pick<Batch, 'screenshotCount' | 'orderCount' | 'noOrderCount' | 'failedCount'>;
}) {
  const { t } = useTexts();
  return (
    <ul className={styles.counts}>
      {batch.failedCount > 0 && (
        <li>
          <Badge tone="attention">
            <WarningIcon />
            {t('batches.failed', { count: batch.failedCount })}
          </Badge>
        </li>
      )}
      <li>{t('batches.screenshots', { count: batch.screenshotCount })}</li>
      {batch.orderCount > 0 && <li>{t('batches.orders', { count: batch.orderCount })}</li>}
      {batch.noOrderCount > 0 && <li>{t('batches.noOrder', { count: batch.noOrderCount })}</li>}
    </ul>
  );
}

/** Who sent it: the name in WhatsApp, the phone, or both. */
export function BatchSender({
  batch,
  isFull = false,
}: {
  batch: Pick<Batch, 'senderName' | 'senderPhone'>;
  isFull?: boolean;
}) {
  const { t } = useTexts();
  const phone = useDisplayPhone(batch.senderPhone);
  const parts = [batch.senderName, phone].filter((part) => part !== null && part !== '');
  return <span className={styles.sender}>{(isFull ? parts.join(' · ') : parts[0]) || t('batches.unknownSender')}</span>;
}
