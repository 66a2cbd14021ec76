import type { ReactNode } from 'react';
import styles from './list-tools.module.css';

/** What stands above a list: search and filters, at the end its main button; below them how many were found. */
export function ListTools({ children, main, found }: { children: ReactNode; main?: ReactNode; found?: ReactNode }) {
  return (
    <div className={styles.tools}>
      <div className={styles.row}>
        <div className={styles.fields}>{children}</div>
        {main}
      </div>
      {found !== undefined && (
        <p role="status" className={styles.found}>
          {found}
        </p>
      )}
    </div>
  );
}
