import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { QuestionIcon } from '../../ui/icons.tsx';
import styles from './unsure.module.css';

/** Marks a value that was read with little certainty; the mark has a name, so that it is not colour alone. */
export function Unsure({ when, children }: { when: boolean; children: ReactNode }) {
  const { t } = useTexts();
  if (!when) return children;
  return (
    <span className={styles.unsure}>
      {children}
      <span className={styles.mark} title={t('order.unsure')}>
        <QuestionIcon />
        <span className="visually-hidden">({t('order.unsure')})</span>
      </span>
    </span>
  );
}

/** What the mark means; stands once under an order that has one. */
export function UnsureLegend() {
  const { t } = useTexts();
  return <p className={styles.legend}>{t('order.unsureHint', { mark: '?' })}</p>;
}
