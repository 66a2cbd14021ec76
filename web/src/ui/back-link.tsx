import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import styles from './back-link.module.css';
import { BackIcon } from './icons.tsx';

/** The way up, above a page's heading; `isBeside` it, a phone has room for the arrow only. */
export function BackLink({ to, isBeside, children }: { to: string; isBeside?: boolean; children: ReactNode }) {
  return (
    <Link to={to} className={styles.back}>
      <BackIcon />
      <span className={isBeside ? styles.beside : undefined}>{children}</span>
    </Link>
  );
}
