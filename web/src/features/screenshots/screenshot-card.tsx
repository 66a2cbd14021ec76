import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { DocumentIcon } from '../../ui/icons.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Bone } from '../../ui/states.tsx';
import type { Screenshot } from './ports.ts';
import { Reading } from './reading.tsx';
import styles from './screenshot-card.module.css';

/** Whether there is a picture to look at (what was not fetched has none). */
export const hasPicture = (screenshot: Screenshot): boolean =>
  screenshot.state === 'stored' && screenshot.media !== null && screenshot.media.thumbnailPath !== null;

/** What a screenshot is called: its place, and the shop once it is read. */
export function useScreenshotName(): (screenshot: Screenshot, number: number, count: number) => string {
  const { t } = useTexts();
  return (screenshot, number, count) =>
    screenshot.order?.shop
      ? t('shot.altShop', { number, count, shop: screenshot.order.shop })
      : t('shot.alt', { number, count });
}

/** One screenshot: the picture at the left, which opens large, and what was read from it at the right. */
export function ScreenshotCard(props: {
  tenantId: string;
  screenshot: Screenshot;
  number: number;
  count: number;
  mayRetry: boolean;
  onOpen: () => void;
  renderThumbnail: (screenshotId: string, alt: string) => ReactNode;
  renderPdfLink: (screenshotId: string) => ReactNode;
  /** of one that was sent twice: the way to the other */
  renderOriginalLink: (screenshotId: string) => ReactNode;
}) {
  const { t } = useTexts();
  const nameOf = useScreenshotName();
  const { screenshot, number } = props;
  const isPdf = screenshot.media?.contentType === 'application/pdf';
  return (
    <li className={styles.card} id={`screenshot-${number}`}>
      <div className={styles.picture} data-removed={screenshot.removedAt ? '' : undefined}>
        {hasPicture(screenshot) ? (
          <div className={styles.sheet}>
            {props.renderThumbnail(screenshot.id, nameOf(screenshot, number, props.count))}
            {/* Lies over the picture instead of around it: what stands inside of a button loses its own role. */}
            <button
              type="button"
              className={styles.open}
              onClick={props.onOpen}
              aria-label={t('shot.open', { number })}
              title={t('shot.open', { number })}
            />
          </div>
        ) : (
          <span className={styles.none} data-underway={screenshot.state === 'fetching' ? '' : undefined}>
            <DocumentIcon />
            {isPdf && <span>{t('shot.pdf')}</span>}
          </span>
        )}
      </div>
      <div className={styles.reading}>
        <p className={styles.meta}>
          <span>{t('shot.heading', { number })}</span>
          <Moment at={screenshot.receivedAt} />
        </p>
        {screenshot.caption && (
          <p className={styles.caption}>
            <span className="visually-hidden">{t('shot.caption')}: </span>“{screenshot.caption}”
          </p>
        )}
        <Reading
          tenantId={props.tenantId}
          screenshot={screenshot}
          number={number}
          mayRetry={props.mayRetry}
          originalLink={screenshot.duplicateOf ? props.renderOriginalLink(screenshot.duplicateOf) : null}
          pdfLink={isPdf && props.renderPdfLink(screenshot.id)}
        />
        {isPdf && screenshot.extraction !== 'skipped' && props.renderPdfLink(screenshot.id)}
      </div>
    </li>
  );
}

/** The list of cards. */
export const ScreenshotCards = ({ children }: { children: ReactNode }) => <ol className={styles.cards}>{children}</ol>;

/** Two cards while they load. */
export const ScreenshotBones = () => (
  <ol className={styles.cards}>
    {[0, 1].map((card) => (
      <li key={card} className={styles.card}>
        <div className={styles.picture}>
          <span className={styles.none} />
        </div>
        <div className={styles.reading}>
          <Bone width="30%" />
          <Bone width="50%" height="1.6em" />
          <Bone width="80%" />
          <Bone width="70%" />
          <Bone width="60%" />
        </div>
      </li>
    ))}
  </ol>
);
