import { accuracyOf } from '@casillero/domain/review/accuracy';
import { REVIEWED_FIELDS } from '@casillero/domain/review/reviewed-fields';
import { formatCount } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import styles from './accuracy-table.module.css';
import type { ShopAccuracy } from './ports.ts';

type Count = { readonly seen: number; readonly right: number };

/** How often each field was read right, per shop and for all together; the shop with most orders first. */
export function AccuracyTable({ shops }: { shops: readonly ShopAccuracy[] }) {
  const { t, region } = useTexts();
  const counted = shops
    .filter(({ orderCount }) => orderCount > 0)
    .sort((a, b) => b.orderCount - a.orderCount)
    .map((shop) => ({ shop, fields: new Map(accuracyOf(shop).map((each) => [each.field, each])) }));
  const share = ({ seen, right }: Count) =>
    new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 0 }).format(right / seen);
  const all = (field: (typeof REVIEWED_FIELDS)[number]): Count =>
    counted.reduce(
      (sum, { fields }) => ({
        seen: sum.seen + (fields.get(field)?.seen ?? 0),
        right: sum.right + (fields.get(field)?.right ?? 0),
      }),
      { seen: 0, right: 0 },
    );
  const shown = REVIEWED_FIELDS.filter((field) => all(field).seen > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and keyboards must be able to
    <section className={styles.frame} tabIndex={0} aria-label={t('accuracy.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('accuracy.field')}</th>
            <th scope="col">{t('accuracy.all')}</th>
            {counted.map(({ shop }) => (
              <th key={shop.id} scope="col">
                {shop.name ?? t('order.shopUnknown')}
                <span className={styles.count}>{t('accuracy.orders', { count: shop.orderCount })}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`review.field.${field}`)}</th>
              {[all(field), ...counted.map(({ fields }) => fields.get(field) ?? { seen: 0, right: 0 })].map(
                (count, place) => (
                  <td key={place === 0 ? 'all' : counted[place - 1]?.shop.id} data-tone={toneOf(count)}>
                    {count.seen === 0 ? (
                      <span className={styles.none}>–</span>
                    ) : (
                      <>
                        {share(count)}
                        <span className={styles.count}>
                          {t('accuracy.of', {
                            right: formatCount(region, count.right),
                            seen: formatCount(region, count.seen),
                          })}
                        </span>
                      </>
                    )}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Below this share of right readings a field deserves a look before it is trusted. */
const POOR_BELOW = 0.8;

const toneOf = ({ seen, right }: Count): 'poor' | undefined =>
  seen > 0 && right / seen < POOR_BELOW ? 'poor' : undefined;
