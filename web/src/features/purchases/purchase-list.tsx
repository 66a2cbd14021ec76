import type { ReactNode } from 'react';
import { useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { type Purchase, usePurchasesPorts } from './ports.ts';

/** How many are looked back on. */
const SHOWN = 50;

const TONES: Readonly<Partial<Record<Purchase['state'], 'done' | 'attention' | 'quiet'>>> = {
  online: 'done',
  failed: 'attention',
  undone: 'quiet',
};

/** Purchases and releases, the newest first, live. */
export function PurchaseList({ renderLink }: { renderLink: (purchase: Purchase) => ReactNode }) {
  const { t } = useTexts();
  const { watchPurchases } = usePurchasesPorts();
  const { live, retry } = useLiveQuery(() => watchPurchases(SHOWN), 'purchases');
  if (live.status === 'waiting')
    return (
      <Skeleton>
        <Bone height="8rem" />
      </Skeleton>
    );
  if (live.status === 'failed') return <FailureNotice failure={live.failure} onRetry={retry} />;
  if (live.value.length === 0)
    return (
      <EmptyPlace title={t('purchases.empty.title')}>
        <p>{t('purchases.empty.text')}</p>
      </EmptyPlace>
    );
  return (
    <DataTable
      label={t('purchases.title')}
      rows={live.value}
      keyOf={({ id }) => id}
      columns={[
        { title: t('number.number'), isName: true, cell: renderLink },
        {
          title: t('number.status'),
          cell: ({ state }) => <Badge tone={TONES[state] ?? 'waiting'}>{t(`purchases.state.${state}`)}</Badge>,
        },
        { title: t('purchases.by'), cell: ({ requestedBy }) => requestedBy.email },
        { title: t('purchases.begun'), cell: ({ requestedAt }) => <Moment at={requestedAt} /> },
      ]}
    />
  );
}
