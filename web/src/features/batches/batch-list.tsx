import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { PictureIcon } from '../../ui/icons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Bone } from '../../ui/states.tsx';
import { BatchCounts, BatchSender, BatchState } from './batch-facts.tsx';
import styles from './batch-list.module.css';
import { needsAttention } from './filter-batches.ts';
import type { Batch } from './ports.ts';

/**
 * The wall of pigeonholes: a compartment per batch, its first screenshot looking out of it. `renderLink` makes the name
 * lead to the batch, `renderCover` draws the screenshot.
 */
export function BatchList(props: {
  batches: readonly Batch[];
  renderLink: (batch: Batch, name: string) => ReactNode;
  renderCover: (batch: Batch, screenshotId: string, alt: string) => ReactNode;
}) {
  const { t } = useTexts();
  return (
    <ul className={styles.wall}>
      {props.batches.map((batch) => {
        const name = batch.customerName ?? t('batches.unnamed');
        return (
          <li
            key={batch.id}
            className={styles.hole}
            data-attention={needsAttention(batch) ? '' : undefined}
            data-state={batch.state}
          >
            <div className={styles.recess}>
              {batch.coverScreenshotId ? (
                <div className={styles.sheet}>
                  {props.renderCover(batch, batch.coverScreenshotId, t('batches.coverAlt', { name }))}
                </div>
              ) : (
                <span className={styles.none}>
                  <PictureIcon />
                </span>
              )}
            </div>
            <div className={styles.label}>
              <h2 className={batch.customerName ? styles.name : styles.unnamed}>{props.renderLink(batch, name)}</h2>
              <p className={styles.line}>
                <BatchState state={batch.state} />
                <Moment at={batch.updatedAt} />
              </p>
              <p className={styles.sender}>
                <BatchSender batch={batch} />
              </p>
              <BatchCounts batch={batch} />
            </div>
          </li>
        );
      })}
      <EmptyHoles after={props.batches.length} />
    </ul>
  );
}

/** Fills the last row of the wall with empty compartments: for the eye only. */
const EmptyHoles = ({ after }: { after: number }) => (
  <>
    <li
      aria-hidden="true"
      className={styles.filler}
      data-of-two={after % 2 === 1 ? '' : undefined}
      data-of-three={after % 3 !== 0 ? '' : undefined}
    />
    <li aria-hidden="true" className={styles.filler} data-of-three={after % 3 === 1 ? '' : undefined} />
  </>
);

/** The wall while it loads: the same compartments, so that nothing jumps. */
export const BatchListBones = () => (
  <ul className={styles.wall}>
    {[0, 1, 2, 3, 4, 5].map((hole) => (
      <li key={hole} className={styles.hole}>
        <div className={styles.recess} />
        <div className={styles.label}>
          <Bone width="70%" height="1.4em" />
          <Bone width="50%" height="1.5em" />
          <Bone width="40%" />
          <Bone width="60%" />
        </div>
      </li>
    ))}
  </ul>
);
