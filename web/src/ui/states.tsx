import type { Failure } from '@casillero/domain/result';
import { type ReactNode, useEffect, useState } from 'react';
import { faultTextId } from '../texts/fault-text-id.ts';
import type { TextId } from '../texts/i18n.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from './button.tsx';
import { PigeonholeWall } from './logo.tsx';
import { Notice } from './notice.tsx';
import styles from './states.module.css';

/** When waiting begins to feel broken. */
const SLOW_AFTER_MS = 8_000;

/** Grey shapes in the places of what is coming, announced once as "Loading"; says so when it takes long. */
export function Skeleton({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div>
      <p role="status" className={isSlow ? styles.slow : 'visually-hidden'}>
        {isSlow ? t('app.slow') : t('app.loading')}
      </p>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}

/** One grey shape; sizes in CSS units. */
export const Bone = ({ width = '100%', height = '1em' }: { width?: string; height?: string }) => (
  <span className={styles.bone} style={{ width, height }} />
);

const FAILURE_TEXTS: Readonly<Record<string, TextId>> = {
  'permission-denied': 'failure.no-right',
  unauthenticated: 'failure.no-right',
  'no-role': 'failure.no-right',
  unreadable: 'failure.unreadable',
  'not-loaded': 'outdated.text',
};

/** What went wrong, in the reader's language, with the code to tell the operators and a way to try again. */
export function FailureNotice({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const { t, find } = useTexts();
  const known = FAILURE_TEXTS[failure.code];
  return (
    <Notice tone="attention">
      <p className={styles.failureTitle}>{t('failure.title')}</p>
      <p>{known ? t(known) : (find(faultTextId(failure.code)) ?? t('failure.text'))}</p>
      <p className={styles.code}>{t('app.code', { code: failure.code })}</p>
      {onRetry && <Button onClick={onRetry}>{t('app.retry')}</Button>}
    </Notice>
  );
}

/** A page or a part of one without content, with what to do about it. */
export function EmptyPlace({
  title,
  children,
  filled = [],
}: {
  title: string;
  children: ReactNode;
  filled?: readonly number[];
}) {
  return (
    <div className={styles.empty}>
      <div className={styles.wall}>
        <PigeonholeWall filled={filled} />
      </div>
      <h2 className={styles.emptyTitle}>{title}</h2>
      {children}
    </div>
  );
}
