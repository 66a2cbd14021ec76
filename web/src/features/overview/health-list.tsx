import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import styles from './health-list.module.css';

/** One thing that can be well or not. `isWell` null: not known yet. */
export type HealthLine = { readonly key: string; readonly isWell: boolean | null; readonly text: ReactNode };

/** Whether all is well, in one look: what is wrong stands first, each with the way to it. */
export function HealthList({ lines }: { lines: readonly HealthLine[] }) {
  const { t } = useTexts();
  const wrong = lines.filter(({ isWell }) => isWell === false);
  const isKnown = lines.every(({ isWell }) => isWell !== null);
  return (
    <div className={styles.health}>
      <p className={styles.sum} data-well={isKnown && wrong.length === 0 ? '' : undefined} role="status">
        {!isKnown
          ? t('overview.looking')
          : wrong.length === 0
            ? t('overview.allWell')
            : t('overview.wrong', { count: wrong.length })}
      </p>
      <ul className={styles.lines}>
        {lines
          .toSorted((one, other) => Number(one.isWell !== false) - Number(other.isWell !== false))
          .map(({ key, isWell, text }) => (
            <li key={key} className={styles.line} data-wrong={isWell === false ? '' : undefined}>
              {isWell === false ? <WarningIcon /> : isWell ? <CheckIcon /> : <span className={styles.unknown} />}
              <span>{text}</span>
            </li>
          ))}
      </ul>
    </div>
  );
}
