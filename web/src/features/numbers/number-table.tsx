import type { ReactNode } from 'react';
import { isolated } from '../../texts/isolated.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { assignmentOf, needsAttention } from './filter-numbers.ts';
import styles from './number-table.module.css';
import type { ReceivingNumber } from './ports.ts';

/** All numbers of all providers in one list; `renderDetails` makes the number lead to its details. */
export function NumberTable(props: {
  numbers: readonly ReceivingNumber[];
  nameOf: (tenantId: string) => string;
  defaultId: string | null;
  renderDetails: (number: ReceivingNumber) => ReactNode;
  onAssign: (number: ReceivingNumber) => void;
}) {
  const { t } = useTexts();
  return (
    <DataTable
      label={t('numbers.title')}
      rows={props.numbers}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('number.number'),
          isName: true,
          cell: (number) => (
            <span className={styles.number}>
              {props.renderDetails(number)}
              {number.verifiedName && <span className={styles.name}>{number.verifiedName}</span>}
            </span>
          ),
        },
        {
          title: t('number.provider'),
          cell: ({ provider }) => (
            <Badge tone={provider === 'waha' ? 'waiting' : 'quiet'}>{t(`numbers.provider.${provider}`)}</Badge>
          ),
        },
        {
          title: t('numbers.assignment'),
          cell: (number) => (
            <>
              <AssignmentText number={number} nameOf={props.nameOf} />{' '}
              {number.id === props.defaultId && <Badge tone="accent">{t('numbers.default')}</Badge>}
            </>
          ),
        },
        { title: t('number.status'), cell: (number) => <NumberState number={number} /> },
        {
          title: t('app.acts'),
          isActs: true,
          cell: (number) => (
            <Button
              aria-label={t('numbers.assign.label', { number: number.display })}
              onClick={() => props.onAssign(number)}
            >
              {t('numbers.assign')}
            </Button>
          ),
        },
      ]}
    />
  );
}

/** Whose a number is, in words. */
export function AssignmentText({ number, nameOf }: { number: ReceivingNumber; nameOf: (tenantId: string) => string }) {
  const { t } = useTexts();
  const assignment = assignmentOf(number);
  if (assignment === 'shared') return t('numbers.assignment.shared');
  if (assignment === 'free') return <Badge tone="waiting">{t('numbers.assignment.free')}</Badge>;
  return (
    <>
      {number.tenantIds.map((id) => isolated(nameOf(id))).join(', ')}{' '}
      {number.tenantIds.length > 1 && <Badge tone="accent">{t('numbers.fanOut')}</Badge>}
    </>
  );
}

/** How a number is, with what is wrong with it. */
export function NumberState({ number }: { number: ReceivingNumber }) {
  const { t } = useTexts();
  const isWell = !needsAttention(number);
  return (
    <span className={styles.states}>
      <Badge tone={number.status === 'online' ? (isWell ? 'done' : 'attention') : 'attention'}>
        {t(`number.status.${number.status}`)}
      </Badge>
      {number.senderState !== 'online' && number.senderState !== 'unknown' && (
        <Badge tone="waiting">{t(`numbers.sender.${number.senderState}`)}</Badge>
      )}
      {(number.webhook.state === 'elsewhere' || number.webhook.state === 'none') && (
        <Badge tone="attention">{t(`numbers.webhook.${number.webhook.state}`)}</Badge>
      )}
      {number.quality !== 'unknown' && (
        <Badge tone={number.quality === 'green' ? 'done' : number.quality === 'yellow' ? 'waiting' : 'attention'}>
          {t(`numbers.quality.${number.quality}`)}
        </Badge>
      )}
    </span>
  );
}
