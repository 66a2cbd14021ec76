import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router-dom';
import { useTexts } from '../texts/use-texts.ts';
import styles from './page.module.css';

/**
 * A page's frame: sets the document's title and, after going to another page, moves the focus to its heading, so that
 * keyboards and screen readers begin where the eyes do.
 */
export function Page({
  title,
  heading,
  above,
  children,
}: {
  title: string;
  heading?: ReactNode;
  above?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTexts();
  return (
    <>
      <title>{`${title} · ${t('app.name')}`}</title>
      {above}
      {heading === undefined ? <PageHeading>{title}</PageHeading> : heading}
      {children}
    </>
  );
}

/** The page's h1. The first page of a visit keeps the focus where the browser put it. */
export function PageHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  const arrivedBy = useNavigationType();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page that is gone to
  useEffect(() => {
    if (key !== 'default' && arrivedBy !== 'REPLACE') heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.heading}>
      {children}
    </h1>
  );
}
