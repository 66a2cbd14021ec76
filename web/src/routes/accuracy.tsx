import { Link } from 'react-router-dom';
import { AccuracyTable } from '../features/review/accuracy-table.tsx';
import { useReviewPorts } from '../features/review/ports.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { BackIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { Component as NotFound } from './not-found.tsx';
import { type Scope, useScope } from './reader.tsx';
import styles from './review.module.css';
import { TenantStrip } from './tenant-strip.tsx';

/** How well screenshots were read, by what people corrected (R17), live. */
export function Component() {
  const { t } = useTexts();
  const scope = useScope();
  if (!scope) return <NotFound />;
  const above = (
    <>
      <TenantStrip scope={scope} />
      <Link to={scope.reviewHref} className={styles.back}>
        <BackIcon />
        {t('review.title')}
      </Link>
    </>
  );
  return (
    <Page title={t('accuracy.title')} above={above}>
      <p className={styles.intro}>{t('accuracy.intro')}</p>
      <Shops scope={scope} />
    </Page>
  );
}

function Shops({ scope }: { scope: Scope }) {
  const { t } = useTexts();
  const { watchAccuracy } = useReviewPorts();
  const { live, retry } = useLiveQuery(() => watchAccuracy(scope.tenantId), scope.tenantId);
  if (live.status === 'waiting')
    return (
      <Skeleton>
        <Bone height="14rem" />
      </Skeleton>
    );
  if (live.status === 'failed') return <FailureNotice failure={live.failure} onRetry={retry} />;
  if (live.value.every(({ orderCount }) => orderCount === 0))
    return (
      <EmptyPlace title={t('accuracy.empty.title')}>
        <p>{t('accuracy.empty.text')}</p>
      </EmptyPlace>
    );
  return <AccuracyTable shops={live.value} />;
}
