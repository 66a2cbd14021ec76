import { isBlocking } from '@casillero/domain/review/attention';
import { effectiveOrder } from '@casillero/domain/review/effective-order';
import type { ReactNode } from 'react';
import { formatMoney } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Moment } from '../../ui/moment.tsx';
import { Bone } from '../../ui/states.tsx';
import styles from './order-list.module.css';
import type { ReviewedOrder } from './ports.ts';
import { Reasons, ReviewBadge } from './reasons.tsx';

/**
 * Orders under each other: whose, from where, how much, and why they need a look. `renderLink` makes the name lead to the
 * order, `renderCover` draws its first screenshot.
 */
export function OrderList(props: {
  orders: readonly ReviewedOrder[];
  /** the chosen ones; null: nothing can be chosen */
  chosen: ReadonlySet<string> | null;
  onChoose: (id: string, isChosen: boolean) => void;
  /** whether all are in one state, which need not be said */
  isOneState: boolean;
  /** the customer, or the shop where all are of one customer */
  namedBy: 'customer' | 'shop';
  renderLink: (order: ReviewedOrder, name: string) => ReactNode;
  renderCover: (order: ReviewedOrder, screenshotId: string) => ReactNode;
}) {
  const { t, region } = useTexts();
  return (
    <ul className={styles.list}>
      {props.orders.map((record) => {
        const order = effectiveOrder(record);
        const shop = order.shop ?? t('order.shopUnknown');
        const customer = record.batchCustomerName ?? t('batches.unnamed');
        const name = props.namedBy === 'shop' ? shop : customer;
        const cover = record.parts[0]?.screenshotId;
        return (
          <li
            key={record.id}
            className={styles.order}
            data-attention={record.needsAttention && record.review === 'waiting' ? '' : undefined}
          >
            {props.chosen && (
              <label className={styles.choose}>
                <input
                  type="checkbox"
                  checked={props.chosen.has(record.id)}
                  onChange={(event) => props.onChoose(record.id, event.target.checked)}
                />
                <span className="visually-hidden">{t('review.choose', { name })}</span>
              </label>
            )}
            <div className={styles.cover}>{cover && props.renderCover(record, cover)}</div>
            <div className={styles.what}>
              <h2 className={styles.name}>{props.renderLink(record, name)}</h2>
              <p className={styles.facts}>
                {props.namedBy === 'customer' && <span>{shop}</span>}
                {order.orderNumber && <span className={styles.code}>{order.orderNumber}</span>}
                {record.parts.length > 1 && <span>{t('review.partCount', { count: record.parts.length })}</span>}
                <Moment at={record.receivedAt} />
              </p>
              <div className={styles.marks}>
                {!props.isOneState && <ReviewBadge review={record.review} />}
                <Reasons attention={record.attention.filter(isBlocking)} />
              </div>
            </div>
            <p className={styles.total}>
              {order.total === null ? '' : formatMoney(region, order.total, order.currency)}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

/** The list while it loads. */
export const OrderListBones = () => (
  <ul className={styles.list}>
    {[0, 1, 2, 3].map((order) => (
      <li key={order} className={styles.order}>
        <div className={styles.cover} />
        <div className={styles.what}>
          <Bone width="40%" height="1.4em" />
          <Bone width="60%" />
        </div>
      </li>
    ))}
  </ul>
);
