import type { ReactNode } from 'react';
import { WarningIcon } from './icons.tsx';
import styles from './notice.module.css';

/** A sentence in a box. 'attention' is said at once by screen readers, the others when they are free. */
export function Notice({ tone, children }: { tone: 'attention' | 'waiting' | 'done' | 'quiet'; children: ReactNode }) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === 'attention' ? 'alert' : 'status'}>
      {(tone === 'attention' || tone === 'waiting') && <WarningIcon />}
      <div className={styles.body}>{children}</div>
    </div>
  );
}
