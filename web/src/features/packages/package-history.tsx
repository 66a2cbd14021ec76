import { formatMoment } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';
import styles from './package-history.module.css';
import type { Package } from './ports.ts';

/** Every change of a package, the last one on top; what was undone is struck out and stays (R18). */
export function PackageHistory({ history }: Pick<Package, 'history'>) {
  const { t, region } = useTexts();
  return (
    <ol className={styles.history}>
      {history
        .map((change, place) => ({ change, place }))
        .toReversed()
        .map(({ change, place }) => (
          <li key={place} className={styles.change} data-undone={change.undoneAt ? '' : undefined}>
            <span className={styles.state}>{t(`packages.state.${change.state}`)}</span>{' '}
            <time dateTime={change.at.toISOString()} className={styles.at}>
              {formatMoment(region, change.at)}
            </time>
            {change.undoneAt && <span className={styles.undone}> {t('packages.history.undone')}</span>}
          </li>
        ))}
    </ol>
  );
}
