import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useTexts } from '../texts/use-texts.ts';
import { LogoMark } from './logo.tsx';
import styles from './shell.module.css';

/** The frame of every page: skip link, logo, the way to the other pages, what stands at the right of the bar, the content. */
export function Shell({
  home,
  name,
  navigation,
  bar,
  notice,
  children,
}: {
  home: string;
  name?: ReactNode;
  navigation?: ReactNode;
  bar: ReactNode;
  notice?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTexts();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('app.skipToContent')}
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to={home} className={styles.home} aria-label={t('app.home')}>
            <LogoMark />
            <span className={styles.word}>{t('app.name')}</span>
          </Link>
          {name !== undefined && <span className={styles.name}>{name}</span>}
          <div className={styles.tools}>{bar}</div>
        </div>
        {navigation}
      </header>
      {notice && <div className={styles.notice}>{notice}</div>}
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  );
}
