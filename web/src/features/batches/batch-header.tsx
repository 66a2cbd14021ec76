import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Moment } from '../../ui/moment.tsx';
import { BatchCounts, BatchSender, BatchState } from './batch-facts.tsx';
import styles from './batch-header.module.css';
import { CustomerName } from './customer-name.tsx';
import type { Batch } from './ports.ts';

/** Whose batch it is, its state, who sent it and when. `children` stand at the end, for what the page adds. */
export function BatchHeader(props: { tenantId: string; batch: Batch; isEditable: boolean; children?: ReactNode }) {
  const { t } = useTexts();
  const { batch } = props;
  return (
    <header className={styles.header}>
      <CustomerName tenantId={props.tenantId} batch={batch} isEditable={props.isEditable} />
      <div className={styles.line}>
        <BatchState state={batch.state} />
        <BatchCounts batch={batch} />
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t('batch.sentBy')}</dt>
          <dd>
            <BatchSender batch={batch} isFull />
          </dd>
        </div>
        <div>
          <dt>{t('batch.opened')}</dt>
          <dd>
            <Moment at={batch.openedAt} />
          </dd>
        </div>
        <div>
          <dt>{batch.closedAt ? t('batch.closed') : t('batch.changed')}</dt>
          <dd>
            <Moment at={batch.closedAt ?? batch.updatedAt} />
          </dd>
        </div>
        {props.children}
      </dl>
    </header>
  );
}
