import type { OrderItem } from '@casillero/domain/order/order';
import { formatCount, formatMoney } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import styles from './order-items.module.css';
import { Unsure } from './unsure.tsx';

/** The articles: pieces, name, size and colour, and the price of one piece where the picture shows it. */
export function OrderItems({
  items,
  currency,
  isUnsure,
}: {
  items: readonly OrderItem[];
  currency: string | null;
  isUnsure: boolean;
}) {
  const { t, region } = useTexts();
  if (items.length === 0) return null;
  return (
    <section>
      <h4 className={styles.title}>
        <Unsure when={isUnsure}>{t('order.items', { count: items.length })}</Unsure>
      </h4>
      <ul>
        {items.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: articles have no id, and one order may hold the same one twice
          <li key={place} className={styles.item}>
            <span className={styles.quantity}>
              <span className="visually-hidden">{t('order.quantity')}: </span>
              {formatCount(region, item.quantity)}
              <span aria-hidden="true"> ×</span>
            </span>
            <span className={styles.name}>
              {item.name}
              {(item.size || item.color) && (
                <span className={styles.variant}>
                  {[item.size && t('order.size', { size: item.size }), item.color].filter(Boolean).join(' · ')}
                </span>
              )}
            </span>
            {item.unitPrice !== null && (
              <span className={styles.price}>
                <span className="visually-hidden">{t('order.unitPrice')}: </span>
                {item.quantity > 1
                  ? t('order.each', { price: formatMoney(region, item.unitPrice, currency) })
                  : formatMoney(region, item.unitPrice, currency)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
