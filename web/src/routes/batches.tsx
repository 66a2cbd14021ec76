import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { BatchList, BatchListBones } from '../features/batches/batch-list.tsx';
import { BatchTools } from '../features/batches/batch-tools.tsx';
import { filterBatches, parseBatchFilter } from '../features/batches/filter-batches.ts';
import { type BatchesPage, useBatchesPorts } from '../features/batches/ports.ts';
import { useArrivals } from '../features/batches/use-arrivals.ts';
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
  const announce = useAnnounce();
  const { watchBatches } = useBatchesPorts();
  const [count, setCount] = useState(PAGE_SIZE);
  const query = useLiveQuery(() => watchBatches(scope.tenantId, count), `${scope.tenantId}:${count}`);
  const { live, isRefreshing } = useKept(query.live, scope.tenantId);
  useArrivals(live.status === 'ready' ? live.value.batches : null, (batch) =>
    announce(t('batches.arrived', { name: batch.customerName ?? t('batches.unnamed') })),
  );
  if (live.status === 'waiting')
    return (
      <div className={styles.waiting}>
        <Skeleton>
          <BatchListBones />
        </Skeleton>
      </div>
    );
  if (live.status === 'failed')
    return (
      <div className={styles.waiting}>
        <FailureNotice failure={live.failure} onRetry={query.retry} />
      </div>
    );
  if (live.value.batches.length === 0)
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
  return (
    <Loaded scope={scope} page={live.value} isLoadingMore={isRefreshing} onMore={() => setCount(count + PAGE_SIZE)} />
  );
}

/** The filter stands in the address, so that it can be sent and gone back to; the search is a passing thing. */
function Loaded(props: { scope: Scope; page: BatchesPage; isLoadingMore: boolean; onMore: () => void }) {
  const { t } = useTexts();
  const [address, setAddress] = useSearchParams();
  const [search, setSearch] = useState('');
  const filter = parseBatchFilter(address.get('show'));
  const { batches, hasMore } = props.page;
  const shown = filterBatches(batches, filter, search);
  const isNarrowed = filter !== 'all' || search.trim() !== '';
  const show = (wanted: string) => setAddress(wanted === 'all' ? {} : { show: wanted }, { replace: true });
  return (
    <>
      <BatchTools batches={batches} filter={filter} search={search} onFilter={show} onSearch={setSearch} />
      <p role="status" className={isNarrowed ? styles.results : 'visually-hidden'}>
        {isNarrowed && t('batches.results', { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <EmptyPlace title={t('batches.none.title')}>
          <p>{t('batches.none.text')}</p>
          <Button
            onClick={() => {
              show('all');
              setSearch('');
            }}
          >
            {t('batches.none.clear')}
          </Button>
        </EmptyPlace>
      ) : (
        <BatchList
          batches={shown}
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
      <footer className={styles.more}>
        <p>
          {hasMore ? t('batches.loaded', { count: batches.length }) : t('batches.allLoaded', { count: batches.length })}
        </p>
        {hasMore && (
          <Button onClick={props.onMore} isBusy={props.isLoadingMore}>
            {props.isLoadingMore ? t('batches.loadingMore') : t('batches.loadMore')}
          </Button>
        )}
      </footer>
    </>
  );
}
