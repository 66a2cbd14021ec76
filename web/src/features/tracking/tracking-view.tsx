import type { AnswerOf } from '@casillero/domain/api/endpoint';
import type { getTrackingPage } from '@casillero/domain/api/tracking-page';
import { PACKAGE_STATES } from '@casillero/domain/package/package-state';
import { formatMoment } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';
import styles from './tracking-view.module.css';

/** The way of one package, as its customer sees it: where it was, where it is, what is still before it. */
export function TrackingView({ page }: { page: AnswerOf<typeof getTrackingPage> }) {
  const { t, region } = useTexts();
  const here = PACKAGE_STATES.indexOf(page.state);
  const whenOf = (state: string) => page.history.findLast((each) => each.state === state)?.at;
  const number =
    page.trackingEnd === null
      ? null
      : page.carrier === null
        ? t('track.numberOnly', { end: page.trackingEnd })
        : t('track.number', { carrier: page.carrier, end: page.trackingEnd });
  return (
    <div className={styles.card}>
      <p className={styles.importer}>{t('track.of', { importer: page.importer })}</p>
      {page.shop && <p>{t('track.from', { shop: page.shop })}</p>}
      {number && <p className={styles.soft}>{number}</p>}
      <ol className={styles.way}>
        {PACKAGE_STATES.map((state, place) => {
          const at = whenOf(state);
          return (
            <li
              key={state}
              className={styles.stop}
              data-place={place < here ? 'past' : place === here ? 'here' : 'ahead'}
              aria-current={place === here ? 'step' : undefined}
            >
              <span className={styles.state}>{t(`track.state.${state}`)}</span>
              {at && place <= here && (
                <time className={styles.soft} dateTime={at}>
                  {formatMoment(region, new Date(at))}
                </time>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
