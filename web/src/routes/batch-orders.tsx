import { gatherOrders } from '@casillero/domain/api/orders';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router-dom';
import { useCallEndpoint } from '../api/api-context.ts';
import type { Batch } from '../features/batches/ports.ts';
import { Thumbnail } from '../features/media/media-image.tsx';
import { OrderList } from '../features/review/order-list.tsx';
import { type ReviewedOrder, useReviewPorts } from '../features/review/ports.ts';
import type { Screenshot } from '../features/screenshots/ports.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/states.tsx';
import styles from './batch.module.css';
import type { Scope } from './reader.tsx';

/** The orders that a batch's screenshots make, each once however many pictures show it; with the way to their review. */
export function BatchOrders(props: { scope: Scope; batch: Batch | null; screenshots: readonly Screenshot[] }) {
  const { t } = useTexts();
  const { scope, batch, screenshots } = props;
  const { watchOrdersOfBatch } = useReviewPorts();
  const batchId = batch?.id ?? '';
  const { live, retry } = useLiveQuery(
    () => watchOrdersOfBatch(scope.tenantId, batchId),
    `${scope.tenantId}/${batchId}`,
  );
  const orders = live.status === 'ready' ? live.value : null;
  useGathering(scope, batch, screenshots, orders);
  if (live.status === 'failed') return <FailureNotice failure={live.failure} onRetry={retry} />;
  if (!orders || orders.length === 0) return null;
  const waiting = orders.find(({ review }) => review === 'waiting');
  return (
    <section aria-labelledby="orders-heading" className={styles.orders}>
      <div className={styles.ordersHead}>
        <h2 id="orders-heading" className={styles.heading}>
          {t('batch.orders', { count: orders.length })}
        </h2>
        {waiting && (
          <ButtonLink to={scope.orderHref(waiting.id)} look={scope.mayEdit ? 'primary' : 'plain'}>
            {t('review.title')}
          </ButtonLink>
        )}
      </div>
      <OrderList
        orders={orders}
        chosen={null}
        onChoose={() => {}}
        isOneState={false}
        namedBy="shop"
        renderLink={(order, name) => <Link to={scope.orderHref(order.id)}>{name}</Link>}
        renderCover={(_, id) => <Thumbnail tenantId={scope.tenantId} screenshotId={id} alt="" />}
      />
    </section>
  );
}

/** Orders of screenshots read before there were orders, and names given here, follow a moment later by themselves. */
const GATHER_AFTER_MS = 1_000;

/** Asks once for each state of the page that the orders be brought up to the batch, where they are behind it. */
function useGathering(
  scope: Scope,
  batch: Batch | null,
  screenshots: readonly Screenshot[],
  orders: readonly ReviewedOrder[] | null,
): void {
  const call = useCallEndpoint();
  const asked = useRef('');
  const unsettled = screenshots.filter(
    ({ extraction, order, removedAt, orderId }) =>
      extraction === 'read' && order?.isOrder === true && !removedAt && !orderId,
  );
  const isBehind =
    batch !== null &&
    orders !== null &&
    (unsettled.length > 0 || orders.some((order) => order.batchCustomerName !== batch.customerName));
  const state = isBehind && scope.mayEdit ? `${batch.id} ${batch.customerName} ${unsettled.length}` : '';
  const batchId = batch?.id ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: `state` says all that it depends on
  useEffect(() => {
    if (state === '' || asked.current === state) return;
    const timer = setTimeout(() => {
      asked.current = state;
      void call(gatherOrders, { params: { tenantId: scope.tenantId, batchId }, query: {}, body: undefined });
    }, GATHER_AFTER_MS);
    return () => clearTimeout(timer);
  }, [state]);
}
