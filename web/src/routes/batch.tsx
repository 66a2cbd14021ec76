import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { BatchHeader } from '../features/batches/batch-header.tsx';
import { type Batch, useBatchesPorts } from '../features/batches/ports.ts';
import { loadPicture } from '../features/media/load-picture.ts';
import { Thumbnail, usePicture } from '../features/media/media-image.tsx';
import { useMediaCache } from '../features/media/ports.ts';
import { totalsOf } from '../features/screenshots/batch-totals.ts';
import { PdfLink } from '../features/screenshots/pdf-link.tsx';
import { type Screenshot, useScreenshotsPorts } from '../features/screenshots/ports.ts';
import {
  hasPicture,
  ScreenshotBones,
  ScreenshotCard,
  ScreenshotCards,
  useScreenshotName,
} from '../features/screenshots/screenshot-card.tsx';
import { UploadArea } from '../features/uploads/upload-area.tsx';
import { formatMoney } from '../formats/money.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { BackIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import styles from './batch.module.css';
import { BatchOrders } from './batch-orders.tsx';
import { Component as NotFound } from './not-found.tsx';
import { type Scope, useScope } from './reader.tsx';
import { TenantStrip } from './tenant-strip.tsx';

/** Loaded with the first picture that is opened: the dialog is the heaviest part of the page. */
const Viewer = lazy(() =>
  import('../features/screenshots/viewer.tsx').then(({ Viewer: component }) => ({ default: component })),
);

/** One batch: its header, its screenshots, and what was read from each, live. */
export function Component() {
  const scope = useScope();
  const { batchId } = useParams();
  if (!scope || !batchId) return <NotFound />;
  return <LiveBatch key={`${scope.tenantId}/${batchId}`} scope={scope} batchId={batchId} />;
}

function LiveBatch({ scope, batchId }: { scope: Scope; batchId: string }) {
  const { t } = useTexts();
  const { watchBatch } = useBatchesPorts();
  const { watchScreenshots } = useScreenshotsPorts();
  const key = `${scope.tenantId}/${batchId}`;
  const batch = useLiveQuery(() => watchBatch(scope.tenantId, batchId), key);
  const screenshots = useLiveQuery(() => watchScreenshots(scope.tenantId, batchId), key);
  if (batch.live.status === 'ready' && batch.live.value === null) return <NotFound />;
  const shown = batch.live.status === 'ready' ? batch.live.value : null;
  const above = (
    <>
      <TenantStrip scope={scope} />
      <Link to={scope.listHref} className={`${styles.back} screen-only`}>
        <BackIcon />
        {t('batch.back')}
      </Link>
    </>
  );
  return (
    <Page
      title={shown ? (shown.customerName ?? t('batches.unnamed')) : t('batch.title')}
      heading={shown ? null : <h1 className="visually-hidden">{t('batch.title')}</h1>}
      above={above}
    >
      {batch.live.status === 'waiting' && (
        <Skeleton>
          <div className={styles.bones}>
            <Bone width="60%" height="2.2rem" />
            <Bone width="40%" />
            <Bone width="50%" height="2.6em" />
          </div>
        </Skeleton>
      )}
      {batch.live.status === 'failed' && <FailureNotice failure={batch.live.failure} onRetry={batch.retry} />}
      {shown && (
        <BatchHeader tenantId={scope.tenantId} batch={shown} isEditable={scope.mayEdit}>
          {screenshots.live.status === 'ready' && <Totals screenshots={screenshots.live.value} />}
        </BatchHeader>
      )}
      {shown && (
        <BatchOrders
          scope={scope}
          batch={shown}
          screenshots={screenshots.live.status === 'ready' ? screenshots.live.value : []}
        />
      )}
      <section aria-labelledby="screenshots-heading">
        <h2 id="screenshots-heading" className={styles.heading}>
          {t('batch.screenshots')}
        </h2>
        {screenshots.live.status === 'waiting' && (
          <Skeleton>
            <ScreenshotBones />
          </Skeleton>
        )}
        {screenshots.live.status === 'failed' && (
          <FailureNotice failure={screenshots.live.failure} onRetry={screenshots.retry} />
        )}
        {screenshots.live.status === 'ready' && (
          <Screenshots scope={scope} batch={shown} screenshots={screenshots.live.value} />
        )}
      </section>
      {shown && (
        <div className={`${styles.tools} screen-only`}>
          {scope.mayEdit && shown.state !== 'cancelled' && (
            <UploadArea key={batchId} tenantId={scope.tenantId} batchId={batchId} />
          )}
          <Button look="quiet" onClick={() => window.print()}>
            {t('print.page')}
          </Button>
        </div>
      )}
    </Page>
  );
}

