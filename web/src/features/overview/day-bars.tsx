import { formatCount } from '../../formats/money.ts';
import { formatPlainDate } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';
import styles from './day-bars.module.css';

/** Messages per day as bars; a table says the same to those who do not see them. */
export function DayBars({ days }: { days: readonly { readonly day: string; readonly count: number }[] }) {
  const { t, region } = useTexts();
  const most = Math.max(1, ...days.map(({ count }) => count));
  return (
    <figure className={styles.figure}>
      <figcaption>{t('overview.perDay')}</figcaption>
      <div className={styles.bars} aria-hidden="true">
        {days.map(({ day, count }) => (
          <span
            key={day}
            className={styles.bar}
            style={{ height: `${(count / most) * 100}%` }}
            title={`${formatPlainDate(region, day)}: ${formatCount(region, count)}`}
          />
        ))}
      </div>
      <p className={styles.scale} aria-hidden="true">
        <span>{days[0] && formatPlainDate(region, days[0].day)}</span>
        <span>
          {t('overview.most', { count: formatCount(region, Math.max(0, ...days.map(({ count }) => count))) })}
        </span>
        <span>{days.at(-1) && formatPlainDate(region, days.at(-1)?.day ?? '')}</span>
      </p>
      <div className="visually-hidden">
        <table>
          <caption>{t('overview.perDay')}</caption>
          <tbody>
            {days.map(({ day, count }) => (
              <tr key={day}>
                <th scope="row">{formatPlainDate(region, day)}</th>
                <td>{formatCount(region, count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
