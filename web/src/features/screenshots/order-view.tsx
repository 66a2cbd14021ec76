import type { Order } from '@casillero/domain/order/order';
import type { ReactNode } from 'react';
import { formatMoney } from '../../formats/money.ts';
import { formatPlainDate } from '../../formats/time.ts';
import type { TextId } from '../../texts/i18n.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { hasUnsure, isUnsure } from './order-confidence.ts';
import { OrderItems } from './order-items.tsx';
import styles from './order-view.module.css';
import { TrackingNumbers } from './tracking-numbers.tsx';
import { Unsure, UnsureLegend } from './unsure.tsx';

const STATUS_TONES = {
  placed: 'quiet',
  processing: 'quiet',
  shipped: 'accent',
  out_for_delivery: 'accent',
  delivered: 'done',
  cancelled: 'attention',
} as const;

/** What was read from one screenshot, as far as the picture shows it; nothing is computed or made up. */
export function OrderView({ order }: { order: Order }) {
  const { t, region } = useTexts();
  const isUnsureOf = (field: Parameters<typeof isUnsure>[1]) => isUnsure(order, field);
  return (
    <div className={styles.order}>
      <div className={styles.head}>
        <h3 className={order.shop ? styles.shop : styles.noShop}>
          <Unsure when={order.shop !== null && isUnsureOf('shop')}>{order.shop ?? t('order.shopUnknown')}</Unsure>
        </h3>
        {order.status && (
          <Badge tone={STATUS_TONES[order.status]}>
            <Unsure when={isUnsureOf('status')}>{t(`order.status.${order.status}`)}</Unsure>
          </Badge>
        )}
      </div>
      <dl className={styles.facts}>
        {order.orderNumber && (
          <Fact name={t('order.number')}>
            <Unsure when={isUnsureOf('orderNumber')}>
              <span className={styles.code}>{order.orderNumber}</span>
            </Unsure>
            <CopyButton text={order.orderNumber} what={t('order.number')} />
          </Fact>
        )}
        {order.orderDate && (
          <Fact name={t('order.date')}>
            <Unsure when={isUnsureOf('orderDate')}>
              <time dateTime={order.orderDate}>{formatPlainDate(region, order.orderDate)}</time>
            </Unsure>
          </Fact>
        )}
        {order.customerName && (
          <Fact name={t('order.customer')}>
            <Unsure when={isUnsureOf('customerName')}>{order.customerName}</Unsure>
          </Fact>
        )}
      </dl>
      <OrderItems items={order.items} currency={order.currency} isUnsure={isUnsureOf('items')} />
      <Amounts order={order} />
      <TrackingNumbers tracking={order.tracking} isUnsure={isUnsureOf('tracking')} />
      {hasUnsure(order) && <UnsureLegend />}
    </div>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className={styles.value}>{children}</dd>
  </div>
);

const AMOUNTS = ['subtotal', 'shipping', 'tax', 'discount', 'total'] as const;
const AMOUNT_TEXTS: Readonly<Record<(typeof AMOUNTS)[number], TextId>> = {
  subtotal: 'order.subtotal',
  shipping: 'order.shipping',
  tax: 'order.tax',
  discount: 'order.discount',
  total: 'order.total',
};

/** The amounts that the picture shows, in the order of a receipt. */
function Amounts({ order }: { order: Order }) {
  const { t, region } = useTexts();
  const shown = AMOUNTS.flatMap((field) => {
    const amount = order[field];
    return amount === null ? [] : [{ field, amount }];
  });
  if (shown.length === 0) return null;
  const written = (field: (typeof AMOUNTS)[number], amount: number) => {
    if (field === 'shipping' && amount === 0) return t('order.free');
    return formatMoney(region, field === 'discount' ? -amount : amount, order.currency);
  };
  return (
    <dl className={styles.amounts}>
      {shown.map(({ field, amount }) => (
        <div key={field} className={field === 'total' ? styles.total : undefined}>
          <dt>{t(AMOUNT_TEXTS[field])}</dt>
          <dd>
            <Unsure when={isUnsure(order, field)}>{written(field, amount)}</Unsure>
          </dd>
        </div>
      ))}
    </dl>
  );
}
