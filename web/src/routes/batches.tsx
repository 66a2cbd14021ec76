import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { BatchList, BatchListBones } from '../features/batches/batch-list.tsx';
import { BatchTools } from '../features/batches/batch-tools.tsx';
import { BATCH_FILTERS } from '../features/batches/filter-batches.ts';
import { type BatchesPage, useBatchesPorts } from '../features/batches/ports.ts';
import { useArrivals } from '../features/batches/use-arrivals.ts';
import { useAttentionCount } from '../features/batches/use-attention-count.ts';
import { ExportButton } from '../features/exports/export-button.tsx';
import { Thumbnail } from '../features/media/media-image.tsx';
import { NewBatchDialog } from '../features/uploads/new-batch-dialog.tsx';
import { useKept, useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { useAnnounce } from '../ui/live-region.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { useAddress, useAddressChoice } from '../ui/use-address.ts';
import styles from './batches.module.css';
import { Component as NotFound } from './not-found.tsx';
import { type Scope, useScope } from './reader.tsx';
import { TenantStrip } from './tenant-strip.tsx';

/** How many batches are read at first, and with each "load more". */
const PAGE_SIZE = 30;

/** An importer's batches, the one that changed last on top, live. */
export function Component() {
  const { t } = useTexts();
  const scope = useScope();
  if (!scope) return <NotFound />;
  return (
    <Page title={t('batches.title')} above={<TenantStrip scope={scope} />}>
      <ListActs key={`acts ${scope.tenantId}`} scope={scope} />
      <Batches key={scope.tenantId} scope={scope} />
    </Page>
  );
}

/** What can be done besides looking: upload by hand, save the list. */
function ListActs({ scope }: { scope: Scope }) {
  const { t } = useTexts();
  const goTo = useNavigate();
  const [isMaking, setMaking] = useState(false);
  return (
    <div className={`${styles.acts} screen-only`}>
      {scope.mayEdit && (
        <Button onClick={() => setMaking(true)}>
          <PlusIcon />
          {t('uploads.new')}
        </Button>
      )}
      <ExportButton tenantId={scope.tenantId} list="batches" />
      {isMaking && (
        <NewBatchDialog
          tenantId={scope.tenantId}
          onMade={(batchId) => void goTo(scope.batchHref(batchId))}
          onClose={() => setMaking(false)}
        />
      )}
    </div>
  );
}

function Batches({ scope }: { scope: Scope }) {
  const { t } = useTexts();
  const { tenantId } = scope;
  const announce = useAnnounce();
  const { watchBatches } = useBatchesPorts();
  const address = useAddress();
  const [filter, setFilter] = useAddressChoice('show', BATCH_FILTERS);
  const [count, setCount] = useState(PAGE_SIZE);
  const narrowing = { filter, search: address.read('q') };
  const list = `${tenantId}:${filter}:${narrowing.search}`;
  const query = useLiveQuery(() => watchBatches(tenantId, narrowing, count), `${list}:${count}`);
  const { live, isRefreshing } = useKept(query.live, tenantId);
  const page = live.status === 'ready' ? live.value : null;
  useArrivals(isRefreshing ? null : (page?.batches ?? null), list, (batch) =>
    announce(t('batches.arrived', { name: batch.customerName ?? t('batches.unnamed') })),
  );
  const attentionCount = useAttentionCount(tenantId, page?.batches ?? null);
  const isNarrowed = filter !== 'all' || narrowing.search.trim() !== '';
  if (live.status === 'ready' && live.value.batches.length === 0 && !isNarrowed && !isRefreshing) return <Empty />;
  return (
    <>
      <BatchTools
        attentionCount={attentionCount}
        narrowing={narrowing}
        onFilter={setFilter}
        onSearch={(text) => address.write({ q: text })}
        onAttention={() => address.write({ show: 'attention', q: null })}
      />
      {live.status === 'waiting' && (
        <Skeleton>
          <BatchListBones />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={query.retry} />}
      {page && (
        <Found
          scope={scope}
          page={page}
          isNarrowed={isNarrowed}
          isRefreshing={isRefreshing}
          onMore={() => setCount(count + PAGE_SIZE)}
          onShowAll={() => address.write({ q: null, show: null })}
        />
      )}
    </>
  );
}

/** Nothing yet: staff are told what to do. */
function Empty() {
  const { t } = useTexts();
  return (
    <EmptyPlace title={t('batches.empty.title')}>
      <p>{t('batches.empty.text')}</p>
      <ol className={styles.steps}>
        <li>{t('batches.empty.step1')}</li>
        <li>{t('batches.empty.step2')}</li>
        <li>{t('batches.empty.step3')}</li>
      </ol>
    </EmptyPlace>
  );
}

type Shown = {
  scope: Scope;
  page: BatchesPage;
  isNarrowed: boolean;
  isRefreshing: boolean;
  onMore: () => void;
  onShowAll: () => void;
};

function Found(props: Shown) {
  const { t } = useTexts();
  const { batches, hasMore } = props.page;
  const results = hasMore ? 'batches.resultsSoFar' : 'batches.results';
  return (
    <>
      <p role="status" className={props.isNarrowed ? styles.results : 'visually-hidden'}>
        {props.isNarrowed && t(results, { count: batches.length })}
      </p>
      {batches.length === 0 && !hasMore ? (
        <EmptyPlace title={t('batches.none.title')}>
          <p>{t('batches.none.text')}</p>
          <Button onClick={props.onShowAll}>{t('batches.none.clear')}</Button>
        </EmptyPlace>
      ) : (
        <BatchList
          batches={batches}
          renderLink={(batch, name) => <Link to={props.scope.batchHref(batch.id)}>{name}</Link>}
          renderCover={(batch, screenshotId, alt) => (
            <Thumbnail
              tenantId={props.scope.tenantId}
              screenshotId={screenshotId}
              alt={alt}
              // Until something was read, the first screenshot may still be on its way from WhatsApp.
              isStored={batch.orderCount + batch.noOrderCount > 0}
              version={batch.updatedAt.getTime()}
            />
          )}
        />
      )}
      <More {...props} />
    </>
  );
}

function More({ page, isNarrowed, isRefreshing, onMore }: Shown) {
  const { t } = useTexts();
  const { batches, hasMore } = page;
  if (isNarrowed && !hasMore) return null;
  return (
    <footer className={styles.more}>
      {!isNarrowed && <p>{t(hasMore ? 'batches.loaded' : 'batches.allLoaded', { count: batches.length })}</p>}
      {hasMore && (
        <Button onClick={onMore} isBusy={isRefreshing}>
          {isRefreshing ? t('batches.loadingMore') : t('batches.loadMore')}
        </Button>
      )}
    </footer>
  );
}
