import type { ReactNode } from 'react';
import styles from './badge.module.css';

/** A word for a state; the colour only repeats what the word says. */
export function Badge({
  tone,
  children,
}: {
  tone: 'attention' | 'waiting' | 'done' | 'quiet' | 'accent';
  children: ReactNode;
}) {
  return <span className={`${styles.badge} ${styles[tone]}`}>{children}</span>;
}
