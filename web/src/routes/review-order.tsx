import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { useReviewPorts } from '../features/review/ports.ts';
import { useKeys } from '../features/review/use-keys.ts';
import { useReviewActs } from '../features/review/use-review-acts.ts';
import { useKept, useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { BackIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Bone, FailureNotice, Skeleton } from '../ui/states.tsx';
import { Component as NotFound } from './not-found.tsx';
import { OrderReview } from './order-review.tsx';
import { type Scope, useScope } from './reader.tsx';
import styles from './review.module.css';
import { TenantStrip } from './tenant-strip.tsx';

/** How many waiting orders are held ready behind the open one. */
const QUEUE_SIZE = 30;

const KeysDialog = lazy(() =>
  import('../features/review/keys-dialog.tsx').then(({ KeysDialog: component }) => ({ default: component })),
);

/** One order beside its pictures; from it the next ones, without a mouse (R17). */
export function Component() {
  const scope = useScope();
  const { orderId } = useParams();
  if (!scope || !orderId) return <NotFound />;
  return <LiveOrder key={scope.tenantId} scope={scope} orderId={orderId} />;
}

function LiveOrder({ scope, orderId }: { scope: Scope; orderId: string }) {
  const { t } = useTexts();
  const { tenantId } = scope;
  const { watchOrder, watchOrders } = useReviewPorts();
  const go = useNavigate();
  const queue = useKept(useLiveQuery(() => watchOrders(tenantId, 'waiting', QUEUE_SIZE), tenantId).live, tenantId).live;
  const { live, retry } = useLiveQuery(() => watchOrder(tenantId, orderId), `${tenantId}/${orderId}`);
  const open = (id: string | null) => void go(id === null ? scope.reviewHref : scope.orderHref(id), { replace: true });
  const [choosingFor, setChoosingFor] = useState<string | null>(null);
  const acts = useReviewActs(tenantId, open, (id) => {
    open(id);
    setChoosingFor(id);
  });
  const [areKeysShown, setKeysShown] = useState(false);

  const waiting = queue.status === 'ready' ? queue.value.orders.filter(({ id }) => !acts.doneIds.has(id)) : [];
  const place = useQueuePlace(waiting, orderId);
  const others = waiting.filter(({ id }) => id !== orderId);
  const step = (by: -1 | 1): string | null => {
    const next = place.isIn ? place.index + by : place.index + (by === 1 ? 0 : -1);
    return waiting[next]?.id ?? null;
  };
  /** After a review: the one that comes next, or the first one that is left. */
  const nextId = waiting.slice(place.isIn ? place.index + 1 : place.index)[0]?.id ?? others[0]?.id ?? null;

  // What the queue knows already is shown at once; the order's own listener keeps it up to date.
  const known = live.status === 'ready' ? live.value : (waiting.find(({ id }) => id === orderId) ?? null);
  useKeys({
    j: () => step(1) !== null && open(step(1)),
    k: () => step(-1) !== null && open(step(-1)),
    '?': () => setKeysShown(true),
  });
  if (live.status === 'ready' && live.value === null) return <NotFound />;
  const above = (
    <>
      <TenantStrip scope={scope} />
      <div className={styles.top}>
        <Link to={scope.reviewHref} className={styles.back}>
          <BackIcon />
          {t('review.title')}
        </Link>
        {place.isIn && queue.status === 'ready' && (
          <p className={styles.place}>
            {t('review.place', {
              place: place.index + 1,
              count: waiting.length,
              more: queue.value.hasMore ? '+' : '',
            })}
          </p>
        )}
      </div>
    </>
  );
  return (
    <Page
      title={t('review.order')}
      heading={known ? null : <h1 className="visually-hidden">{t('review.order')}</h1>}
      above={above}
    >
      {!known && live.status === 'waiting' && (
        <Skeleton>
          <div className={styles.bones}>
            <Bone height="60vh" />
            <Bone height="60vh" />
          </div>
        </Skeleton>
      )}
      {!known && live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {known && (
        <OrderReview
          key={known.id}
          scope={scope}
          order={known}
          nextId={nextId}
          steps={{ previous: step(-1), next: step(1) }}
          acts={acts}
          isChoosing={choosingFor === known.id}
          onChoosing={(is) => setChoosingFor(is ? known.id : null)}
          onOpen={open}
          onShowKeys={() => setKeysShown(true)}
        />
      )}
      {areKeysShown && (
        <Suspense fallback={null}>
          <KeysDialog onClose={() => setKeysShown(false)} />
        </Suspense>
      )}
    </Page>
  );
}

/** Where in the queue an order stands; one that has just left it keeps its place, so that the next one follows it. */
function useQueuePlace(waiting: readonly { readonly id: string }[], orderId: string): { index: number; isIn: boolean } {
  const last = useRef({ orderId, index: 0 });
  const index = waiting.findIndex(({ id }) => id === orderId);
  useEffect(() => {
    if (index >= 0) last.current = { orderId, index };
  }, [index, orderId]);
  if (index >= 0) return { index, isIn: true };
  return { index: last.current.orderId === orderId ? Math.min(last.current.index, waiting.length) : 0, isIn: false };
}
