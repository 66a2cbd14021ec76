import type { ReactNode } from 'react';
import { formatCount } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import styles from './figures.module.css';

/** A few large figures side by side; one with a way leads to where they come from. */
export function Figures({
  figures,
}: {
  figures: readonly {
    readonly name: string;
    readonly count: number;
    readonly note?: string;
    readonly render?: (text: string) => ReactNode;
  }[];
}) {
  const { region } = useTexts();
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, count, note, render }) => (
        <div key={name} className={styles.figure}>
          <dt>{render ? render(name) : name}</dt>
          <dd className={styles.count}>{formatCount(region, count)}</dd>
          {note && <dd className={styles.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
