import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import styles from './health-list.module.css';

/** One thing that can be well or not, as far as it is known. */
export type HealthLine = {
  readonly key: string;
  readonly state: 'well' | 'wrong' | 'unseen' | 'waiting';
  readonly text: ReactNode;
};

/** What needs a person stands first. */
const PLACES: Readonly<Record<HealthLine['state'], number>> = { wrong: 0, unseen: 1, waiting: 2, well: 2 };

/**
 * Whether all is well, in one look: what is wrong stands first, each with the way to it; what could not be looked at is
 * looked at again by a button.
 */
export function HealthList({ lines, onRetry }: { lines: readonly HealthLine[]; onRetry: () => void }) {
  const { t } = useTexts();
  const wrongCount = lines.filter(({ state }) => state === 'wrong').length;
  const isSome = (state: HealthLine['state']) => lines.some((line) => line.state === state);
  const sum = () => {
    if (isSome('waiting')) return t('overview.looking');
    if (wrongCount > 0) return t('overview.wrong', { count: wrongCount });
    return t(isSome('unseen') ? 'overview.notAllSeen' : 'overview.allWell');
  };
  return (
    <div className={styles.health}>
      <p className={styles.sum} data-well={lines.every(({ state }) => state === 'well') ? '' : undefined} role="status">
        {sum()}
      </p>
      <ul className={styles.lines}>
        {lines
          .toSorted((one, other) => PLACES[one.state] - PLACES[other.state])
          .map(({ key, state, text }) => {
            const isWrong = state === 'wrong' || state === 'unseen';
            return (
              <li key={key} className={styles.line} data-wrong={isWrong ? '' : undefined}>
                {isWrong ? <WarningIcon /> : state === 'well' ? <CheckIcon /> : <span className={styles.unknown} />}
                <span>{text}</span>
              </li>
            );
          })}
      </ul>
      {isSome('unseen') && <Button onClick={onRetry}>{t('app.retry')}</Button>}
    </div>
  );
}
