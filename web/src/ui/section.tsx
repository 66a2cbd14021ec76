import type { ReactNode } from 'react';
import styles from './section.module.css';

/** A part of a page: what it is about, its main button beside it, then its content one below the other. */
export function Section({
  title,
  lead,
  act,
  children,
}: {
  title?: string;
  lead?: ReactNode;
  act?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      {(title || lead || act) && (
        <div className={styles.head}>
          <div className={styles.words}>
            {title && <h2 className={styles.title}>{title}</h2>}
            {lead && <p className={styles.lead}>{lead}</p>}
          </div>
          {act}
        </div>
      )}
      {children}
    </section>
  );
}