/** The sum of what was read, per currency. */
function Totals({ screenshots }: { screenshots: readonly Screenshot[] }) {
  const { t, region } = useTexts();
  const totals = totalsOf(screenshots);
  if (totals.length === 0) return null;
  return (
    <div>
      <dt>{t('batch.sum')}</dt>
      <dd className={styles.sum}>
        {totals.map(({ currency, amount }) => formatMoney(region, amount, currency)).join(' + ')}
      </dd>
    </div>
  );
}

function Screenshots({
  scope,
  batch,
  screenshots,
}: {
  scope: Scope;
  batch: Batch | null;
  screenshots: readonly Screenshot[];
}) {
  const { t } = useTexts();
  const cache = useMediaCache();
  const [viewedId, setViewedId] = useState<string | null>(null);
  if (screenshots.length === 0)
    return (
      <EmptyPlace title={t('batch.empty.title')}>
        {batch?.state === 'open' && <p>{t('batch.empty.text')}</p>}
      </EmptyPlace>
    );
  const { tenantId } = scope;
  return (
    <>
      <ScreenshotCards>
        {screenshots.map((screenshot, place) => (
          <ScreenshotCard
            key={screenshot.id}
            tenantId={tenantId}
            screenshot={screenshot}
            number={place + 1}
            count={screenshots.length}
            mayRetry={scope.mayEdit}
            onOpen={() => setViewedId(screenshot.id)}
            renderThumbnail={(id, alt) => <Thumbnail tenantId={tenantId} screenshotId={id} alt={alt} />}
            renderOriginalLink={(id) => <OriginalLink id={id} screenshots={screenshots} />}
            renderPdfLink={(id) => <PdfLink load={() => loadPicture(cache, tenantId, id)} />}
          />
        ))}
      </ScreenshotCards>
      {viewedId && (
        <Suspense fallback={null}>
          <OpenViewer
            tenantId={tenantId}
            screenshots={screenshots}
            viewedId={viewedId}
            onView={setViewedId}
            onClose={() => setViewedId(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** From a picture that was sent twice to the one that counts. */
function OriginalLink({ id, screenshots }: { id: string; screenshots: readonly Screenshot[] }) {
  const { t } = useTexts();
  const place = screenshots.findIndex((screenshot) => screenshot.id === id);
  if (place < 0) return null;
  return <a href={`#screenshot-${place + 1}`}>{t('shot.toOriginal', { number: place + 1 })}</a>;
}

function OpenViewer(props: {
  tenantId: string;
  screenshots: readonly Screenshot[];
  viewedId: string;
  onView: (id: string) => void;
  onClose: () => void;
}) {
  const nameOf = useScreenshotName();
  const count = props.screenshots.length;
  const { picture, retry } = usePicture(props.tenantId, props.viewedId, 'picture', true);
  const pictures = props.screenshots.flatMap((screenshot, place) => {
    if (!hasPicture(screenshot)) return [];
    const { width = null, height = null } = screenshot.media ?? {};
    const size = width !== null && height !== null ? { width, height } : null;
    return [{ id: screenshot.id, number: place + 1, name: nameOf(screenshot, place + 1, count), size }];
  });
  return (
    <Viewer
      pictures={pictures}
      count={count}
      viewedId={props.viewedId}
      picture={picture}
      onRetry={retry}
      onView={props.onView}
      onClose={props.onClose}
    />
  );
}
